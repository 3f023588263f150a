// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.cli.conformance.SuiteRunner.Check;
import io.falcoj.testdata.ConformanceCase;
import io.falcoj.testdata.ConformanceFolders;
import io.falcoj.testdata.ConformanceSuite;
import io.falcoj.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.opentest4j.TestAbortedException;

/**
 * Runs every suite of conformance cases that there is: falcoj's own, and those of the folder that
 * the system property {@code falcoj.conformance} names. Ends with one line a suite.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTest {

  private final Map<String, SuiteRunner> runners =
      StandardSuites.all().stream()
          .collect(Collectors.toMap(SuiteRunner::suite, Function.identity()));
  private final KnownDifferences differences = KnownDifferences.load();
  private final List<SuiteTally> tallies = new ArrayList<>();
  private final Set<String> ran = new HashSet<>();

  ConformanceTest() throws IOException {}

  @TestFactory
  Stream<DynamicNode> ownSuites() {
    return suitesOf(ConformanceFolders.own());
  }

  @TestFactory
  Stream<DynamicNode> furtherSuites() {
    return suitesOf(ConformanceFolders.further());
  }

  @Test
  void everyKnownDifferenceIsExplained() throws IOException {
    Path page = TestData.repositoryRoot().resolve("docs/differences.md");
    List<String> explained =
        Files.exists(page)
            ? Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", -1)[1].trim())
                .toList()
            : List.of();
    assertThat(explained).containsAll(differences.rows());
  }

  @AfterAll
  void printTallies() {
    tallies.forEach(tally -> System.out.println(tally.line()));
  }

  @AfterAll
  void everyKnownDifferenceIsOfACheckThatRan() {
    if (Files.isDirectory(ConformanceFolders.further())) {
      assertThat(ran).containsAll(differences.checks());
    }
  }

  private Stream<DynamicNode> suitesOf(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.of(
          DynamicTest.dynamicTest(
              folder.toString(), () -> Assumptions.abort("no such folder: " + folder)));
    }
    return ConformanceFolders.names(folder).stream()
        .map(name -> suite(ConformanceSuite.load(folder.resolve(name))));
  }

  private DynamicNode suite(ConformanceSuite suite) {
    SuiteTally tally = new SuiteTally(suite.name(), suite.cases().size());
    tallies.add(tally);
    SuiteRunner runner = runners.get(suite.name());
    if (runner == null) {
      return DynamicTest.dynamicTest(
          suite.name(), () -> Assumptions.abort("nothing here runs this suite yet"));
    }
    return DynamicContainer.dynamicContainer(
        suite.name(),
        Stream.concat(
            suite.cases().stream().map(each -> node(runner, each, tally)),
            runner.closingChecks().stream()
                .map(check -> DynamicTest.dynamicTest(check.id(), check.body()::run))));
  }

  private DynamicNode node(SuiteRunner runner, ConformanceCase each, SuiteTally tally) {
    List<Check> checks = runner.checks(each);
    if (checks.size() == 1) {
      return test(each, checks.get(0), tally);
    }
    return DynamicContainer.dynamicContainer(
        each.id(), checks.stream().map(check -> test(each, check, tally)));
  }

  private DynamicTest test(ConformanceCase each, Check check, SuiteTally tally) {
    return DynamicTest.dynamicTest(check.id(), () -> run(each, check, tally));
  }

  private void run(ConformanceCase each, Check check, SuiteTally tally) {
    tally.ran(each.id());
    ran.add(check.id());
    Optional<String> row = differences.rowOf(check.id());
    @Nullable Throwable thrown = outcomeOf(check);
    if (thrown instanceof WaitingException waiting) {
      tally.waits(each.id(), waiting.part());
      throw waiting;
    }
    if (row.isPresent()) {
      if (thrown == null) {
        tally.failed(each.id());
        throw new AssertionError("passes: take it off the list of known differences");
      }
      tally.isKnownDifference(each.id());
      throw new TestAbortedException("differs as docs/differences.md says: " + row.get(), thrown);
    }
    if (thrown != null) {
      tally.failed(each.id());
      throw new AssertionError(each.about() + ": " + thrown.getMessage(), thrown);
    }
  }

  private static @Nullable Throwable outcomeOf(Check check) {
    try {
      check.body().run();
      return null;
    } catch (Exception | AssertionError e) {
      return e;
    }
  }
}
