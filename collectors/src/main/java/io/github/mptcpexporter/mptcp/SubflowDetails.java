package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.Subflow;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** What TCP says of flows that are known by their ends alone. */
public interface SubflowDetails {

  /**
   * Those of the wanted flows that TCP shows now, by their ends.
   *
   * @return none where TCP sockets can not be dumped
   */
  Map<FourTuple, Subflow> of(Set<FourTuple> wanted) throws IOException;

  /** Where there are files alone. */
  static SubflowDetails none() {
    return wanted -> Map.of();
  }
}
