package io.github.mptcpexporter.tracker;

import java.util.Map;
import java.util.Optional;

/**
 * What all subflows have moved since the exporter started, of open and of closed ones. Immutable.
 *
 * @param interfaces by name of the interface; {@link Uplinks#UNKNOWN} among them if need be
 * @param connectionsOpened connections first seen after the first round
 * @param connectionsClosed connections no longer seen
 * @param finalsZeroed closed subflows whose last counters the kernel had already cleared
 * @param bytesKnown whether this kernel tells how many bytes a subflow moved; if not, those here
 *     are zero since nobody counted, and are not to be shown
 */
public record SubflowTotals(
    Map<String, Interface> interfaces,
    long connectionsOpened,
    long connectionsClosed,
    long finalsZeroed,
    boolean bytesKnown) {

  public SubflowTotals {
    interfaces = Map.copyOf(interfaces);
  }

  /** Totals of a kernel that tells how many bytes a subflow moved. */
  public SubflowTotals(
      Map<String, Interface> interfaces,
      long connectionsOpened,
      long connectionsClosed,
      long finalsZeroed) {
    this(interfaces, connectionsOpened, connectionsClosed, finalsZeroed, true);
  }

  /** Totals of an interface; empty if it is not shown. */
  public Optional<Interface> of(String interfaceName) {
    return Optional.ofNullable(interfaces.get(interfaceName));
  }

  /**
   * Totals of one interface.
   *
   * @param normal moved by subflows of normal priority
   * @param backup moved by backup subflows
   * @param retransmitBytes sent again
   * @param opened subflows first seen
   * @param closed subflows that ended, by reason
   */
  public record Interface(
      Bytes normal, Bytes backup, long retransmitBytes, long opened, Map<String, Long> closed) {

    public Interface {
      closed = Map.copyOf(closed);
    }

    /** Sent by subflows of either priority, retransmissions included. */
    public long transmitBytes() {
      return normal.transmit + backup.transmit;
    }

    /** Received by subflows of either priority. */
    public long receiveBytes() {
      return normal.receive + backup.receive;
    }
  }

  /**
   * Payload bytes.
   *
   * @param transmit retransmissions included
   * @param receive without duplicates
   */
  public record Bytes(long transmit, long receive) {}
}
