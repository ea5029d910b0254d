package io.github.mptcpexporter.model;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All devices of a round, found by index, name or address. */
public final class Links {

  private final List<Link> all;
  private final Map<Integer, Link> byIndex = new HashMap<>();
  private final Map<String, Link> byName = new HashMap<>();
  private final Map<InetAddress, Link> byAddress = new HashMap<>();

  public Links(List<Link> all) {
    this.all = List.copyOf(all);
    for (Link link : this.all) {
      byIndex.put(link.index(), link);
      byName.put(link.name(), link);
      // An address on two devices belongs to the first, as in the kernel's own look-up.
      link.addresses().forEach(address -> byAddress.putIfAbsent(address.address(), link));
    }
  }

  /** In the kernel's order. */
  public List<Link> all() {
    return all;
  }

  public Optional<Link> byIndex(int index) {
    return Optional.ofNullable(byIndex.get(index));
  }

  public Optional<Link> byName(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The device that has the address. */
  public Optional<Link> byAddress(InetAddress address) {
    return Optional.ofNullable(byAddress.get(address));
  }
}
