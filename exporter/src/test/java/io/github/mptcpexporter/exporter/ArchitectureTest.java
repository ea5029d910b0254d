package io.github.mptcpexporter.exporter;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which library is seen where, and that dependencies point one way. */
class ArchitectureTest {

  private static final String BASE = "io.github.mptcpexporter.";

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.github.mptcpexporter.exporter");

  @TestFactory
  Stream<DynamicTest> eachLibraryIsSeenFromWhereItIsNeeded() {
    return Stream.of(
        only("metrics", "io.prometheus.."),
        only("http", "io.vertx..", "io.netty.."),
        only("cli", "picocli.."),
        only(Set.of("status", "events"), "com.fasterxml.jackson.."));
  }

  private static DynamicTest only(String seer, String... libraries) {
    return only(Set.of(seer), libraries);
  }

  private static DynamicTest only(Set<String> seers, String... libraries) {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackages(
                seers.stream().map(name -> BASE + "exporter." + name).toArray(String[]::new))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(libraries);
    return DynamicTest.dynamicTest(
        String.join(" ", libraries) + " in " + String.join(", ", seers), () -> rule.check(OURS));
  }

  @TestFactory
  Stream<DynamicTest> dependenciesPointOneWay() {
    return Stream.of(
        never("events", "metrics", "status", "http", "cli"),
        never("metrics", "events", "status", "http", "cli"),
        never("status", "metrics", "http", "cli"),
        never("http", "cli"));
  }

  private static DynamicTest never(String from, String... to) {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage(BASE + "exporter." + from)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                Stream.of(to).map(name -> BASE + "exporter." + name).toArray(String[]::new))
            .allowEmptyShould(true);
    return DynamicTest.dynamicTest(
        from + " sees none of " + String.join(", ", to), () -> rule.check(OURS));
  }

  @Test
  void onlyTheCommandLineBuildsSources() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "exporter.cli")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BASE + "netlink..", BASE + "kernel..", BASE + "capture..")
        .allowEmptyShould(true)
        .check(OURS);
  }

  @Test
  void onlyTheCommandLineAndTheEventFileReadFiles() {
    noClasses()
        .that()
        .resideOutsideOfPackages(BASE + "exporter.cli", BASE + "exporter.events")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + "source..")
        .check(OURS);
  }

  @Test
  void onlyTheEventHookStartsAProgram() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(BASE + "exporter.events.EventHook")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(ProcessBuilder.class.getName())
        .orShould()
        .callMethodWhere(
            describe(
                "starts a program",
                call ->
                    call.getTargetOwner().isEquivalentTo(Runtime.class)
                        && call.getName().equals("exec")))
        .check(OURS);
  }

  @Test
  void noStaticFieldChanges() {
    fields().that().areStatic().should().beFinal().check(OURS);
  }
}
