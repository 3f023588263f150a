// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.doors;

import static io.falcoj.engine.FieldType.CHARBUF;

import io.falcoj.engine.Event;
import io.falcoj.engine.EventReader;
import io.falcoj.engine.EventSource;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.Values;
import io.falcoj.fields.table.FieldTable;
import java.util.List;

/** Doors that are opened and closed: a source of a program's own. */
public final class DoorSource implements EventSource {

  static final String NAME = "doors";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<FieldClass> fieldClasses() {
    FieldTable fields = new FieldTable("door", "Doors", "What happened to a door.", NAME);
    fields.add("door.name", CHARBUF, "Which door it is.").reads(DoorSource::readDoor);
    fields.add("door.action", CHARBUF, "What happened: opened.").reads(DoorSource::readAction);
    return List.of(fields.toFieldClass());
  }

  @Override
  public EventReader newReader() {
    return new DoorReader();
  }

  private static void readDoor(Event event, Values values) {
    DoorEvent door = (DoorEvent) event;
    values.addText(door.line(), door.doorStart(), door.doorEnd() - door.doorStart());
  }

  private static void readAction(Event event, Values values) {
    DoorEvent door = (DoorEvent) event;
    int start = door.doorEnd() + 1;
    values.addText(door.line(), start, door.line().length - start);
  }
}
