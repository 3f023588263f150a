// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import io.falcoj.outputs.http.ClientTls;
import io.falcoj.outputs.http.HttpOutput;
import io.falcoj.outputs.http.HttpSettings;
import io.falcoj.outputs.spool.Spool;
import io.falcoj.outputs.spool.SpoolOptions;
import io.falcoj.outputs.spool.SyncPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** A process that brings numbered alerts without end, and tells which are safe. */
final class KilledProcess {

  private KilledProcess() {}

  static Outputs outputs(Path folder, URI url) throws IOException {
    HttpSettings settings =
        new HttpSettings(
            url,
            HttpSettings.TEXT,
            "test",
            null,
            ClientTls.STANDARD,
            false,
            Duration.ofSeconds(5),
            0);
    Spool spool = Spool.open(folder, new SpoolOptions(64 << 20, SyncPolicy.NEVER));
    return Outputs.forLive().add(new HttpOutput(settings, null), spool).start();
  }

  /**
   * @param arguments the spool's folder, the URL, the first number
   */
  public static void main(String[] arguments) throws IOException {
    Outputs outputs = outputs(Path.of(arguments[0]), URI.create(arguments[1]));
    for (int i = Integer.parseInt(arguments[2]); ; i++) {
      outputs.offer(TestLines.of("alert " + i)).await(Duration.ofSeconds(30));
      System.out.println(i);
    }
  }
}
