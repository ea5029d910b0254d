package io.github.mptcpexporter;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of packages in {@code collectors/README.md}, and what no class may do. */
class ArchitectureTest {

  private static final String BASE = "io.github.mptcpexporter.";

  /** Each package with those of ours that it may import; all may import {@code java.*}. */
  private static final List<Allowed> TABLE =
      List.of(
          allow("model"),
          allow("source"),
          allow("collector"),
          allow("netlink"),
          allow("kernel.jnr", "netlink"),
          allow("netlink.capture", "netlink", "source"),
          allow("netlink.route", "netlink", "model"),
          allow("netlink.diag", "netlink", "model"),
          allow("netlink.generic", "netlink", "model"),
          allow("netlink.mptcp", "netlink", "netlink.generic", "model"),
          allow("netlink.netfilter", "netlink", "model"),
          allow(
              "mptcp",
              "netlink",
              "netlink.diag",
              "netlink.generic",
              "netlink.mptcp",
              "source",
              "model",
              "collector"),
          allow("mptcp.legacy", "mptcp", "source", "model", "collector"),
          allow(
              "network",
              "netlink",
              "netlink.netfilter",
              "netlink.route",
              "source",
              "model",
              "collector"),
          allow("uci", "source", "model", "collector"),
          allow("ubus", "source", "model", "collector"),
          allow("openvpn", "mptcp", "source", "model", "collector"),
          allow(
              "tracker",
              "mptcp",
              "network",
              "openvpn",
              "uci",
              "ubus",
              "netlink",
              "source",
              "model",
              "collector"),
          allow(
              "failover",
              "tracker",
              "mptcp",
              "network",
              "uci",
              "ubus",
              "source",
              "model",
              "collector"),
          allow(
              "doctor",
              "failover",
              "tracker",
              "mptcp",
              "network",
              "uci",
              "openvpn",
              "model",
              "collector"),
          allow(
              "capture",
              "tracker",
              "mptcp",
              "network",
              "uci",
              "ubus",
              "netlink",
              "netlink.capture",
              "netlink.diag",
              "netlink.generic",
              "netlink.mptcp",
              "netlink.route",
              "source",
              "model",
              "collector"),
          allow(
              "monitor",
              "doctor",
              "capture",
              "failover",
              "tracker",
              "mptcp",
              "mptcp.legacy",
              "network",
              "openvpn",
              "uci",
              "ubus",
              "netlink",
              "netlink.diag",
              "netlink.generic",
              "netlink.mptcp",
              "netlink.route",
              "source",
              "model",
              "collector"));

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.github.mptcpexporter");

  private record Allowed(String name, Set<String> imports) {}

  private static Allowed allow(String name, String... imports) {
    return new Allowed(name, Set.of(imports));
  }

  @TestFactory
  Stream<DynamicTest> eachPackageImportsOnlyThoseAboveIt() {
    return TABLE.stream().map(row -> DynamicTest.dynamicTest(row.name(), () -> check(row)));
  }

  private static void check(Allowed row) {
    noClasses()
        .that()
        .resideInAPackage(BASE + row.name())
        .should()
        .dependOnClassesThat(
            describe(
                "are ours and not in " + row.imports(),
                target ->
                    target.getPackageName().startsWith(BASE)
                        && !target.getPackageName().equals(BASE + row.name())
                        && !row.imports()
                            .contains(target.getPackageName().substring(BASE.length()))))
        .allowEmptyShould(true)
        .check(OURS);
  }

  @Test
  void everyPackageStandsInTheTable() {
    Set<String> found =
        OURS.stream()
            .map(JavaClass::getPackageName)
            .map(name -> name.substring(BASE.length()))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> listed =
        TABLE.stream().map(Allowed::name).collect(Collectors.toCollection(TreeSet::new));

    assertEquals(listed, found);
  }

  @Test
  void nativeCodeIsReachedFromOnePackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "kernel.jnr")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jnr..", "com.kenai.jffi..")
        .check(OURS);
  }

  @Test
  void libraryClassesAreOursTheJdksOrTheNativeLayers() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "com.sun.management..",
            "org.jspecify..",
            "jnr..",
            "io.github.mptcpexporter..")
        .check(OURS);
  }

  @Test
  void noOtherProgramIsStartedButTheCommandUbus() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(BASE + "ubus.UbusCommand")
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

  @Test
  void statesAndReadingsAreRecordsOrHaveFinalFieldsAlone() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(BASE + "model")
        .and()
        .areNotStatic()
        .should()
        .beFinal()
        .check(OURS);
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    List<String> silent =
        OURS.stream()
            .map(JavaClass::getPackageName)
            .distinct()
            .filter(name -> !hasPackageInfo(name))
            .sorted()
            .toList();

    assertEquals(List.of(), silent);
  }

  private static boolean hasPackageInfo(String name) {
    try {
      return Arrays.stream(Class.forName(name + ".package-info").getAnnotations())
          .anyMatch(a -> a.annotationType().getSimpleName().equals("NullMarked"));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
