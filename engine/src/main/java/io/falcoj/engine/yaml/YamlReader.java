// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.yaml;

import io.falcoj.grammar.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML 1.2 text into {@link YamlNode}s, one for each document. JSON is read the same way.
 *
 * <pre>{@code
 * for (YamlNode document : YamlReader.read("rules.yaml", text)) {
 *   ...
 * }
 * }</pre>
 *
 * <p>Works on the events of SnakeYAML Engine, the parser beneath Jackson's YAML module: Jackson's
 * own tokens drop what is needed here (style of scalars, their text as written, bounds of
 * documents).
 */
public final class YamlReader {

  private static final int LONGEST_QUOTE = 40;

  // Each time the parser fetches more of a scalar it copies what it has: few large parts keep the
  // time for one of 64 MiB at seconds. Small texts need no large buffer.
  private static final int SMALLEST_BUFFER = 1 << 10;
  private static final int LARGEST_BUFFER = 1 << 20;

  private final SourceText source;
  private final String content;
  private final YamlLimits limits;
  private final Iterator<Event> events;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private int depth;
  private long nodes;
  private long aliasNodes;
  // The parser counts code points, we count characters: the last pair that is known.
  private int knownCodePoint;
  private int knownOffset;

  /** A node with an anchor, and how many nodes an alias of it stands for. */
  private record Anchored(YamlNode node, long size) {}

  private YamlReader(SourceText source, YamlLimits limits) {
    this.source = source;
    this.content = source.content();
    this.limits = limits;
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(source.name())
            .setCodePointLimit(Integer.MAX_VALUE)
            .setBufferSize(Math.max(SMALLEST_BUFFER, Math.min(content.length(), LARGEST_BUFFER)))
            .build();
    this.events =
        new ParserImpl(settings, new StreamReader(settings, new WholeCharacterReader(content)));
  }

  /**
   * Reads all documents of a text, within {@link YamlLimits#DEFAULT}.
   *
   * @param name what messages call the text: a path as the user gave it
   * @return one node for each document; a document without content is an empty scalar, a text
   *     without documents gives none
   * @throws YamlException if the text is not YAML or exceeds a limit
   */
  public static List<YamlNode> read(String name, String text) throws YamlException {
    return read(SourceText.of(name, text), YamlLimits.DEFAULT);
  }

  /** Reads all documents of {@code source} as {@link #read(String, String)} does. */
  public static List<YamlNode> read(SourceText source, YamlLimits limits) throws YamlException {
    if (source.content().length() > limits.maxLength()) {
      throw new YamlException(
          source,
          source.span(0, 0),
          "a text of " + source.content().length() + " characters",
          "at most " + limits.maxLength());
    }
    return new YamlReader(source, limits).readDocuments();
  }

  /** The beginning of a text, in quotes, without characters that a terminal would obey. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    int length = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (length++ == LONGEST_QUOTE) {
        return quoted.append("\"...").toString();
      }
      int c = text.codePointAt(i);
      int type = Character.getType(c);
      if (c == '\n') {
        quoted.append("\\n");
      } else if (Character.isISOControl(c)
          || type == Character.FORMAT
          || type == Character.SURROGATE
          || type == Character.LINE_SEPARATOR
          || type == Character.PARAGRAPH_SEPARATOR) {
        quoted.append("\\u%04x".formatted(c));
      } else {
        quoted.appendCodePoint(c);
      }
    }
    return quoted.append('"').toString();
  }

  private List<YamlNode> readDocuments() throws YamlException {
    List<YamlNode> documents = new ArrayList<>();
    Event event = next();
    while (event.getEventId() != Event.ID.StreamEnd) {
      if (event.getEventId() == Event.ID.DocumentStart) {
        anchors.clear();
        documents.add(readNode((NodeEvent) next()));
      }
      event = next();
    }
    return documents;
  }

  private Event next() throws YamlException {
    try {
      return events.next();
    } catch (ReaderException e) {
      int offset = offsetOf(e.getPosition());
      throw new YamlException(
          source,
          source.span(offset, offset + 1),
          "the character U+%04X".formatted(e.getCodePoint()),
          "text without control characters");
    } catch (MarkedYamlEngineException e) {
      throw report(e);
    } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // The parser reports some broken texts, such as an escape beyond Unicode, without a place.
      YamlException exception =
          new YamlException(
              source,
              source.span(knownOffset, knownOffset),
              "text that is not YAML in or behind " + foundAt(knownOffset),
              "YAML");
      exception.initCause(e);
      throw exception;
    }
  }

  private YamlException report(MarkedYamlEngineException e) {
    String sentence = e.getProblem();
    YamlProblem problem = YamlProblem.of(sentence == null ? "" : sentence);
    int end = e.getProblemMark().or(e::getContextMark).map(this::offsetOf).orElse(0);
    int beginning = e.getContextMark().map(this::offsetOf).orElse(end);
    return switch (problem.place()) {
      case END -> reportAt(end, problem.expectation());
      case BEGINNING -> reportAt(beginning, problem.expectation());
      case BOTH -> {
        Span open = source.span(beginning, beginning);
        yield reportAt(
            end,
            problem.expectation()
                + " for what begins at %d:%d".formatted(open.line(), open.column()));
      }
    };
  }

  private YamlException reportAt(int offset, String expected) {
    return new YamlException(source, source.span(offset, offset), foundAt(offset), expected);
  }

  private YamlNode readNode(NodeEvent event) throws YamlException {
    if (event instanceof AliasEvent alias) {
      return readAlias(alias);
    }
    long before = nodes + aliasNodes;
    countNode(event);
    YamlNode node =
        event instanceof ScalarEvent scalar
            ? readScalar(scalar)
            : readCollection((CollectionStartEvent) event);
    long size = nodes + aliasNodes - before;
    event.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(node, size)));
    return node;
  }

  private YamlNode readAlias(AliasEvent alias) throws YamlException {
    Anchored target = anchors.get(alias.getAlias());
    if (target == null) {
      throw new YamlException(
          source,
          spanOf(alias),
          "the alias " + quote(alias.getAlias().getValue()),
          "the name of an anchor that stands before it");
    }
    aliasNodes += target.size();
    if (aliasNodes > limits.maxAliasNodes()) {
      throw new YamlException(
          source,
          spanOf(alias),
          "aliases that stand for more than " + limits.maxAliasNodes() + " nodes",
          "fewer");
    }
    return target.node();
  }

  private void countNode(NodeEvent event) throws YamlException {
    if (++nodes > limits.maxNodes()) {
      throw new YamlException(
          source, spanOf(event), "more than " + limits.maxNodes() + " nodes", "fewer");
    }
  }

  private YamlScalar readScalar(ScalarEvent event) {
    ScalarStyle style =
        switch (event.getScalarStyle()) {
          case PLAIN -> ScalarStyle.PLAIN;
          case SINGLE_QUOTED -> ScalarStyle.SINGLE_QUOTED;
          case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> ScalarStyle.DOUBLE_QUOTED;
          case LITERAL -> ScalarStyle.LITERAL;
          case FOLDED -> ScalarStyle.FOLDED;
        };
    return new YamlScalar(
        event.getValue(), style, tagOf(event.getTag()), contentSpanOf(event), source);
  }

  private YamlNode readCollection(CollectionStartEvent start) throws YamlException {
    if (++depth > limits.maxDepth()) {
      throw new YamlException(
          source,
          spanOf(start),
          "lists and mappings nested deeper than " + limits.maxDepth(),
          "fewer levels");
    }
    boolean mapping = start.getEventId() == Event.ID.MappingStart;
    Event.ID endId = mapping ? Event.ID.MappingEnd : Event.ID.SequenceEnd;
    List<YamlNode> items = new ArrayList<>();
    List<YamlMapping.Entry> entries = new ArrayList<>();
    int lastEnd = contentSpanOf(start).offset();
    Event event = next();
    while (event.getEventId() != endId) {
      YamlNode node = readNode((NodeEvent) event);
      if (mapping) {
        YamlNode value = readNode((NodeEvent) next());
        entries.add(new YamlMapping.Entry(node, value));
      } else {
        items.add(node);
      }
      lastEnd = event.getEndMark().map(this::offsetOf).orElse(lastEnd);
      event = next();
    }
    depth--;
    int end = event.getEndMark().map(this::offsetOf).orElse(lastEnd);
    Span span = source.span(contentSpanOf(start).offset(), end);
    return mapping ? new YamlMapping(entries, span) : new YamlSequence(items, span);
  }

  private static @Nullable String tagOf(Optional<String> tag) {
    return tag.filter(text -> !text.equals("!")).orElse(null);
  }

  private Span spanOf(Event event) {
    int start = event.getStartMark().map(this::offsetOf).orElse(0);
    return source.span(start, event.getEndMark().map(this::offsetOf).orElse(start));
  }

  /** The span of an event without anchor and tag, with which the parser lets it begin. */
  private Span contentSpanOf(NodeEvent event) {
    Span span = spanOf(event);
    int start = span.offset();
    while (start < span.end() && (content.charAt(start) == '&' || content.charAt(start) == '!')) {
      while (start < span.end() && !isSpace(content.charAt(start))) {
        start++;
      }
      start = skipSpaceAndComments(start, span.end());
    }
    return source.span(start, span.end());
  }

  private int skipSpaceAndComments(int from, int end) {
    int index = from;
    while (index < end && (isSpace(content.charAt(index)) || content.charAt(index) == '#')) {
      if (content.charAt(index) == '#') {
        while (index < end && content.charAt(index) != '\n') {
          index++;
        }
      } else {
        index++;
      }
    }
    return index;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private int offsetOf(Mark mark) {
    return offsetOf(mark.getIndex());
  }

  private int offsetOf(int codePoint) {
    int wanted = Math.max(0, codePoint);
    try {
      knownOffset = content.offsetByCodePoints(knownOffset, wanted - knownCodePoint);
      knownCodePoint = wanted;
    } catch (IndexOutOfBoundsException e) {
      return content.length();
    }
    return knownOffset;
  }

  private String foundAt(int offset) {
    if (offset >= content.length()) {
      return "the end of the text";
    }
    int c = content.codePointAt(offset);
    if (c == '\n' || c == '\r') {
      return "the end of the line";
    }
    if (c == '\t') {
      return "a tab";
    }
    int end = offset;
    while (end < content.length()
        && end - offset <= LONGEST_QUOTE
        && content.charAt(end) != '\n'
        && content.charAt(end) != '\r') {
      end++;
    }
    return quote(content.substring(offset, end));
  }
}
