package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.KernelEvent;
import io.github.mptcpexporter.model.MptcpEvent;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Subflows that the path manager spoke of and that no dump has shown yet: the proof that a final of
 * an unknown socket is one of ours and not plain TCP. Filled while a round is folded and only read
 * afterwards.
 */
final class AnnouncedFlows {

  /** Most flows that are remembered; further ones are not. */
  private static final int MOST_FLOWS = 65_536;

  /**
   * What an event said of a subflow.
   *
   * @param token of its connection
   * @param link index of the device it is bound to; empty if it is not
   * @param local address of this host
   * @param round whether this round's events said it; else those of an earlier one
   * @param counted whether its opening and its end were counted
   * @param ended when its connection was first missed, {@link SubflowTable#NOT_ENDED} before
   */
  record Flow(
      long token, OptionalInt link, InetAddress local, boolean round, boolean counted, long ended) {

    Flow countedNow() {
      return new Flow(token, link, local, round, true, ended);
    }

    Flow endedAt(long monotonicNanos) {
      return new Flow(token, link, local, round, counted, monotonicNanos);
    }

    private Flow ofEarlierRound() {
      return round ? new Flow(token, link, local, false, counted, ended) : this;
    }
  }

  private final Map<FourTuple, Flow> flows = new HashMap<>();

  // A bit for each pair of ports, so that most subflows of a dump need no look-up by address.
  private final long[] ports = new long[1024];

  /** Starts with none. */
  AnnouncedFlows() {}

  /** Goes on from the round before. */
  AnnouncedFlows(AnnouncedFlows before) {
    before.flows.forEach((tuple, flow) -> put(tuple, flow.ofEarlierRound()));
  }

  /** The subflow that an event proves; empty if it is another event. */
  static Optional<Flow> announced(KernelEvent event) {
    if (!(event instanceof MptcpEvent told)
        || told.addresses().isEmpty()
        || told.token().isEmpty()) {
      return Optional.empty();
    }
    return switch (told.kind()) {
      case CREATED, ESTABLISHED, SUB_ESTABLISHED ->
          Optional.of(
              new Flow(
                  told.token().getAsLong(),
                  told.link(),
                  told.addresses().get().local(),
                  true,
                  false,
                  SubflowTable.NOT_ENDED));
      default -> Optional.empty();
    };
  }

  /** Takes an event in, if it announces a subflow. */
  void hear(MptcpEvent event) {
    Optional<Flow> flow = announced(event);
    if (flow.isPresent() && flows.size() < MOST_FLOWS) {
      put(event.addresses().orElseThrow(), flow.get());
    }
  }

  private void put(FourTuple tuple, Flow flow) {
    flows.put(tuple, flow);
    int bit = bit(tuple);
    ports[bit >>> 6] |= 1L << bit;
  }

  private static int bit(FourTuple tuple) {
    return (tuple.localPort() * 31 + tuple.remotePort()) & 0xffff;
  }

  /** Takes a flow out, since a dump or a final has shown it. */
  Optional<Flow> take(FourTuple tuple) {
    int bit = bit(tuple);
    if (flows.isEmpty() || (ports[bit >>> 6] & 1L << bit) == 0) {
      return Optional.empty();
    }
    return Optional.ofNullable(flows.remove(tuple));
  }

  /** Says what has become of a flow. */
  void replace(FourTuple tuple, Flow flow) {
    flows.replace(tuple, flow);
  }

  /** Addresses of all flows, as of now. */
  List<FourTuple> tuples() {
    return new ArrayList<>(flows.keySet());
  }

  Optional<Flow> get(FourTuple tuple) {
    return Optional.ofNullable(flows.get(tuple));
  }
}
