// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.library.summary.RunSummary;
import io.falcoj.library.summary.SummaryJson;
import io.falcoj.library.summary.SummaryText;
import io.falcoj.outputs.NamedPipe;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code --summary}: says what a run came to, on standard error or in a file. */
public final class SummaryWriter implements SummaryListener {

  private static final String NONE = "none";
  private static final Logger LOGGER = LoggerFactory.getLogger(SummaryWriter.class);

  private final Consumer<String> person;
  private final boolean unwanted;
  private final @Nullable Path file;

  /**
   * @param person is told the summary unless it goes elsewhere
   * @param target a file, {@code none}, or null for standard error
   */
  public SummaryWriter(Consumer<String> person, @Nullable String target) {
    this.person = person;
    this.unwanted = NONE.equals(target);
    this.file = target == null || unwanted ? null : Path.of(target);
  }

  /** Keeps the file up to date, if there is one. */
  @Override
  public void soFar(RunSummary summary) {
    if (file != null && !NamedPipe.isAt(file)) {
      try {
        replace(file, summary);
      } catch (IOException e) {
        LOGGER.error("{}", problem(file, e));
      }
    }
  }

  @Override
  public void replaced(RunSummary summary) {
    if (!unwanted) {
      tell(summary);
    }
  }

  /** Somebody wants to know now. */
  public void onDemand(RunSummary summary) {
    if (file == null) {
      tell(summary);
    } else {
      soFar(summary);
    }
  }

  /**
   * Says at the end what the run came to.
   *
   * @param errors takes why it could not be said
   */
  public void end(RunSummary summary, List<String> errors) {
    if (file == null) {
      replaced(summary);
      return;
    }
    try {
      write(file, text(file, summary));
    } catch (IOException e) {
      errors.add(problem(file, e));
    }
  }

  private static void write(Path file, String text) throws IOException {
    if (!NamedPipe.isAt(file)) {
      Files.writeString(file, text);
      return;
    }
    try (OutputStream pipe = Channels.newOutputStream(NamedPipe.open(file))) {
      pipe.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw NamedPipe.unread(file, e);
    }
  }

  private void tell(RunSummary summary) {
    person.accept(SummaryText.of(summary));
  }

  /** In one step: whoever reads the file finds a whole one. */
  private static synchronized void replace(Path file, RunSummary summary) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.writeString(temporary, text(file, summary));
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static String text(Path file, RunSummary summary) {
    return file.toString().endsWith(".json") ? SummaryJson.of(summary) : SummaryText.of(summary);
  }

  private static String problem(Path file, IOException e) {
    String reason =
        e instanceof NoSuchFileException ? "found no such folder" : String.valueOf(e.getMessage());
    return "--summary: " + file + " cannot be written: " + reason;
  }
}
