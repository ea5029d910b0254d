package io.github.mptcpexporter.netlink.capture;

import io.github.mptcpexporter.netlink.Errno;
import io.github.mptcpexporter.netlink.NetlinkErrnoException;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkSocket;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests from a recording. Events are not received through sockets here: a recording's
 * events are in {@link NetlinkRecording#events()}.
 *
 * <p>A request finds its answer by its bytes, without sequence number and port; if there is none,
 * by what it essentially asks, for another version of this program may ask for some more or less. A
 * request that was recorded several times gets the answers in turn, then the last one again. Any
 * thread.
 */
public final class ReplayTransport implements NetlinkTransport {

  private final ByteOrder order;

  // How often each request was asked; by the first of its exchanges.
  private final IdentityHashMap<Exchange, Integer> timesAsked = new IdentityHashMap<>();

  // Null where the present step has no netlink; then there is no such family.
  private @Nullable NetlinkRecording present;

  public ReplayTransport(NetlinkRecording recording) {
    this.order = recording.byteOrder();
    this.present = recording;
  }

  /** Goes on with another recording; sockets stay open. */
  public synchronized void replay(Optional<NetlinkRecording> recording) {
    present = recording.orElse(null);
    timesAsked.clear();
  }

  @Override
  public NetlinkSocket open(NetlinkFamily family) throws IOException {
    NetlinkCapture capture = capture(family);
    if (capture.refused().isPresent()) {
      throw new NetlinkErrnoException(
          "netlink " + family + " socket", capture.refused().getAsInt(), "");
    }
    return new ReplaySocket(this, family);
  }

  @Override
  public NetlinkSocket openForEvents(NetlinkFamily family) throws IOException {
    throw new NetlinkErrnoException(
        "netlink events from a recording", Errno.EOPNOTSUPP.number(), "");
  }

  @Override
  public boolean[] await(List<NetlinkSocket> sockets, int timeoutMillis) throws IOException {
    throw new NetlinkErrnoException(
        "netlink events from a recording", Errno.EOPNOTSUPP.number(), "");
  }

  @Override
  public ByteOrder byteOrder() {
    return order;
  }

  /** The recorded exchange that answers the request. */
  synchronized Exchange find(NetlinkFamily family, Datagram request) throws IOException {
    NetlinkCapture capture = capture(family);
    Question question = Question.of(family, order, request);
    List<Exchange> found = all(family, capture, question::sameAs);
    if (found.isEmpty()) {
      List<Exchange> similar = all(family, capture, question::similarTo);
      if (similar.isEmpty()) {
        throw new IOException(
            NetlinkRecording.file(family) + " holds no answer to " + question.name());
      }
      Question recorded = Question.of(family, order, similar.get(0).request());
      found = all(family, capture, recorded::sameAs);
    }
    int times = timesAsked.merge(found.get(0), 1, Integer::sum);
    return found.get(Math.min(times, found.size()) - 1);
  }

  private List<Exchange> all(
      NetlinkFamily family, NetlinkCapture capture, Predicate<Question> wanted) {
    List<Exchange> found = new ArrayList<>();
    for (Exchange exchange : capture.exchanges()) {
      if (wanted.test(Question.of(family, order, exchange.request()))) {
        found.add(exchange);
      }
    }
    return found;
  }

  private synchronized NetlinkCapture capture(NetlinkFamily family) throws IOException {
    NetlinkCapture capture = present == null ? null : present.captures().get(family);
    if (capture == null) {
      throw new NetlinkErrnoException(
          "a recording without " + NetlinkRecording.file(family),
          Errno.EPROTONOSUPPORT.number(),
          "");
    }
    return capture;
  }
}
