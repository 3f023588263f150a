// SPDX-License-Identifier: Apache-2.0
package io.falcoj.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Which part of falcoj may use which: the arrows of the layout point one way only. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.falcoj");

  @Test
  void modulesUseOnlyWhatIsBelowThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("io.falcoj..")
        .layer("grammar")
        .definedBy("io.falcoj.grammar..")
        .layer("engine")
        .definedBy("io.falcoj.engine..")
        .layer("json")
        .definedBy("io.falcoj.json..")
        .layer("sources")
        .definedBy("io.falcoj.sources..")
        .layer("fields")
        .definedBy("io.falcoj.fields..")
        .layer("converter")
        .definedBy("io.falcoj.converter..")
        .layer("library")
        .definedBy("io.falcoj.library..")
        .layer("outputs")
        .definedBy("io.falcoj.outputs..")
        .layer("daemon")
        .definedBy("io.falcoj.daemon..")
        .layer("cli")
        .definedBy("io.falcoj.cli..")
        .whereLayer("grammar")
        .mayNotAccessAnyLayer()
        .whereLayer("engine")
        .mayOnlyAccessLayers("grammar")
        .whereLayer("json")
        .mayOnlyAccessLayers("engine")
        .whereLayer("sources")
        .mayOnlyAccessLayers("json", "engine", "grammar")
        .whereLayer("fields")
        .mayOnlyAccessLayers("converter", "sources", "json", "engine", "grammar")
        .whereLayer("converter")
        .mayOnlyAccessLayers("json", "engine", "grammar")
        .whereLayer("library")
        .mayOnlyAccessLayers("converter", "fields", "sources", "json", "engine", "grammar")
        .whereLayer("outputs")
        .mayOnlyAccessLayers("engine")
        .whereLayer("daemon")
        .mayOnlyAccessLayers(
            "library", "outputs", "converter", "fields", "sources", "json", "engine", "grammar")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .check(CLASSES);
  }

  @Test
  void theConverterKnowsRulesAsTextOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.falcoj.converter..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.falcoj.engine.rules..",
            "io.falcoj.engine.compile..",
            "io.falcoj.engine.predicate..",
            "io.falcoj.engine.ruleset..",
            "io.falcoj.engine.trace..",
            "io.falcoj.engine.transformer..",
            "io.falcoj.engine.format..")
        .check(CLASSES);
  }

  @Test
  void packagesOfTheEngineFormNoCycle() {
    slices().matching("io.falcoj.engine.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void outputsKnowNoOtherOutputAndSpoolsNone() {
    slices().matching("io.falcoj.outputs.(*)..").should().notDependOnEachOther().check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("io.falcoj.outputs")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.falcoj.outputs.http..", "io.falcoj.outputs.program..", "io.falcoj.outputs.syslog..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("io.falcoj.outputs.spool..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.falcoj.outputs", "io.falcoj.engine..")
        .check(CLASSES);
  }

  @Test
  void onlySourcesAndOutputsCallTheSystem() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.falcoj.sources..", "io.falcoj.outputs.syslog..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.sun.jna..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineKnowsTheTerminal() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.falcoj.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..", "me.tongfei..")
        .check(CLASSES);
  }

  @Test
  void theLibraryHasNoFilesThreadsOrEnvironment() {
    noClasses()
        .that()
        .resideInAPackage("io.falcoj.library..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "java.nio.file..",
                    "java.net..",
                    "io.falcoj.sources.live..",
                    "io.falcoj.sources.webhook..",
                    "io.falcoj.sources.http..")
                .or(assignableTo(Thread.class))
                .or(assignableTo(Executor.class)))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("io.falcoj.library..")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(CLASSES);
  }

  @Test
  void grammarEngineAndLibraryLogNothing() {
    noClasses()
        .that()
        .resideInAnyPackage("io.falcoj.grammar..", "io.falcoj.engine..", "io.falcoj.library..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.slf4j..", "java.util.logging..")
        .check(CLASSES);
  }
}
