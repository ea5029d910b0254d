package io.github.mptcpexporter.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.doctor.Finding.Level;
import io.github.mptcpexporter.kernel.jnr.NetworkNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Routers as they are, and as they should not be, each in a kernel's network of its own. */
@Tag("kernel")
class LayoutTest {

  @TestFactory
  Stream<DynamicTest> eachLayoutGivesExactlyWhatIsExpected() throws IOException {
    return Layout.all().stream()
        .map(layout -> DynamicTest.dynamicTest(layout.name(), () -> check(layout)));
  }

  private static void check(Layout layout) throws Exception {
    NetworkNamespace.run(
        () -> {
          layout.build();
          Diagnosis diagnosis = layout.diagnose();
          List<String> found =
              diagnosis.findings().stream()
                  .filter(LayoutTest::isNews)
                  .map(LayoutTest::line)
                  .toList();
          if (Boolean.getBoolean("golden.update")) {
            Files.write(layout.directory().resolve("expected"), found);
          }
          assertEquals(
              String.join("\n", layout.expected()),
              String.join("\n", found),
              () -> String.join("\n", sentences(diagnosis)));
        });
  }

  private static boolean isNews(Finding finding) {
    return finding.level() != Level.PASS && finding.level() != Level.SKIP;
  }

  private static String line(Finding finding) {
    return (finding.level() + " " + finding.check() + " " + finding.subject().orElse("")).strip();
  }

  private static List<String> sentences(Diagnosis diagnosis) {
    return diagnosis.findings().stream()
        .map(finding -> line(finding) + ": " + finding.sentence())
        .toList();
  }
}
