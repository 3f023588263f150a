// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks.auditlog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a Kubernetes audit log as an API server of a busy cluster would: mostly leases, reads and
 * status updates, some watches, few pod creations. The kinds of events are templates of the test
 * data, drawn by their weight. The same seed and count give the same bytes.
 */
public final class AuditLogGenerator {
  /** The seed of the log that {@code docs/performance.md} speaks of. */
  public static final long DEFAULT_SEED = 20_261_122L;

  /** The number of events of that log. */
  public static final int DEFAULT_EVENTS = 200_000;

  private static final String FOLDER = "/benchmark/";
  private static final JsonMapper JSON = new JsonMapper();

  private final EventTemplate[] templates;

  /** Templates by weight: a template of weight 3 stands here three times. */
  private final int[] wheel;

  private AuditLogGenerator(EventTemplate[] templates, int[] wheel) {
    this.templates = templates;
    this.wheel = wheel;
  }

  /**
   * Reads the templates and their weights.
   *
   * @throws IOException if one of them cannot be read
   */
  public static AuditLogGenerator load() throws IOException {
    List<EventTemplate> templates = new ArrayList<>();
    List<Integer> wheel = new ArrayList<>();
    for (Map.Entry<String, JsonNode> weighted : read("audit-mix.json").properties()) {
      String event = read("audit-events/" + weighted.getKey() + ".json").toString();
      for (int i = 0; i < weighted.getValue().intValue(); i++) {
        wheel.add(templates.size());
      }
      templates.add(EventTemplate.parse(event));
    }
    return new AuditLogGenerator(
        templates.toArray(EventTemplate[]::new),
        wheel.stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * Writes a log as JSON lines.
   *
   * @param events number of events
   * @param target neither buffered nor closed here
   * @return number of bytes written
   * @throws IOException if {@code target} fails
   */
  public long write(int events, long seed, OutputStream target) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    EventDraw draw = new EventDraw(random.split());
    StringBuilder line = new StringBuilder();
    long written = 0;
    for (int i = 0; i < events; i++) {
      draw.next();
      line.setLength(0);
      templates[wheel[random.nextInt(wheel.length)]].appendTo(line, draw);
      line.append('\n');
      byte[] bytes = line.toString().getBytes(StandardCharsets.UTF_8);
      target.write(bytes);
      written += bytes.length;
    }
    return written;
  }

  private static JsonNode read(String name) throws IOException {
    try (InputStream resource = AuditLogGenerator.class.getResourceAsStream(FOLDER + name)) {
      if (resource == null) {
        throw new IOException("no such test data: " + FOLDER + name);
      }
      return JSON.readTree(resource);
    }
  }
}
