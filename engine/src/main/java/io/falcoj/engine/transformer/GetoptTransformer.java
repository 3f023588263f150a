// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.transformer;

import io.falcoj.engine.FieldType;
import io.falcoj.engine.Values;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.ValueShape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code getopt(arguments, "ab:c")}: the short options of a command line, each followed by its
 * value if it takes one; {@code getopt(...)[b]}: the last value of one option. Options are read as
 * POSIX {@code getopt} does, except that long options are skipped; one that is not named gives
 * {@code ?}, one whose value is missing gives an empty text. Follows libs 0.25.
 */
final class GetoptTransformer extends Transformer {

  private static final ValueShape LIST = ValueShape.of(FieldType.CHARBUF, true);
  private static final ValueShape TEXT = ValueShape.of(FieldType.CHARBUF, false);
  private static final byte[] UNKNOWN = {'?'};
  private static final byte[] EMPTY = {};
  private static final int EVERY_OPTION = -1;

  /** So many bytes name every option there is; what follows in a longer text is not read. */
  private static final int MAX_OPTIONS_LENGTH = 1024;

  GetoptTransformer() {
    super("getopt", "The short options of a list of arguments, or the value of one of them.");
  }

  @Override
  public BoundTransformer bind(List<TransformerArgument> arguments, @Nullable String option)
      throws TransformerException {
    if (arguments.size() == 1) {
      throw new TransformerException(
          option == null
              ? "unknown field transfomer 'getopt'"
              : "filter error: transformer 'getopt' does not support field arguments");
    }
    if (arguments.size() != 2) {
      throw new TransformerException(
          "getopt() requires exactly 2 arguments: args list and optstring");
    }
    ValueShape list = arguments.get(0).shape();
    ValueShape options = arguments.get(1).shape();
    if (!list.list()) {
      throw new TransformerException("getopt() first argument must be a list");
    }
    if (options.list()) {
      throw new TransformerException("getopt() second argument (optstring) must be a single value");
    }
    if (list.type() != FieldType.CHARBUF || options.type() != FieldType.CHARBUF) {
      throw new TransformerException("getopt() arguments must be strings");
    }
    if (option == null) {
      return new BoundTransformer(
          LIST, (context, slots, result) -> parse(context, slots, EVERY_OPTION, result));
    }
    byte[] selected = option.getBytes(StandardCharsets.UTF_8);
    if (selected.length != 1) {
      throw new TransformerException("getopt() field argument must be a single option character");
    }
    int selector = selected[0] & 0xff;
    return new BoundTransformer(
        TEXT, (context, slots, result) -> parse(context, slots, selector, result));
  }

  private static void parse(EvalContext context, int[] slots, int selector, Values result) {
    Values words = context.values(slots[0]);
    Values options = context.values(slots[1]);
    if (!words.isPresent() || options.size() == 0 || !options.isPresent(0)) {
      return;
    }
    if (selector == EVERY_OPTION) {
      result.present();
    }
    for (int word = 0; word < words.size() && isOption(words, word); word++) {
      if (!isLongOption(words, word)) {
        word = parseCluster(words, word, options, selector, result);
      }
    }
  }

  /** Whether options go on with this word: it starts with a dash and is more than dashes. */
  private static boolean isOption(Values words, int index) {
    if (!words.isPresent(index)) {
      return false;
    }
    byte[] array = words.arrayAt(index);
    int offset = words.offsetAt(index);
    int length = words.lengthAt(index);
    boolean twoDashesOnly = length == 2 && array[offset + 1] == '-';
    return length > 1 && array[offset] == '-' && !twoDashesOnly;
  }

  private static boolean isLongOption(Values words, int index) {
    return words.arrayAt(index)[words.offsetAt(index) + 1] == '-';
  }

  /**
   * Reads the options of one word.
   *
   * @return the last word that was read: the next one, if it was the value of an option
   */
  private static int parseCluster(
      Values words, int word, Values options, int selector, Values result) {
    byte[] array = words.arrayAt(word);
    int end = words.offsetAt(word) + words.lengthAt(word);
    for (int at = words.offsetAt(word) + 1; at < end; at++) {
      byte option = array[at];
      int place = find(options, option);
      boolean selected = selector == EVERY_OPTION || (option & 0xff) == selector;
      if (place < 0) {
        if (selector == EVERY_OPTION) {
          result.addText(UNKNOWN);
        }
      } else if (!takesValue(options, place)) {
        if (selected) {
          emitName(array, at, selector, result);
        }
      } else {
        boolean valueIsNext = at + 1 == end;
        int valueWord = valueIsNext ? word + 1 : word;
        if (selected) {
          emitValue(words, valueWord, array, at, end, selector, result);
        }
        return Math.min(valueWord, words.size());
      }
    }
    return word;
  }

  private static void emitName(byte[] array, int at, int selector, Values result) {
    if (selector != EVERY_OPTION) {
      result.clear();
    }
    result.addText(array, at, 1);
  }

  private static void emitValue(
      Values words, int valueWord, byte[] array, int at, int end, int selector, Values result) {
    boolean missing = valueWord >= words.size();
    if (selector != EVERY_OPTION) {
      result.clear();
    } else if (!missing) {
      result.addText(array, at, 1);
    }
    if (missing) {
      result.addText(EMPTY);
    } else if (at + 1 < end) {
      result.addText(array, at + 1, end - at - 1);
    } else if (words.isPresent(valueWord)) {
      result.addElement(words, valueWord);
    } else {
      result.addText(EMPTY);
    }
  }

  /** Where the options name this one; -1 if they do not. The last mention counts. */
  private static int find(Values options, byte option) {
    if (option == ':') {
      return -1;
    }
    byte[] array = options.arrayAt(0);
    int offset = options.offsetAt(0);
    int end = offset + Math.min(options.lengthAt(0), MAX_OPTIONS_LENGTH);
    int found = -1;
    for (int at = offset; at < end; at++) {
      if (array[at] == option && (found < 0 || takesValue(options, at))) {
        found = at;
      }
    }
    return found;
  }

  private static boolean takesValue(Values options, int place) {
    int end = options.offsetAt(0) + options.lengthAt(0);
    return place + 1 < end && options.arrayAt(0)[place + 1] == ':';
  }
}
