package io.github.mptcpexporter.monitor;

import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.KernelEvent;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import io.github.mptcpexporter.netlink.NetlinkMessage;
import io.github.mptcpexporter.netlink.NetlinkSocket;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What we hear of one source: its socket while we do, and what has been said about it. */
final class EventSubscription {

  private static final Logger LOG = System.getLogger(EventPump.class.getName());

  private final EventSource source;
  private final NetlinkTransport netlink;
  private final EventQueue queue;
  private final String label;
  private @Nullable NetlinkSocket socket; // null while not joined
  private String lastSaid = "";
  private boolean skipped; // so that it is said once

  EventSubscription(EventSource source, NetlinkTransport netlink, EventQueue queue) {
    this.source = source;
    this.netlink = netlink;
    this.queue = queue;
    this.label = source.name().label() + " event";
  }

  DataSource name() {
    return source.name();
  }

  /** As messages are called in complaints. */
  String label() {
    return label;
  }

  boolean isJoined() {
    return socket != null;
  }

  NetlinkSocket socket() {
    if (socket == null) {
      throw new IllegalStateException(name() + " is not joined");
    }
    return socket;
  }

  /** Tries to; returns whether it is heard from now on. */
  boolean join() {
    try {
      socket = source.join(netlink).orElse(null);
      Level heard = lastSaid.isEmpty() ? Level.DEBUG : Level.INFO; // news only after a complaint
      say(
          socket == null ? Level.DEBUG : heard,
          socket == null ? "this kernel has no such events" : "events are heard");
    } catch (IOException e) {
      say(
          Level.WARNING,
          "events can not be heard: " + e.getMessage() + "; " + source.missing() + remedy(e));
    }
    queue.listening(name(), isJoined());
    return isJoined();
  }

  private static String remedy(IOException e) {
    return e instanceof NetlinkErrnoException errno && errno.is(Errno.EPERM)
        ? "; run as root or give CAP_NET_ADMIN"
        : "";
  }

  Optional<? extends KernelEvent> decode(NetlinkMessage message) throws NetlinkFormatException {
    return source.decode(message);
  }

  /** A message made no sense. */
  void skip(NetlinkFormatException complaint) {
    if (!skipped) {
      skipped = true;
      log(Level.WARNING, complaint.getMessage() + "; skipped, and so will be others like it");
    }
  }

  void leaveForBudget() {
    leave();
    say(
        Level.WARNING,
        "events are left alone for a while, since to hear them costs too much; "
            + source.missing());
  }

  void leaveBroken(IOException reason) {
    leave();
    say(Level.WARNING, "events are not heard any more: " + reason.getMessage());
  }

  void leave() {
    NetlinkSocket left = socket;
    socket = null;
    queue.listening(name(), false);
    if (left != null) {
      try {
        left.close();
      } catch (IOException e) {
        log(Level.DEBUG, "close: " + e.getMessage()); // nothing else to be done about it
      }
    }
  }

  /** Says it unless it was the last thing said. */
  private void say(Level level, String text) {
    if (!text.equals(lastSaid)) {
      lastSaid = text;
      log(level, text);
    }
  }

  private void log(Level level, String text) {
    LOG.log(level, name().label() + ": " + text);
  }
}
