package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.collector.MetricDesc.gauge;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.collector.Reading;
import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.KernelEvents;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.LogicalInterface;
import io.github.mptcpexporter.model.LogicalInterfaces;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.MultipathMode;
import io.github.mptcpexporter.model.PathManager;
import io.github.mptcpexporter.model.TimedEvent;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.EndpointCollector;
import io.github.mptcpexporter.mptcp.EventCollector;
import io.github.mptcpexporter.network.LinkCollector;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which interfaces take part in MPTCP, and which subflows and endpoints are theirs. Stands before
 * all other trackers but {@link InterfaceTracker}.
 *
 * <p>Every interface takes part that OpenWrt's configuration gives a mode, and every device that
 * has an endpoint or a subflow (loopback: a subflow); it is shown from then on.
 */
public final class UplinkTracker implements Tracker<Uplinks> {

  private static final MetricDesc INFO =
      gauge(
          "mptcp_interface_info",
          "Constant 1; maps the logical interface to its present device and to the mode in force"
              + " in the kernel.",
          "interface",
          "device",
          "proto",
          "effective_mode");
  private static final MetricDesc MODE =
      gauge(
          "mptcp_interface_mode",
          "1 for the configured multipath mode of the interface, 0 for the others.",
          "interface",
          "mode");
  private static final MetricDesc LINK_UP =
      gauge(
          "mptcp_interface_link_up",
          "Whether the device exists and is administratively and operationally up.",
          "interface");
  private static final MetricDesc CARRIER =
      gauge("mptcp_interface_carrier", "Whether the device has a carrier.", "interface");
  private static final MetricDesc ADDRESSES =
      gauge(
          "mptcp_interface_addresses", "Global addresses on the interface.", "interface", "family");

  private final InterfaceFilter filter;

  /** Shows every interface. */
  public UplinkTracker() {
    this(InterfaceFilter.all());
  }

  public UplinkTracker(InterfaceFilter filter) {
    this.filter = filter;
  }

  @Override
  public String name() {
    return "links";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of(INFO, MODE, LINK_UP, CARRIER, ADDRESSES);
  }

  @Override
  public Uplinks initial() {
    return new Uplinks(
        List.of(), List.of(), new Uplinks.Placement(new Links(List.of()), List.of()));
  }

  @Override
  public Uplinks next(Uplinks before, View now) {
    Optional<Links> links = now.value(LinkCollector.class);
    Optional<MptcpSockets> sockets = now.value(ConnectionCollector.class);
    List<Endpoint> endpoints =
        now.value(EndpointCollector.class).map(PathManager::endpoints).orElse(List.of());
    List<TimedEvent> events =
        now.value(EventCollector.class).map(KernelEvents::events).orElse(List.of());
    boolean known =
        !failed(now, ConnectionCollector.class) && !failed(now, EndpointCollector.class);
    LogicalInterfaces interfaces = now.state(InterfaceTracker.class).orElse(LogicalInterfaces.NONE);
    return new UplinkRound(
            before,
            filter,
            links,
            sockets,
            endpoints,
            events,
            KernelKind.of(now),
            interfaces,
            known)
        .uplinks();
  }

  private static <V> boolean failed(View now, Class<? extends Collector<V>> collector) {
    return now.snapshot().reading(collector).orElse(null) instanceof Reading.Failed;
  }

  @Override
  public Uplinks glimpse(Uplinks before, View now) {
    return next(before, now); // adds nothing up
  }

  @Override
  public void expose(Uplinks uplinks, MetricSink sink) {
    for (Uplink uplink : uplinks.all()) {
      String name = uplink.interfaceName();
      // The protocol is OpenWrt's word; it is not known from the kernel.
      String proto = uplink.configured().flatMap(LogicalInterface::proto).orElse("");
      sink.sample(INFO, 1, name, uplink.device(), proto, uplink.effectiveMode().label());
      for (MultipathMode mode : MultipathMode.values()) {
        sink.flag(MODE, mode == uplink.mode(), name, mode.label());
      }
      if (uplinks.linksRead() && !uplink.aside()) {
        sink.flag(LINK_UP, uplink.link().isPresent() && uplink.link().get().up(), name);
        uplink
            .link()
            .flatMap(link -> link.carrier())
            .ifPresent(carrier -> sink.flag(CARRIER, carrier, name));
        Map<AddressFamily, Integer> addresses = uplink.globalAddresses();
        addresses.forEach((family, count) -> sink.sample(ADDRESSES, count, name, family.label()));
      }
    }
  }
}
