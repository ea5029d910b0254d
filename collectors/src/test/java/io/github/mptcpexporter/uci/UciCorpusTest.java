package io.github.mptcpexporter.uci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mptcpexporter.model.UciPackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All that the real {@code uci} made of 76 files. */
class UciCorpusTest {

  static List<UciCase> cases() throws IOException {
    List<UciCase> cases = UciCase.all();
    assertEquals(76, cases.size());
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void netifdsReadingAgrees(UciCase each) {
    assertEquals(each.lenientShow(), UciCase.bytes(UciShow.text(parse(each), false)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void complaintOfTheUciCommandAgreesInLineByteAndWords(UciCase each) {
    String complaint =
        parse(each).problems().stream()
            .findFirst()
            .map(
                first ->
                    "Parse error (%s) at line %d, byte %d"
                        .formatted(first.reason(), first.line(), first.position()))
            .orElse("");

    assertEquals(each.strictError(), complaint);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readingOfTheUciCommandAgrees(UciCase each) {
    UciPackage parsed = parse(each);
    boolean ok = parsed.strictOk();

    assertEquals(each.strictShow(), ok ? UciCase.bytes(UciShow.text(parsed, false)) : "");
    assertEquals(each.showInternal(), ok ? UciCase.bytes(UciShow.text(parsed, true)) : "");
    assertEquals(each.export(), ok ? UciCase.bytes(ExportText.of(parsed)) : "");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatUciExportPrintsIsReadAgain(UciCase each) {
    for (UciPackage read :
        UciFileParser.parseExport("export", each.export().getBytes(StandardCharsets.ISO_8859_1))) {
      assertEquals(each.export(), UciCase.bytes(ExportText.of(read)));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatUciShowPrintsIsReadAgain(UciCase each) {
    List<UciPackage> read =
        UciShowParser.parse("show", each.strictShow().getBytes(StandardCharsets.ISO_8859_1));

    assertEquals(each.strictShow().isEmpty() ? 0 : 1, read.size());
    for (UciPackage one : read) {
      assertEquals(List.of(), one.problems());
      assertEquals(each.strictShow(), UciCase.bytes(UciShow.text(one, false)));
    }
  }

  private static UciPackage parse(UciCase each) {
    return UciFileParser.parse("network", "etc/config/network", each.inputBytes())
        .build("etc/config/network");
  }
}
