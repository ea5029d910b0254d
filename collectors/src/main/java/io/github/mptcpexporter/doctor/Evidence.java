package io.github.mptcpexporter.doctor;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.LogicalInterface;
import io.github.mptcpexporter.model.MultipathMode;
import io.github.mptcpexporter.model.OpenVpnStatus;
import io.github.mptcpexporter.model.PathManager;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.TunnelStatus;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciSection;
import io.github.mptcpexporter.mptcp.EndpointCollector;
import io.github.mptcpexporter.tracker.InterfaceTracker;
import io.github.mptcpexporter.tracker.RoutePlan;
import io.github.mptcpexporter.tracker.RouteTracker;
import io.github.mptcpexporter.tracker.TunnelState;
import io.github.mptcpexporter.tracker.Uplink;
import io.github.mptcpexporter.tracker.UplinkTracker;
import io.github.mptcpexporter.tracker.Uplinks;
import io.github.mptcpexporter.tracker.View;
import io.github.mptcpexporter.uci.UciCollector;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A view, as checks ask for it: what is missing skips the check that needs it. */
public final class Evidence extends Readings {

  private static final Pattern TUNNEL = Pattern.compile("(tun|tap|wg)\\d.*");
  private static final Set<String> TUNNEL_KINDS = Set.of("tun", "wireguard", "ovpn");

  Evidence(View view) {
    super(view);
  }

  /** All interfaces that take part or could; needs links. */
  Uplinks uplinks() throws MissingSourceException {
    links();
    return state(UplinkTracker.class);
  }

  /** Those whose mode is not off. */
  List<Uplink> participants() throws MissingSourceException {
    return uplinks().all().stream().filter(uplink -> uplink.mode() != MultipathMode.OFF).toList();
  }

  /** Where the addresses of the uplinks are led; needs routes and links. */
  RoutePlan plan() throws MissingSourceException {
    links();
    routing();
    return state(RouteTracker.class);
  }

  /** Paths of uplinks that take part and whose link is up. */
  List<RoutePlan.Path> livePaths() throws MissingSourceException {
    List<RoutePlan.Path> paths = new ArrayList<>();
    for (RoutePlan.Path path : plan().paths()) {
      Optional<Uplink> uplink = uplink(path);
      if (uplink.isPresent()
          && uplink.get().mode() != MultipathMode.OFF
          && !uplink.get().linkDown()) {
        paths.add(path);
      }
    }
    return paths;
  }

  List<RoutePlan.Path> ipv4Paths() throws MissingSourceException {
    return livePaths().stream().filter(path -> path.family() == AddressFamily.IPV4).toList();
  }

  Optional<Uplink> uplink(RoutePlan.Path path) throws MissingSourceException {
    return uplinks().byInterface(path.interfaceName());
  }

  /** Whether the best default route of table main leaves by the path's own uplink. */
  boolean leadsMain(RoutePlan.Path path) throws MissingSourceException {
    return path.interfaceName().equals(plan().mainDefaultInterfaces().get(path.family()));
  }

  String deviceOf(RoutePlan.Path path) {
    return deviceName(path.interfaceName());
  }

  /** The device of an interface; the name itself if that is none. */
  String deviceName(String interfaceName) {
    return view.state(UplinkTracker.class)
        .flatMap(all -> all.byInterface(interfaceName))
        .map(Uplink::device)
        .orElse(interfaceName);
  }

  /** A gateway by which the uplink of a path is left in some table, as text. */
  Optional<String> gatewayOf(RoutePlan.Path path) throws MissingSourceException {
    int link = uplink(path).flatMap(Uplink::link).map(Link::index).orElse(-1);
    for (Route route : routing().routes()) {
      if (route.isDefault() && route.family() == path.family()) {
        for (Route.Hop hop : route.hops()) {
          if (hop.link().orElse(-2) == link && hop.gateway().isPresent()) {
            return hop.gateway().map(Words::address);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Name of the interface of a device; the device's own if it is no uplink. */
  String nameOf(Link link) throws MissingSourceException {
    return uplinks().byLink(link.index()).map(Uplink::interfaceName).orElse(link.name());
  }

  /** Whether the configuration wants it to take part. */
  boolean isOn(String interfaceName) throws MissingSourceException {
    return uplinks()
        .byInterface(interfaceName)
        .filter(uplink -> uplink.mode() != MultipathMode.OFF)
        .isPresent();
  }

  /** Whether the path manager is told of the address, as far as that can be read. */
  boolean isEndpoint(InetAddress address) {
    return view
        .value(EndpointCollector.class)
        .map(PathManager::endpoints)
        .orElse(List.of())
        .stream()
        .anyMatch(endpoint -> endpoint.address().equals(address));
  }

  /** The device as the option of an interface names it; empty if that is an alias or a bridge. */
  Optional<String> writtenDevice(LogicalInterface section) {
    return view.value(UciCollector.class)
        .flatMap(config -> config.get("network"))
        .flatMap(network -> network.section(section.name()))
        .filter(found -> found.option("type").isEmpty())
        .map(
            found ->
                found.option("device").isPresent() ? found.list("device") : found.list("ifname"))
        .filter(devices -> devices.size() == 1)
        .map(devices -> devices.get(0))
        .filter(device -> !device.startsWith("@"));
  }

  /** Names of OpenWrt's interfaces that are tunnels. */
  List<String> tunnelInterfaces() throws MissingSourceException {
    return uciPackage("network").ofType("interface").stream()
        .filter(
            section ->
                section.list("device").stream().anyMatch(this::isTunnelName)
                    || section.list("ifname").stream().anyMatch(this::isTunnelName)
                    || section.option("proto").orElse("").equals("openvpn"))
        .map(UciSection::label)
        .toList();
  }

  static boolean neverConnected(TunnelState tunnel) {
    return tunnel
        .reading()
        .status()
        .flatMap(TunnelStatus::content)
        .filter(OpenVpnStatus.NeverConnected.class::isInstance)
        .isPresent();
  }

  /** The device of the interface lan. */
  String lanDevice() {
    return view.state(InterfaceTracker.class)
        .map(interfaces -> interfaces.deviceOf("lan"))
        .filter(device -> !device.equals("lan"))
        .orElse("br-lan");
  }

  boolean isTunnelName(String device) {
    return TUNNEL.matcher(device).matches();
  }

  boolean isTunnel(Link link) {
    return isTunnelName(link.name()) || link.kind().filter(TUNNEL_KINDS::contains).isPresent();
  }

  List<Link> tunnelDevices() throws MissingSourceException {
    return links().all().stream().filter(this::isTunnel).toList();
  }

  /** Says that a program that is not at work is configured all the same. */
  void configuredOnly(String program, Findings findings) {
    Optional<UciPackage> config = view.value(UciCollector.class).flatMap(c -> c.get(program));
    if (config.isPresent() && findings.all().isEmpty()) {
      findings.info(
          program, "/etc/config/" + program + " is there, but no rules of " + program + " are");
    }
  }
}
