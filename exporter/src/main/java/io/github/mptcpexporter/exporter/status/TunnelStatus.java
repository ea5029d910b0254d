package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Tunnel;
import io.github.mptcpexporter.tracker.TunnelState;
import io.github.mptcpexporter.tracker.TunnelTracker;
import io.github.mptcpexporter.tracker.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A tunnel and what its device has moved lately.
 *
 * @param state as of the round
 * @param sampled bytes of the device between two rounds; empty with a single one
 */
record TunnelStatus(TunnelState state, Optional<Moved> sampled) {

  /** Characters of a name in a sentence. */
  private static final int NAME = 15;

  static List<TunnelStatus> of(Optional<View> earlier, View now) {
    List<TunnelStatus> all = new ArrayList<>();
    for (TunnelState state : tunnels(now)) {
      Optional<TunnelState> before =
          earlier.flatMap(
              view ->
                  tunnels(view).stream()
                      .filter(one -> one.tunnel().name().equals(state.tunnel().name()))
                      .findFirst());
      all.add(new TunnelStatus(state, before.flatMap(old -> moved(old, state))));
    }
    return List.copyOf(all);
  }

  private static List<TunnelState> tunnels(View view) {
    return view.state(TunnelTracker.class).map(TunnelTracker.State::tunnels).orElse(List.of());
  }

  private static Optional<Moved> moved(TunnelState before, TunnelState after) {
    OptionalLong receive = after.deviceReceive().total();
    OptionalLong transmit = after.deviceTransmit().total();
    return receive.isPresent() && transmit.isPresent()
        ? Optional.of(
            new Moved(
                receive.getAsLong() - before.deviceReceive().total().orElse(0),
                transmit.getAsLong() - before.deviceTransmit().total().orElse(0),
                0))
        : Optional.empty();
  }

  Tunnel tunnel() {
    return state.tunnel();
  }

  /** What people know it by: its device, else its name. */
  String shownName() {
    Optional<String> device = state.link().map(Link::name);
    if (device.isEmpty() && tunnel().deviceNamed()) {
      device = tunnel().device();
    }
    return Names.shorten(device.orElse(tunnel().name()), NAME);
  }

  /** Such as {@code up}. */
  String stateWord() {
    return state.up().map(up -> up ? "up" : "down").orElse(Amounts.NONE);
  }

  /** Live subflows on all interfaces. */
  int subflows() {
    return state.subflows().values().stream().mapToInt(Integer::intValue).sum();
  }
}
