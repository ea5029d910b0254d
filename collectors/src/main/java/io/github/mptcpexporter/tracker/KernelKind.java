package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.KernelSettings;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.mptcp.ConnectionCollector;
import io.github.mptcpexporter.mptcp.SettingsCollector;
import java.util.Optional;

/** Whose MPTCP a round was read from, as far as that changes what its signs mean. */
enum KernelKind {
  /** Endpoints and flags of subflows say what an interface does. */
  UPSTREAM,
  /** Flags of links do. */
  OUT_OF_TREE;

  static KernelKind of(View now) {
    Optional<KernelSettings> settings = now.value(SettingsCollector.class);
    Optional<MptcpSockets> sockets = now.value(ConnectionCollector.class);
    boolean outOfTree =
        (settings.isPresent()
                && settings.get().implementation() == KernelSettings.Implementation.OUT_OF_TREE)
            || (sockets.isPresent() && sockets.get().origin() == DataSource.PROC_MPTCP);
    return outOfTree ? OUT_OF_TREE : UPSTREAM;
  }
}
