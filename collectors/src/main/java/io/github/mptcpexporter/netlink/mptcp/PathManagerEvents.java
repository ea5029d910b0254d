package io.github.mptcpexporter.netlink.mptcp;

import io.github.mptcpexporter.model.MptcpEvent;
import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import io.github.mptcpexporter.netlink.generic.GenericFamily;
import java.util.Optional;

/**
 * Events of the path manager, which the kernel sends to {@link MptcpPathManager#GROUP_EVENTS}. To
 * join that group needs CAP_NET_ADMIN.
 *
 * <p>Kernel: {@code mptcp_event()} in {@code net/mptcp/pm_netlink.c} (5.12).
 */
public final class PathManagerEvents {

  private PathManagerEvents() {}

  /**
   * Makes sense of a message of the group.
   *
   * @param attributes reused from message to message
   * @return empty if it is about something that we do not know
   */
  public static Optional<MptcpEvent> decode(NetlinkMessage message, AttributeReader attributes)
      throws NetlinkFormatException {
    if (message.type() <= GenericFamily.CONTROLLER_ID) {
      return Optional.empty();
    }
    Optional<MptcpEvent.Kind> kind = MptcpEvent.Kind.of(message.u8(0));
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    EventAttributes event = new EventAttributes();
    attributes.over(message, GenericFamily.HEADER_BYTES);
    while (attributes.next()) {
      event.take(attributes);
    }
    return Optional.of(event.toModel(kind.get()));
  }
}
