package io.github.mptcpexporter.exporter;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
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
  Stream<DynamicTest> eachLibraryIsSeenFromOnePackage() {
    return Stream.of(
        only("metrics", "io.prometheus.."),
        only("http", "io.vertx..", "io.netty.."),
        only("cli", "picocli.."),
        only("status", "com.fasterxml.jackson.."));
  }

  private static DynamicTest only(String seer, String... libraries) {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage(BASE + "exporter." + seer)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(libraries);
    return DynamicTest.dynamicTest(
        String.join(" ", libraries) + " in " + seer, () -> rule.check(OURS));
  }

  @TestFactory
  Stream<DynamicTest> dependenciesPointOneWay() {
    return Stream.of(
        never("metrics", "status", "http", "cli"),
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
        .resideInAnyPackage(
            BASE + "netlink..", BASE + "kernel..", BASE + "capture..", BASE + "source..")
        .allowEmptyShould(true)
        .check(OURS);
  }

  @Test
  void noOtherProgramIsStarted() {
    noClasses()
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
