// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.replay;

import io.falcoj.sources.audit.logs.LikelyContent;
import io.falcoj.sources.audit.replay.FileReading;
import java.util.ArrayList;
import java.util.List;

/** Notes the files that were read as audit logs and hold none, to name them. */
final class FilesWithoutEvents {

  /** Files that are named; a folder may hold any number. */
  private static final int MOST_NAMED = 20;

  private final List<String> named = new ArrayList<>();
  private long unnamed;

  /** A file was read to its end. */
  void add(FileReading reading) {
    LikelyContent content = reading.content();
    if (content == null) {
      return;
    }
    if (named.size() == MOST_NAMED) {
      unnamed++;
      return;
    }
    named.add(
        "%s: no audit event in it: it %s%s; %s"
            .formatted(
                reading.file(),
                isNamedAsCapture(reading.file()) ? "is no capture of system calls, and " : "",
                content.description(),
                content.advice()));
  }

  private static boolean isNamedAsCapture(String file) {
    return file.endsWith(".scap") || file.endsWith(".scap.gz") || file.endsWith(".scap.zst");
  }

  /** One line for each file, and one for those that are not named. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(named);
    if (unnamed > 0) {
      lines.add(unnamed + " more files have no audit event in them");
    }
    return lines;
  }
}
