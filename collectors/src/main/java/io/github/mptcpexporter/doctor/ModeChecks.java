package io.github.mptcpexporter.doctor;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.KernelSettings.Implementation;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.PathManager;
import io.github.mptcpexporter.model.UciSection;
import java.util.List;
import java.util.Set;

/** Whether the modes of the interfaces make sense together. */
final class ModeChecks {

  private static final String OPTION = "multipath";
  private static final Set<String> WORDS = Set.of("on", "off", "master", "backup", "handover");
  private static final Set<String> PRIMARY = Set.of("on", "master");
  private static final Set<String> RESERVE = Set.of("backup", "handover");
  private static final Set<String> INSIDE = Set.of("lan", "loopback");

  private ModeChecks() {}

  static void mode(Evidence evidence, Findings findings) throws MissingSourceException {
    boolean upstream = evidence.settings().implementation() == Implementation.UPSTREAM;
    for (UciSection section : UciChecks.wanting(evidence)) {
      String word = section.option(OPTION).orElse("");
      if (!WORDS.contains(word)) {
        findings.fail(
            section.label(),
            "network."
                + section.label()
                + ".multipath is \""
                + word
                + "\", none of on, off, master, backup, handover",
            "uci set network." + section.label() + ".multipath=on; uci commit network");
      } else if (word.equals("handover") && upstream) {
        findings.warn(
            section.label(),
            section.label() + " is handover, which this kernel does not have: it is as off",
            "uci set network." + section.label() + ".multipath=backup");
      }
    }
    findings.passOtherwise("every mode is one that the kernel has");
  }

  static void master(Evidence evidence, Findings findings) throws MissingSourceException {
    List<UciSection> masters = of(evidence, Set.of("master"));
    List<UciSection> primary = of(evidence, PRIMARY);
    if (primary.isEmpty()) {
      findings.skip("no interface is on or master");
    } else if (masters.size() > 1) {
      String last = masters.get(masters.size() - 1).label();
      findings.fail(
          "two masters: "
              + UciChecks.names(masters)
              + "; the last one in the file ("
              + last
              + ") wins the default route",
          "leave one master, and set the others to on");
    } else if (masters.isEmpty()) {
      findings.warn(
          "no interface is master: the default route is that of whatever came up last",
          "uci set network." + primary.get(0).label() + ".multipath=master");
    } else {
      findings.pass("the master is " + masters.get(0).label());
    }
  }

  static void backup(Evidence evidence, Findings findings) throws MissingSourceException {
    List<UciSection> reserve = of(evidence, RESERVE);
    if (!reserve.isEmpty() && of(evidence, PRIMARY).isEmpty()) {
      findings.fail(
          reserve.get(0).label(),
          UciChecks.names(reserve)
              + " stands by, but no other interface is on or master: there is nothing to back up",
          "uci set network." + reserve.get(0).label() + ".multipath=master");
    }
    findings.passOtherwise(
        reserve.isEmpty() ? "no interface is a backup" : "there is something to back up");
  }

  static void paths(Evidence evidence, Findings findings) throws MissingSourceException {
    List<UciSection> all = UciChecks.wanting(evidence);
    if (all.isEmpty()) {
      findings.skip("no interface has the option multipath");
    } else if (all.size() == 1) {
      findings.warn(
          "only " + all.get(0).label() + " takes part: nothing is bundled",
          "set multipath on another uplink too");
    } else {
      findings.pass(Words.count(all.size(), "interface") + " take part: " + UciChecks.names(all));
    }
  }

  static void wrongInterface(Evidence evidence, Findings findings) throws MissingSourceException {
    PathManager pathManager = evidence.pathManager();
    List<Link> ways = WaysOut.of(evidence);
    for (Endpoint endpoint : pathManager.endpoints()) {
      evidence
          .links()
          .byAddress(endpoint.address())
          .filter(link -> evidence.isTunnel(link) || (isBridge(link) && !ways.contains(link)))
          .ifPresent(
              link ->
                  findings.warn(
                      link.name(),
                      "endpoint "
                          + Words.address(endpoint.address())
                          + " is on "
                          + link.name()
                          + ": subflows "
                          + (evidence.isTunnel(link) ? "inside the tunnel" : "over the LAN"),
                      "ip mptcp endpoint delete id " + endpoint.id()));
    }
    if (evidence.hasUci()) {
      for (UciSection section : UciChecks.wanting(evidence)) {
        String device = section.list("device").stream().findFirst().orElse(section.label());
        if (INSIDE.contains(section.label()) || evidence.isTunnelName(device)) {
          findings.warn(
              section.label(),
              "network."
                  + section.label()
                  + ".multipath is "
                  + section.option(OPTION).orElse("")
                  + ": subflows over the LAN or inside the tunnel",
              "uci set network." + section.label() + ".multipath=off");
        }
      }
    }
    findings.passOtherwise("only uplinks take part");
  }

  private static boolean isBridge(Link link) {
    return link.kind().filter("bridge"::equals).isPresent();
  }

  private static List<UciSection> of(Evidence evidence, Set<String> words)
      throws MissingSourceException {
    return UciChecks.wanting(evidence).stream()
        .filter(section -> words.contains(section.option(OPTION).orElse("")))
        .toList();
  }
}
