// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.testing.Conditions;
import io.falcoj.engine.testing.TableEvent;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** An event that no rule matches allocates nothing. */
class AllocationTest {

  private static final int WARM_UP = 20_000;
  private static final int EVENTS = 20_000;

  /** None of them matches, and each is asked: they are in rules of their own. */
  private static final String[] CONDITIONS = {
    "a.text = dog and b.text = cat",
    "a.text != cat",
    "a.text in (dog, cow, pig, hen, fox, owl)",
    "a.text contains dog or a.text icontains DOG",
    "a.text startswith dog or a.text endswith dog",
    "a.text glob \"d*g\" or a.text iglob \"D*G\"",
    "a.text pmatch (/dog, \"/*/cow\")",
    "a.text = anyof (dog, cow) or a.text contains allof (c, x)",
    "tolower(a.text) = dog or toupper(a.text) = DOG or len(a.text) = 7",
    "basename(a.text) = dog or b64(b.text) = x",
    "concat(a.text, b.text) = dog or join(\"-\", (a.text, one.int64)) = dog",
    "getopt(json.list, \"ab:\")[b] exists",
    "a.text = val(b.text) or a.text contains val(b.text)",
    "json.list = dog or json.list in (x) or json.list intersects (dog)",
    "json.list = val(json.more) or json.list intersects val(json.more)",
    "json.list contains dog or json.list[7] exists",
    "json.text = \"1:9\" or json.text > 100",
    "one.int64 > 5 or one.int64 in (1, 2, 3, 4)",
    "one.uint64 = 7 or one.double > 2 or one.bool = true",
    "one.ipaddr = 10.0.0.1 or one.ipnet in (10.0.0.0/8, \"fd00::/8\")",
    "search.text = dog or search.net = 10.0.0.0/8",
    "not (a.text exists and b.text exists)",
    "a.text regex \"d.*g\" or a.text regex \"c[a-z]+[0-9]\" or b.text regex \"(c|o|w)*\""
  };

  private static TableEvent event() {
    return new TableEvent()
        .texts("a.text", "cat")
        .texts("b.text", "cow!")
        .texts("json.list", "a", "b", null)
        .texts("json.more", "c", "d")
        .texts("json.text", "10")
        .texts("search.text", "sh", "init")
        .addresses("search.net", "c0a80001")
        .addresses("one.ipaddr", "c0a80001")
        .addresses("one.ipnet", "c0a80001")
        .numbers("one.int64", -7)
        .numbers("one.uint64", -1)
        .numbers("one.bool", 0)
        .number("one.double", 1.5);
  }

  @Test
  void anEventThatMatchesNothingAllocatesNothing() throws Exception {
    Ruleset ruleset = Conditions.compile(CONDITIONS);
    EvalContext context = ruleset.newContext();
    TableEvent event = event();
    int[] matches = new int[1];
    MatchSink sink = rule -> matches[0]++;
    for (int i = 0; i < WARM_UP; i++) {
      ruleset.evaluate(event, context, sink);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    for (int i = 0; i < EVENTS; i++) {
      ruleset.evaluate(event, context, sink);
    }
    long allocated = threads.getThreadAllocatedBytes(id) - before;
    assertThat(matches[0]).isZero();
    // Far below one byte for each event: what the measurement itself may cost.
    assertThat(allocated).isLessThan(EVENTS / 2);
  }
}
