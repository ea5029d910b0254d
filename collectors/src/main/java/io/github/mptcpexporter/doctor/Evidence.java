package io.github.mptcpexporter.doctor;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.failover.Failover;
import io.github.mptcpexporter.failover.FailoverTracker;
import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.KernelSettings;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.LogicalInterface;
import io.github.mptcpexporter.model.MibCounters;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.MultipathMode;
import io.github.mptcpexporter.model.MultipathScripts;
import io.github.mptcpexporter.model.NetworkSysctls;
import io.github.mptcpexporter.model.OpenVpnStatus;
import io.github.mptcpexporter.model.PathManager;
import io.github.mptcpexporter.model.Proxies;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Routing;
import io.github.mptcpexporter.model.Rule;
import io.github.mptcpexporter.model.SourceNat;
import io.github.mptcpexporter.model.TunnelFileFacts;
import io.github.mptcpexporter.model.TunnelStatus;
import io.github.mptcpexporter.model.UciConfig;
import io.github.mptcpexporter.model.UciPackage;
import io.github.mptcpexporter.model.UciSection;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.CounterCollector;
import io.github.mptcpexporter.mptcp.EndpointCollector;
import io.github.mptcpexporter.mptcp.SettingsCollector;
import io.github.mptcpexporter.network.LinkCollector;
import io.github.mptcpexporter.network.ProxyCollector;
import io.github.mptcpexporter.network.RouteCollector;
import io.github.mptcpexporter.network.SourceNatCollector;
import io.github.mptcpexporter.network.SysctlCollector;
import io.github.mptcpexporter.openvpn.OpenVpnCollector;
import io.github.mptcpexporter.openvpn.TunnelFileCollector;
import io.github.mptcpexporter.tracker.InterfaceTracker;
import io.github.mptcpexporter.tracker.RoutePlan;
import io.github.mptcpexporter.tracker.RouteTracker;
import io.github.mptcpexporter.tracker.Tracker;
import io.github.mptcpexporter.tracker.TunnelState;
import io.github.mptcpexporter.tracker.TunnelTracker;
import io.github.mptcpexporter.tracker.Uplink;
import io.github.mptcpexporter.tracker.UplinkTracker;
import io.github.mptcpexporter.tracker.Uplinks;
import io.github.mptcpexporter.tracker.View;
import io.github.mptcpexporter.uci.ScriptCollector;
import io.github.mptcpexporter.uci.UciCollector;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A view, as checks ask for it: what is missing skips the check that needs it. */
public final class Evidence {

  private static final String CONNECTIONS = "connections (sock_diag)";
  private static final String ENDPOINTS = "endpoints and limits (mptcp_pm)";
  private static final String ROUTES = "routes (rtnetlink)";
  private static final String OPENVPN = "tunnels of OpenVPN";
  private static final String RULES = "rules of policy routing (rtnetlink)";

  private static final Pattern TUNNEL = Pattern.compile("(tun|tap|wg)\\d.*");
  private static final Set<String> TUNNEL_KINDS = Set.of("tun", "wireguard", "ovpn");

  private final View view;

  Evidence(View view) {
    this.view = view;
  }

  KernelSettings settings() throws MissingSourceException {
    return read(SettingsCollector.class, "settings of the kernel (/proc/sys/net/mptcp)", true);
  }

  Links links() throws MissingSourceException {
    return read(LinkCollector.class, "devices and addresses (rtnetlink, /sys/class/net)", true);
  }

  Routing routing() throws MissingSourceException {
    return read(RouteCollector.class, ROUTES, true);
  }

  List<Rule> rules() throws MissingSourceException {
    return routing()
        .rules()
        .orElseThrow(() -> new MissingSourceException(RULES, "files do not tell them", false));
  }

  PathManager pathManager() throws MissingSourceException {
    return read(EndpointCollector.class, ENDPOINTS, false);
  }

  MptcpSockets sockets() throws MissingSourceException {
    return read(ConnectionCollector.class, CONNECTIONS, false);
  }

  MibCounters counters() throws MissingSourceException {
    return read(CounterCollector.class, "counters of MPTCP (/proc/net/netstat)", false);
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

  /** OpenWrt's configuration. */
  UciConfig uci() throws MissingSourceException {
    return read(UciCollector.class, "configuration (/etc/config)", false);
  }

  boolean hasUci() {
    return view.value(UciCollector.class).flatMap(config -> config.get("network")).isPresent();
  }

  UciPackage uciPackage(String name) throws MissingSourceException {
    UciConfig config = uci();
    Optional<UciPackage> found = config.get(name);
    if (found.isEmpty()) {
      throw new MissingSourceException(
          "/etc/config/" + name, config.denied().getOrDefault(name, "not there"), false);
    }
    return found.get();
  }

  MultipathScripts scripts() throws MissingSourceException {
    return read(
        ScriptCollector.class, "scripts that apply multipath (/usr/bin/multipath, …)", false);
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

  Proxies proxies() throws MissingSourceException {
    return read(ProxyCollector.class, "names of processes (/proc/PID/comm)", false);
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

  /** Tunnels of OpenVPN; a router without any has nothing to be judged. */
  List<TunnelState> tunnels() throws MissingSourceException {
    boolean none =
        view.snapshot().reading(OpenVpnCollector.class).orElse(null) instanceof Reading.Absent;
    if (!none) {
      read(OpenVpnCollector.class, OPENVPN, false);
    }
    List<TunnelState> tunnels = none ? List.of() : state(TunnelTracker.class).tunnels();
    if (tunnels.isEmpty()) {
      throw new MissingSourceException(OPENVPN, "none is in use", false);
    }
    return tunnels;
  }

  List<TunnelFileFacts> tunnelFiles() throws MissingSourceException {
    return read(TunnelFileCollector.class, "files of tunnels", false);
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

  Instant takenAt() {
    return view.snapshot().takenAt();
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

  NetworkSysctls sysctls() throws MissingSourceException {
    return read(SysctlCollector.class, "settings of the network (/proc/sys/net/ipv4)", false);
  }

  SourceNat sourceNat() throws MissingSourceException {
    return read(SourceNatCollector.class, "source NAT (nf_tables)", false);
  }

  Optional<Failover> failover() {
    return view.state(FailoverTracker.class);
  }

  Optional<Reading<MptcpSockets>> connectionReading() {
    return view.snapshot().reading(ConnectionCollector.class);
  }

  /** What a collector has read. */
  private <V> V read(Class<? extends Collector<V>> collector, String source, boolean basic)
      throws MissingSourceException {
    Optional<Reading<V>> reading = view.snapshot().reading(collector);
    if (reading.isEmpty()) {
      throw new MissingSourceException(source, "not asked for", false);
    }
    if (reading.get() instanceof Reading.Failed<V> failed) {
      throw new MissingSourceException(source, complaint(failed.cause()), basic);
    }
    return reading
        .get()
        .value()
        .orElseThrow(() -> new MissingSourceException(source, "not told here", basic));
  }

  private <S> S state(Class<? extends Tracker<S>> tracker) throws MissingSourceException {
    return view.state(tracker)
        .orElseThrow(() -> new MissingSourceException("what was joined", "not there", false));
  }

  private static String complaint(IOException cause) {
    return Optional.ofNullable(cause.getMessage()).orElse("could not be read");
  }
}
