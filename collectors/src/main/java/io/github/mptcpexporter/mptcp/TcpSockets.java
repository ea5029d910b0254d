package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.model.Subflow;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** TCP sockets of one pair of ports, of which a host may have few among very many. */
public interface TcpSockets {

  /**
   * Those that do not say that they are subflows. The kernel may not tell us, so some may be.
   *
   * @param localPort of this host; 0 for any
   * @param remotePort of the peer; 0 for any
   * @return empty if nobody tells
   */
  Optional<List<Subflow>> at(int localPort, int remotePort) throws IOException;
}
