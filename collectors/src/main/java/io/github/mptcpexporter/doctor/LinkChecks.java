package io.github.mptcpexporter.doctor;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.NetworkSysctls;
import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.tracker.RoutePlan;
import io.github.mptcpexporter.tracker.Uplink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Whether the devices of the uplinks are fit. */
final class LinkChecks {

  private static final int STRICT = 1;

  private LinkChecks() {}

  static void up(Evidence evidence, Findings findings) throws MissingSourceException {
    List<Uplink> participants = evidence.participants();
    if (participants.isEmpty()) {
      findings.skip("no uplink takes part");
      return;
    }
    for (Uplink uplink : participants) {
      if (uplink.linkDown()) {
        findings.fail(
            uplink.interfaceName(),
            Words.uplink(uplink) + " is down: " + why(uplink.link()),
            uplink.link().map(Link::adminUp).orElse(true)
                ? "look at the modem and the cable of " + uplink.interfaceName()
                : "ip link set " + uplink.device() + " up");
      }
    }
    findings.passOtherwise(Words.count(participants.size(), "uplink") + ", all of them up");
  }

  private static String why(Optional<Link> link) {
    if (link.isEmpty()) {
      return "no such device";
    }
    if (!link.get().adminUp()) {
      return "switched off";
    }
    return link.get().carrier().orElse(true)
        ? "operational state " + link.get().operState().label()
        : "no carrier";
  }

  static void device(Evidence evidence, Findings findings) throws MissingSourceException {
    evidence.uciPackage("network");
    for (Uplink uplink : evidence.participants()) {
      Optional<String> written = uplink.configured().flatMap(evidence::writtenDevice);
      if (written.isPresent() && !written.get().equals(uplink.device())) {
        findings.warn(
            uplink.interfaceName(),
            uplink.interfaceName()
                + ": the configuration names "
                + written.get()
                + ", its traffic passes "
                + uplink.device()
                + "; the script of 2014 uses the wrong one",
            "look for rules and routes of "
                + uplink.device()
                + ", and set them by hand if need be");
      }
    }
    findings.passOtherwise("every uplink passes by the device that the configuration names");
  }

  static void mac(Evidence evidence, Findings findings) throws MissingSourceException {
    List<Uplink> uplinks = evidence.participants();
    for (int i = 0; i < uplinks.size(); i++) {
      for (int j = i + 1; j < uplinks.size(); j++) {
        sameMac(uplinks.get(i), uplinks.get(j), findings);
      }
    }
    findings.passOtherwise("no two uplinks have the same MAC");
  }

  private static void sameMac(Uplink a, Uplink b, Findings findings) {
    Optional<String> mac = a.link().flatMap(Link::hardwareAddress);
    if (mac.isEmpty()
        || !mac.equals(b.link().flatMap(Link::hardwareAddress))
        || a.device().equals(b.device())) {
      return;
    }
    String sentence =
        Words.uplink(a) + " and " + Words.uplink(b) + " have the same MAC " + mac.get();
    String remedy = "set network." + b.interfaceName() + ".macaddr to another address";
    if (isVlan(a) && isVlan(b)) {
      findings.warn(
          b.interfaceName(),
          sentence + ": VLANs of one port; a provider on both may give one lease",
          remedy);
    } else {
      findings.fail(
          b.interfaceName(), sentence + " on two ports: DHCP may give both one lease", remedy);
    }
  }

  private static boolean isVlan(Uplink uplink) {
    return uplink.link().flatMap(Link::kind).filter("vlan"::equals).isPresent();
  }

  static void subnet(Evidence evidence, Findings findings) throws MissingSourceException {
    List<Uplink> uplinks = evidence.participants();
    for (int i = 0; i < uplinks.size(); i++) {
      for (int j = i + 1; j < uplinks.size(); j++) {
        sameSubnet(evidence, uplinks.get(i), uplinks.get(j), findings);
      }
    }
    findings.passOtherwise("each uplink is in a network of its own");
  }

  private static void sameSubnet(Evidence evidence, Uplink a, Uplink b, Findings findings)
      throws MissingSourceException {
    if (a.device().equals(b.device())) {
      return;
    }
    for (Link.Address mine : addresses(a)) {
      for (Link.Address other : addresses(b)) {
        if (contains(mine, other) || contains(other, mine)) {
          if (apart(evidence, a) && apart(evidence, b)) {
            continue;
          }
          findings.fail(
              b.interfaceName(),
              a.interfaceName()
                  + " "
                  + text(mine)
                  + " and "
                  + b.interfaceName()
                  + " "
                  + text(other)
                  + " are in the same network: each answers ARP for the other",
              "let each answer for itself: sysctl -w net.ipv4.conf.all.arp_ignore=1"
                  + " net.ipv4.conf.all.arp_announce=2; keep a rule for each source");
          return;
        }
      }
    }
  }

  private static List<Link.Address> addresses(Uplink uplink) {
    return uplink.link().map(Link::addresses).orElse(List.of()).stream()
        .filter(Link.Address::global)
        .toList();
  }

  private static boolean contains(Link.Address network, Link.Address address) {
    Prefix prefix = Prefix.of(network.address().getAddress(), network.prefixLength());
    return prefix.contains(address.address());
  }

  private static String text(Link.Address address) {
    return Words.address(address.address()) + "/" + address.prefixLength();
  }

  /** Whether an uplink is led by its own rule, and its device answers ARP for itself alone. */
  private static boolean apart(Evidence evidence, Uplink uplink) throws MissingSourceException {
    boolean led =
        evidence.plan().paths().stream()
            .filter(path -> path.interfaceName().equals(uplink.interfaceName()))
            .allMatch(path -> path.ok().orElse(false));
    return led && evidence.sysctls().answersForItself(uplink.device());
  }

  static void reversePathFilter(Evidence evidence, Findings findings)
      throws MissingSourceException {
    NetworkSysctls sysctls = evidence.sysctls();
    for (RoutePlan.Path path : evidence.ipv4Paths()) {
      Uplink uplink = evidence.uplinks().byInterface(path.interfaceName()).orElseThrow();
      if (sysctls.reversePathFilter(uplink.device()).orElse(0) != STRICT) {
        continue;
      }
      String remedy = "sysctl -w net.ipv4.conf.all.rp_filter=2, and the same in /etc/sysctl.d";
      if (path.ok().orElse(false) || evidence.leadsMain(path)) {
        findings.warn(
            uplink.interfaceName(),
            "rp_filter is 1 (strict) on "
                + uplink.device()
                + ": packets to "
                + Words.address(path.source())
                + " pass only as long as its own route leads back there",
            remedy);
      } else {
        findings.fail(
            uplink.interfaceName(),
            "rp_filter is 1 (strict) on "
                + uplink.device()
                + " and drops what comes to "
                + Words.address(path.source())
                + ", since the way back leads elsewhere",
            remedy);
      }
    }
    findings.passOtherwise("rp_filter is strict on no uplink");
  }

  static void mtu(Evidence evidence, Findings findings) throws MissingSourceException {
    TreeSet<Integer> sizes = new TreeSet<>();
    List<String> each = new ArrayList<>();
    for (Uplink uplink : evidence.participants()) {
      if (uplink.link().isPresent() && uplink.link().get().mtuBytes().isPresent()) {
        int mtu = uplink.link().get().mtuBytes().getAsInt();
        sizes.add(mtu);
        each.add(uplink.interfaceName() + " " + mtu);
      }
    }
    if (sizes.size() > 1) {
      findings.info("the uplinks have different MTUs: " + Words.join(each));
    }
    findings.passOtherwise(
        sizes.isEmpty() ? "no uplink has a device" : "all uplinks have the MTU " + sizes.first());
  }
}
