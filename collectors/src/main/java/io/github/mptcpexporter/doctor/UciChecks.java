package io.github.mptcpexporter.doctor;

import io.github.mptcpexporter.model.UciConfig;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciSection;
import java.util.List;
import java.util.Optional;

/** Whether OpenWrt's configuration is read as it was meant, and is not lost. */
final class UciChecks {

  private static final String NETWORK = "network";
  private static final String ENABLE = "enable";

  private UciChecks() {}

  static void syntax(Evidence evidence, Findings findings) throws MissingSourceException {
    UciConfig config = evidence.uci();
    for (UciPackage each : config.packages().values()) {
      if (!each.strictOk()) {
        UciPackage.Problem first = each.problems().get(0);
        findings.fail(
            each.name(),
            first
                + ": uci, LuCI and scripts refuse the whole file; netifd skips the line and goes on"
                + " in the section before",
            "correct that line, until \"uci show " + each.name() + "\" says nothing of it");
      }
    }
    findings.passOtherwise(
        Words.count(config.packages().size(), "package") + " read, all as uci reads them");
    for (String complaint : config.denied().values()) {
      findings.skip(complaint);
    }
  }

  static void pending(Evidence evidence, Findings findings) throws MissingSourceException {
    for (UciPackage each : evidence.uci().packages().values()) {
      List<String> changes = each.pendingChanges();
      if (!changes.isEmpty()) {
        findings.warn(
            each.name(),
            Words.count(changes.size(), "uncommitted change")
                + " of "
                + each.name()
                + " ("
                + changes.get(0)
                + (changes.size() > 1 ? ", …" : "")
                + "), lost at reboot",
            "uci commit " + each.name() + ", or uci revert " + each.name());
      }
    }
    findings.passOtherwise("every change is committed");
  }

  static void override(Evidence evidence, Findings findings) throws MissingSourceException {
    for (UciPackage each : evidence.uci().packages().values()) {
      if (!each.path().startsWith("etc/config/")) {
        findings.warn(
            each.name(),
            each.path() + " takes the place of /etc/config/" + each.name() + " until the next boot",
            "remove /" + each.path() + " if that is not meant");
      }
    }
    findings.passOtherwise("nothing takes the place of /etc/config");
  }

  static void globals(Evidence evidence, Findings findings) throws MissingSourceException {
    UciPackage network = evidence.uciPackage(NETWORK);
    if (wanting(evidence).isEmpty()) {
      findings.skip("no interface has the option multipath");
      return;
    }
    Optional<String> value =
        network.ofType("globals").stream()
            .flatMap(section -> section.option("multipath").stream())
            .findFirst();
    if (value.equals(Optional.of(ENABLE))) {
      findings.pass("network.globals.multipath is \"enable\"");
    } else {
      findings.fail(
          "network.globals.multipath is "
              + value.map(word -> "\"" + word + "\"").orElse("not set")
              + ": the scripts accept nothing but \"enable\"",
          "uci set network.globals.multipath=enable; uci commit network");
    }
  }

  static void consumer(Evidence evidence, Findings findings) throws MissingSourceException {
    List<UciSection> wanting = wanting(evidence);
    if (wanting.isEmpty()) {
      findings.skip("no interface has the option multipath");
      return;
    }
    List<String> scripts = evidence.scripts().paths();
    if (!scripts.isEmpty()) {
      findings.pass("applied by /" + scripts.get(0));
      return;
    }
    if (!evidence.pathManager().endpoints().isEmpty()) {
      findings.pass("no script applies multipath, but endpoints are set");
      return;
    }
    findings.fail(
        "multipath is configured on "
            + names(wanting)
            + ", but nothing here applies it: no /usr/bin/multipath, no hotplug script, no mptcpd,"
            + " no endpoint",
        "OpenWrt itself ignores the option; add endpoints with ip-full or mptcpd");
  }

  /** Interfaces that are to take part. */
  static List<UciSection> wanting(Evidence evidence) throws MissingSourceException {
    return evidence.uciPackage(NETWORK).ofType("interface").stream()
        .filter(section -> !section.option("multipath").orElse("off").equals("off"))
        .toList();
  }

  static String names(List<UciSection> sections) {
    return Words.join(sections.stream().map(UciSection::label).toList());
  }
}
