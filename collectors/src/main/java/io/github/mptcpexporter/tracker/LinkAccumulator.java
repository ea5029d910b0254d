package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.collector.MetricDesc.counter;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.Link;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Counters of the device of each interface, which go on when the device is made anew: they start
 * from what the kernel says, and a device that has another index, or a counter that fell, counts
 * from zero on top of what was there. Stands behind {@link UplinkTracker}.
 */
public final class LinkAccumulator implements Tracker<LinkAccumulator.State> {

  private static final List<MetricDesc> COUNTERS =
      List.of(
          ofDevice("receive_bytes", "Bytes on receive"),
          ofDevice("receive_packets", "Packets on receive"),
          ofDevice("receive_errors", "Errors on receive"),
          ofDevice("receive_dropped", "Dropped packets on receive"),
          ofDevice("transmit_bytes", "Bytes on transmit"),
          ofDevice("transmit_packets", "Packets on transmit"),
          ofDevice("transmit_errors", "Errors on transmit"),
          ofDevice("transmit_dropped", "Dropped packets on transmit"));
  private static final MetricDesc CARRIER_CHANGES =
      counter("mptcp_interface_carrier_changes_total", "Changes of the carrier.", "interface");
  private static final MetricDesc ADDRESS_CHANGES =
      counter(
          "mptcp_interface_address_changes_total",
          "Changes of the set of addresses of the interface.",
          "interface");

  private static MetricDesc ofDevice(String what, String help) {
    return counter(
        "mptcp_interface_" + what + "_total",
        help + ", of the interface's device; continues when the device is re-created.",
        "interface");
  }

  /**
   * What is remembered.
   *
   * @param devices by name of the interface
   */
  public record State(Map<String, Device> devices) {
    public State {
      devices = Map.copyOf(devices);
    }
  }

  /**
   * Of the device of an interface.
   *
   * @param index number of the device at last
   * @param counters totals and last values, in the order of {@link Link.Counters}
   * @param carrierChanges total and last value
   * @param addresses global ones, at last
   * @param addressChanges how often they have changed
   */
  public record Device(
      int index,
      List<RisingCounter> counters,
      RisingCounter carrierChanges,
      Set<InetAddress> addresses,
      long addressChanges) {
    public Device {
      counters = List.copyOf(counters);
      addresses = Set.copyOf(addresses);
    }
  }

  @Override
  public String name() {
    return "links";
  }

  @Override
  public List<MetricDesc> metrics() {
    return Stream.concat(COUNTERS.stream(), Stream.of(CARRIER_CHANGES, ADDRESS_CHANGES)).toList();
  }

  @Override
  public State initial() {
    return new State(Map.of());
  }

  @Override
  public State next(State before, View now) {
    Optional<Uplinks> uplinks = now.state(UplinkTracker.class);
    if (uplinks.isEmpty() || !uplinks.get().linksRead()) {
      return before;
    }
    Map<String, Device> devices = new HashMap<>(before.devices());
    for (Uplink uplink : uplinks.get().all()) {
      if (uplink.aside() && !devices.containsKey(uplink.interfaceName())) {
        continue;
      }
      devices.compute(
          uplink.interfaceName(),
          (name, former) -> former == null ? first(uplink) : next(former, uplink));
    }
    return new State(devices);
  }

  private static Device first(Uplink uplink) {
    int index = uplink.link().map(Link::index).orElse(0);
    Device nothing =
        new Device(
            index,
            COUNTERS.stream().map(metric -> RisingCounter.NONE).toList(),
            RisingCounter.NONE,
            addresses(uplink),
            0);
    return next(nothing, uplink);
  }

  private static Device next(Device former, Uplink uplink) {
    Set<InetAddress> addresses = addresses(uplink);
    long addressChanges = former.addressChanges() + (addresses.equals(former.addresses()) ? 0 : 1);
    if (uplink.link().isEmpty()) {
      return new Device(
          former.index(), former.counters(), former.carrierChanges(), addresses, addressChanges);
    }
    Link link = uplink.link().get();
    boolean anew = link.index() != former.index();
    List<RisingCounter> counters =
        link.counters().map(read -> next(former.counters(), read, anew)).orElse(former.counters());
    return new Device(
        link.index(),
        counters,
        former.carrierChanges().next(link.carrierChanges(), anew),
        addresses,
        addressChanges);
  }

  private static List<RisingCounter> next(
      List<RisingCounter> former, Link.Counters read, boolean anew) {
    long[] values = {
      read.receiveBytes(),
      read.receivePackets(),
      read.receiveErrors(),
      read.receiveDropped(),
      read.transmitBytes(),
      read.transmitPackets(),
      read.transmitErrors(),
      read.transmitDropped()
    };
    RisingCounter[] next = new RisingCounter[values.length];
    for (int i = 0; i < values.length; i++) {
      next[i] = former.get(i).next(OptionalLong.of(values[i]), anew);
    }
    return List.of(next);
  }

  private static Set<InetAddress> addresses(Uplink uplink) {
    Set<InetAddress> addresses = new HashSet<>();
    for (Link.Address address : uplink.link().map(Link::addresses).orElse(List.of())) {
      if (address.global()) {
        addresses.add(address.address());
      }
    }
    return addresses;
  }

  @Override
  public void expose(State state, MetricSink sink) {
    state
        .devices()
        .forEach(
            (name, device) -> {
              for (int i = 0; i < COUNTERS.size(); i++) {
                device.counters().get(i).expose(COUNTERS.get(i), sink, name);
              }
              device.carrierChanges().expose(CARRIER_CHANGES, sink, name);
              sink.sample(ADDRESS_CHANGES, (double) device.addressChanges(), name);
            });
  }
}
