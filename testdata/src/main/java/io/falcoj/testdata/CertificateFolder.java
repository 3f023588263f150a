// SPDX-License-Identifier: Apache-2.0
package io.falcoj.testdata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Authorities and certificates for tests, which openssl makes in a folder. */
public class CertificateFolder {

  private final Path folder;

  public CertificateFolder(Path folder) {
    this.folder = folder;
  }

  /** Whether certificates can be made here. */
  public static boolean canMake() {
    return ToolRun.isInstalled("openssl");
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /** An authority: {@code name.pem} and {@code name.key}. */
  public Path authority(String name) throws IOException, InterruptedException {
    return selfSigned(name);
  }

  /** A certificate that nobody else signed: {@code name.pem} and {@code name.key}. */
  public Path selfSigned(String name, String... furtherArguments)
      throws IOException, InterruptedException {
    List<String> request = new ArrayList<>(List.of("req", "-x509", "-newkey", "rsa:2048"));
    request.addAll(List.of("-nodes", "-days", "2", "-subj", "/CN=" + name));
    request.addAll(List.of("-keyout", name + ".key", "-out", name + ".pem"));
    request.addAll(List.of(furtherArguments));
    openssl(request.toArray(String[]::new));
    return file(name + ".pem");
  }

  /**
   * A certificate for 127.0.0.1 that an authority signed: {@code name.pem}, and {@code name.key} in
   * PKCS#8.
   *
   * @param algorithm {@code rsa:2048}, {@code ec}, {@code ed25519}
   */
  public Path certificate(String name, String authority, String algorithm)
      throws IOException, InterruptedException {
    Files.writeString(file(name + ".ext"), "subjectAltName=IP:127.0.0.1,DNS:localhost\n");
    List<String> request =
        new ArrayList<>(List.of("req", "-new", "-nodes", "-subj", "/CN=" + name));
    request.addAll(List.of("-keyout", name + ".key", "-out", name + ".csr", "-newkey", algorithm));
    if (algorithm.equals("ec")) {
      request.addAll(List.of("-pkeyopt", "ec_paramgen_curve:prime256v1"));
    }
    openssl(request.toArray(String[]::new));
    openssl(
        "x509",
        "-req",
        "-in",
        name + ".csr",
        "-CA",
        authority + ".pem",
        "-CAkey",
        authority + ".key",
        "-CAcreateserial",
        "-days",
        "2",
        "-extfile",
        name + ".ext",
        "-out",
        name + ".pem");
    return file(name + ".pem");
  }

  /** Both in one file, as Falco has it: {@code name-both.pem}. */
  public Path both(String name) throws IOException {
    return Files.writeString(
        file(name + "-both.pem"),
        Files.readString(file(name + ".key")) + Files.readString(file(name + ".pem")));
  }

  /** Runs openssl in the folder. */
  public void openssl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    ToolRun run = ToolRun.of(folder, command);
    if (run.exitCode() != 0) {
      throw new IOException(String.join(" ", command) + ": " + run.output());
    }
  }
}
