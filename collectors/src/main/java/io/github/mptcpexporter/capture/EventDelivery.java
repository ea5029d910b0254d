package io.github.mptcpexporter.capture;

import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.EventsLost;
import io.github.mptcpexporter.model.KernelEvent;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.netlink.AttributeReader;
import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import io.github.mptcpexporter.netlink.capture.Datagram;
import io.github.mptcpexporter.netlink.capture.EventCapture;
import io.github.mptcpexporter.netlink.capture.EventSource;
import io.github.mptcpexporter.netlink.capture.RecordedEvent;
import io.github.mptcpexporter.netlink.capture.Reply;
import io.github.mptcpexporter.netlink.diag.DestroyedSockets;
import io.github.mptcpexporter.netlink.mptcp.PathManagerEvents;
import io.github.mptcpexporter.netlink.route.NetworkChanges;
import java.util.Optional;

/** Makes sense of recorded events and puts them into the queue, as if they came now. */
final class EventDelivery {

  private static final Reply LOST = new Reply.Errno(Errno.ENOBUFS.number());

  private final EventQueue queue;
  private final NetlinkMessage message;
  private final AttributeReader attributes;

  private EventDelivery(EventCapture capture, EventQueue queue) {
    this.queue = queue;
    message = new NetlinkMessage(capture.byteOrder());
    attributes = new AttributeReader(capture.byteOrder());
  }

  static void deliver(EventCapture capture, EventQueue queue) throws NetlinkFormatException {
    for (EventSource source : EventSource.values()) {
      queue.listening(dataSource(source), capture.heard().contains(source));
    }
    EventDelivery delivery = new EventDelivery(capture, queue);
    for (RecordedEvent event : capture.events()) {
      delivery.deliver(event);
    }
  }

  private void deliver(RecordedEvent event) throws NetlinkFormatException {
    EventSource source = event.source();
    if (!(event.received() instanceof Datagram datagram)) {
      if (event.received().equals(LOST)) {
        add(event, new EventsLost(dataSource(source)));
      }
      return;
    }
    byte[] bytes = datagram.bytes();
    String label = "recorded event of " + source.label();
    for (int start = 0;
        message.at(bytes, start, bytes.length, label);
        start = message.nextStart()) {
      Optional<? extends KernelEvent> decoded = decode(source);
      if (decoded.isPresent()) {
        add(event, decoded.get());
      }
    }
  }

  private Optional<? extends KernelEvent> decode(EventSource source) throws NetlinkFormatException {
    return switch (source) {
      case PM_EVENTS -> PathManagerEvents.decode(message, attributes);
      case TCP_DESTROY -> DestroyedSockets.decode(message, attributes);
      case ROUTE_NETLINK -> NetworkChanges.decode(message);
    };
  }

  private void add(RecordedEvent recorded, KernelEvent event) {
    queue.add(recorded.monotonicNanos(), dataSource(recorded.source()), event);
  }

  private static DataSource dataSource(EventSource source) {
    return switch (source) {
      case PM_EVENTS -> DataSource.PM_EVENTS;
      case TCP_DESTROY -> DataSource.TCP_DESTROY;
      case ROUTE_NETLINK -> DataSource.ROUTE_NETLINK;
    };
  }
}
