// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library;

import io.falcoj.engine.EventReader;
import io.falcoj.engine.EventSource;
import io.falcoj.engine.FieldClass;
import io.falcoj.fields.StandardFields;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.sources.syscall.capture.CaptureEventReader;
import io.falcoj.sources.syscall.capture.CaptureFile;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** System calls, of captures. */
final class SyscallSource implements EventSource {

  private final FieldSettings place;

  SyscallSource(FieldSettings place) {
    this.place = place;
  }

  @Override
  public String name() {
    return SyscallEvent.SOURCE;
  }

  @Override
  public List<FieldClass> fieldClasses() {
    return StandardFields.ofSyscalls(place);
  }

  @Override
  public EventReader newReader() {
    return new CaptureEventReader();
  }

  @Override
  public boolean isRecording(InputStream input) throws IOException {
    return CaptureFile.isCapture(input);
  }
}
