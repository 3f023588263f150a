// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon;

import io.falcoj.fields.table.FieldSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;

/** Where falcoj runs, as the system says. */
public final class LocalPlace {

  private static final String HOSTNAME_VARIABLE = "FALCO_HOSTNAME";
  private static final String ZONE_VARIABLE = "TZ";
  private static final Path LINUX_HOSTNAME = Path.of("/proc/sys/kernel/hostname");

  private LocalPlace() {}

  /**
   * Time zone and name of this machine.
   *
   * @param environment its {@code FALCO_HOSTNAME} goes before the machine's own name, as in Falco,
   *     and its {@code TZ} before the machine's own zone
   */
  public static FieldSettings of(Map<String, String> environment) {
    return new FieldSettings(zone(environment), hostname(environment));
  }

  private static ZoneId zone(Map<String, String> environment) {
    try {
      String configured = environment.get(ZONE_VARIABLE);
      return configured == null ? ZoneId.systemDefault() : ZoneId.of(configured);
    } catch (DateTimeException e) {
      // A form that Java reads by itself, such as EST5EDT or the name of a file.
      return ZoneId.systemDefault();
    }
  }

  private static String hostname(Map<String, String> environment) {
    String configured = environment.get(HOSTNAME_VARIABLE);
    if (configured != null) {
      return configured;
    }
    try {
      return Files.readString(LINUX_HOSTNAME).strip();
    } catch (IOException e) {
      return addressName();
    }
  }

  /** The name that elsewhere than on Linux must be looked up, which may take its time. */
  private static String addressName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "";
    }
  }
}
