package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.Subflow;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All subflows of a round in one row, each with its interface: those of connections in the order of
 * the dump, then strays. So each is placed once, however many trackers ask. Immutable once the
 * interfaces are {@linkplain #settle settled}.
 */
public final class PlacedSubflows {

  /** Interface of a subflow whose address fits none. */
  public static final int UNKNOWN = -1;

  /** Interface of a subflow whose interface is not shown. */
  public static final int HIDDEN = -2;

  /** A round without subflows. */
  static final PlacedSubflows NONE =
      new PlacedSubflows(
          Optional.empty(), new Uplinks.Placement(Map.of(), Map.of(), Map.of()), Set.of());

  private final Subflow[] subflows;
  private final int[] connections;
  private final boolean[] backups;
  private final short[] interfaces;
  private int size;

  /** Names by number of first appearance. */
  private final Map<String, Integer> numbers = new HashMap<>();

  // Few addresses and links have many subflows.
  private final Map<InetAddress, Integer> byAddress = new HashMap<>();

  /**
   * Places the subflows of a round.
   *
   * @param backupAddresses local addresses whose subflows are backups where MPTCP does not tell
   */
  PlacedSubflows(
      Optional<MptcpSockets> sockets,
      Uplinks.Placement placement,
      Set<InetAddress> backupAddresses) {
    int count = sockets.map(PlacedSubflows::count).orElse(0);
    subflows = new Subflow[count];
    connections = new int[count];
    backups = new boolean[count];
    interfaces = new short[count];
    if (sockets.isPresent()) {
      List<MptcpConnection> all = sockets.get().connections();
      for (int i = 0; i < all.size(); i++) {
        addAll(all.get(i).subflows(), i, placement, backupAddresses);
      }
      addAll(sockets.get().strays(), -1, placement, backupAddresses);
    }
  }

  private static int count(MptcpSockets sockets) {
    int count = sockets.strays().size();
    for (MptcpConnection connection : sockets.connections()) {
      count += connection.subflows().size();
    }
    return count;
  }

  private void addAll(
      List<Subflow> all,
      int connection,
      Uplinks.Placement placement,
      Set<InetAddress> backupAddresses) {
    for (Subflow subflow : all) {
      subflows[size] = subflow;
      connections[size] = connection;
      backups[size] = isBackup(subflow, backupAddresses);
      interfaces[size++] = (short) number(subflow, placement);
    }
  }

  /** What MPTCP says of the flow, else whether its address is one for backups. */
  static boolean isBackup(Subflow subflow, Set<InetAddress> backupAddresses) {
    return subflow.hasUlp()
        ? subflow.backup()
        : backupAddresses.contains(subflow.addresses().local());
  }

  private int number(Subflow subflow, Uplinks.Placement placement) {
    InetAddress local = subflow.addresses().local();
    if (subflow.boundLink().isPresent()) {
      return number(placement.interfaceOf(subflow));
    }
    Integer known = byAddress.get(local);
    if (known == null) {
      known = number(placement.interfaceOf(subflow));
      byAddress.put(local, known);
    }
    return known;
  }

  private int number(String name) {
    if (name.equals(Uplinks.UNKNOWN)) {
      return UNKNOWN;
    }
    Integer number = numbers.get(name);
    if (number == null) {
      number = numbers.size();
      numbers.put(name, number);
    }
    return number;
  }

  /** Names of all interfaces that have a subflow. */
  Set<String> names() {
    return numbers.keySet();
  }

  /** Says which interfaces are shown, in which order; from now on {@link #slot} is their place. */
  void settle(List<String> shown) {
    int[] slots = new int[numbers.size()];
    for (Map.Entry<String, Integer> entry : numbers.entrySet()) {
      int slot = shown.indexOf(entry.getKey());
      slots[entry.getValue()] = slot >= 0 ? slot : HIDDEN;
    }
    for (int i = 0; i < size; i++) {
      if (interfaces[i] >= 0) {
        interfaces[i] = (short) slots[interfaces[i]];
      }
    }
  }

  public int size() {
    return size;
  }

  public Subflow subflow(int i) {
    return subflows[i];
  }

  /** Place of its connection in {@link MptcpSockets#connections()}; -1 for a stray. */
  public int connection(int i) {
    return connections[i];
  }

  /** Place of its interface in {@link Uplinks#all()}, {@link #UNKNOWN} or {@link #HIDDEN}. */
  public int slot(int i) {
    return interfaces[i];
  }

  /** Whether it is used only when others fail. */
  public boolean backup(int i) {
    return backups[i];
  }
}
