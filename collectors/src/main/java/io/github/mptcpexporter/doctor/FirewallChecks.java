package io.github.mptcpexporter.doctor;

import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciSection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether OpenWrt's firewall lets pass what is to pass. */
final class FirewallChecks {

  private static final Set<String> TRUE = Set.of("1", "on", "true", "yes", "enabled");

  private FirewallChecks() {}

  static void zones(Evidence evidence, Findings findings) throws MissingSourceException {
    UciPackage firewall = evidence.uciPackage("firewall");
    for (UciSection uplink : UciChecks.wanting(evidence)) {
      Optional<UciSection> zone = zone(firewall, uplink.label());
      if (zone.isEmpty()) {
        findings.fail(
            uplink.label(),
            uplink.label() + " is in no zone of the firewall: nothing is masqueraded there",
            "add it to the zone wan: uci add_list firewall.@zone[1].network=" + uplink.label());
      } else if (!isSet(zone.get(), "masq")) {
        findings.warn(
            uplink.label(),
            "zone " + name(zone.get()) + " of " + uplink.label() + " does not masquerade",
            "uci set firewall." + zone.get().label() + ".masq=1");
      }
    }
    for (String tunnel : evidence.tunnelInterfaces()) {
      forwarding(firewall, tunnel, findings);
    }
    findings.passOtherwise("every uplink is in a zone that masquerades");
  }

  private static void forwarding(UciPackage firewall, String tunnel, Findings findings) {
    Optional<UciSection> zone = zone(firewall, tunnel);
    if (zone.isEmpty()) {
      findings.fail(
          tunnel,
          "the tunnel " + tunnel + " is in no zone of the firewall",
          "give it a zone of its own, with a forwarding from lan to it");
      return;
    }
    String name = name(zone.get());
    boolean there =
        firewall.ofType("forwarding").stream()
            .anyMatch(
                each ->
                    each.option("src").orElse("").equals("lan")
                        && each.option("dest").orElse("").equals(name));
    if (!there) {
      findings.fail(
          tunnel,
          "no forwarding from lan to " + name + ": the LAN can not enter the tunnel",
          "uci add firewall forwarding; uci set firewall.@forwarding[-1].src=lan; uci set"
              + " firewall.@forwarding[-1].dest="
              + name);
    }
  }

  private static Optional<UciSection> zone(UciPackage firewall, String interfaceName) {
    List<UciSection> zones = firewall.ofType("zone");
    return zones.stream()
        .filter(zone -> zone.list("network").contains(interfaceName))
        .findFirst()
        .or(() -> zones.stream().filter(z -> implied(z, interfaceName)).findFirst());
  }

  /** A zone without networks has the interface of its own name. */
  private static boolean implied(UciSection zone, String interfaceName) {
    return zone.option("network").isEmpty()
        && zone.option("device").isEmpty()
        && name(zone).equals(interfaceName);
  }

  private static String name(UciSection zone) {
    return zone.option("name").orElse(zone.label());
  }

  private static boolean isSet(UciSection section, String option) {
    return TRUE.contains(section.option(option).orElse("0"));
  }
}
