// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon;

import io.falcoj.converter.psp.Conversion;
import io.falcoj.converter.psp.PolicyDiagnostic;
import io.falcoj.converter.psp.PspConverter;
import io.falcoj.converter.psp.TokenVolumeMode;
import io.falcoj.engine.yaml.SourceText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns files of PodSecurityPolicies into rules, to be evaluated or kept. */
public final class Policies {

  /** Stands for standard input among the policies. */
  public static final Path STANDARD_INPUT = Path.of("-");

  private static final Logger LOGGER = LoggerFactory.getLogger(Policies.class);

  private Policies() {}

  /** Converts all policies of some files and folders, none of which is standard input. */
  public static Conversion convert(List<Path> files, boolean strict) throws FalcoException {
    return convert(files, null, strict, TokenVolumeMode.AUTO);
  }

  /**
   * Converts all policies of some files and folders. What is doubtful is logged.
   *
   * @param standardInput what {@link #STANDARD_INPUT} stands for; null if it is a file like others
   * @param strict whether to refuse what Kubernetes itself would refuse
   * @param tokenVolume which token comes with a pod that a whole policy is asked about
   * @throws FalcoException if a file cannot be read or a policy is not valid; the message says
   *     everything that is wrong, one line each
   */
  public static Conversion convert(
      List<Path> files,
      @Nullable SourceText standardInput,
      boolean strict,
      TokenVolumeMode tokenVolume)
      throws FalcoException {
    List<SourceText> texts = new ArrayList<>();
    for (Path file : files) {
      if (standardInput != null && file.equals(STANDARD_INPUT)) {
        texts.add(standardInput);
      } else {
        texts.addAll(RulesPath.policies(file));
      }
    }
    PspConverter converter = strict ? PspConverter.strict() : PspConverter.standard();
    Conversion conversion = converter.withTokenVolume(tokenVolume).convert(texts);
    if (conversion.hasErrors()) {
      throw new FalcoException(
          conversion.diagnostics().stream()
              .filter(PolicyDiagnostic::isError)
              .map(PolicyDiagnostic::toText)
              .collect(Collectors.joining("\n")));
    }
    conversion.diagnostics().forEach(diagnostic -> LOGGER.warn(diagnostic.toText()));
    return conversion;
  }

  /**
   * Writes rules to a file, which is either as before or whole, whatever happens in between. What
   * is no plain file, such as a terminal, is written to directly.
   *
   * @throws FalcoException if the file cannot be written
   */
  public static void save(String rules, Path file) throws FalcoException {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        Files.writeString(file, rules);
      } else {
        replace(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath(), rules);
      }
    } catch (IOException e) {
      throw new FalcoException(file + ": cannot be written: " + reason(e), e);
    }
  }

  private static void replace(Path file, String content) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.writeString(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "found no such folder";
    }
    return e instanceof AccessDeniedException ? "not allowed" : String.valueOf(e.getMessage());
  }
}
