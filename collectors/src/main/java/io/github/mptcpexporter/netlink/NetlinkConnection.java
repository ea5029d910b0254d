package io.github.mptcpexporter.netlink;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Requests and their answers on one socket, one at a time.
 *
 * <p>Takes care of sequence numbers, answers in many parts, the kernel's errors with its own words,
 * and dumps that a change has interrupted: those are repeated once, then taken as they are.
 *
 * <p>The socket is opened by the first request and kept. A failure in the midst of an answer closes
 * it, and the next request opens a fresh one; a refusal by the kernel does not. Not for two threads
 * at once: a second one is told so by an {@link IOException}.
 */
public final class NetlinkConnection implements Closeable {

  /** The kernel sends at most this much at once, whatever the buffer. */
  public static final int BUFFER_BYTES = 32 * 1024;

  private static final int TIMEOUT_MILLIS = 1000;
  private static final int ATTEMPTS = 2;

  private final NetlinkTransport transport;
  private final NetlinkFamily family;
  private final NetlinkMessage message;
  private final AttributeReader attributes;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final AtomicBoolean busy = new AtomicBoolean();
  private int sequence;

  // Null before the first request and after a failure in the midst of an answer.
  private @Nullable NetlinkSocket socket;

  /** A connection that opens its socket when it is first asked. */
  public NetlinkConnection(NetlinkTransport transport, NetlinkFamily family) {
    this.transport = transport;
    this.family = family;
    this.message = new NetlinkMessage(transport.byteOrder());
    this.attributes = new AttributeReader(transport.byteOrder());
  }

  /** A connection whose socket is open. */
  public static NetlinkConnection open(NetlinkTransport transport, NetlinkFamily family)
      throws IOException {
    NetlinkConnection connection = new NetlinkConnection(transport, family);
    connection.socket = transport.open(family);
    return connection;
  }

  /** Byte order of all numbers in messages that are not of the network. */
  public ByteOrder byteOrder() {
    return transport.byteOrder();
  }

  /**
   * Sends a request and hands over each message of its answer.
   *
   * @throws NetlinkErrnoException if the kernel refuses, or does not answer in time
   * @throws NetlinkFormatException if the answer makes no sense
   */
  public void ask(NetlinkRequest request, ReplyHandler handler) throws IOException {
    if (!busy.compareAndSet(false, true)) {
      throw new IOException(request.name() + ": the request before is not answered yet");
    }
    try {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        handler.begin();
        Answer answer = new Answer(request, handler);
        exchange(answer);
        if (answer.consistent()) {
          return;
        }
      }
    } finally {
      busy.set(false);
    }
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  private void exchange(Answer answer) throws IOException {
    try {
      if (socket == null) {
        socket = transport.open(family);
      }
      sequence = sequence == Integer.MAX_VALUE ? 1 : sequence + 1;
      byte[] bytes = answer.request.encode(sequence);
      socket.send(bytes, bytes.length);
      receive(socket, answer);
    } finally {
      if (!answer.complete) {
        close();
      }
    }
  }

  private void receive(NetlinkSocket socket, Answer answer) throws IOException {
    while (!answer.complete) {
      int length = socket.receive(buffer, TIMEOUT_MILLIS);
      for (int start = 0;
          !answer.complete && message.at(buffer, start, length, answer.request.name());
          start = message.nextStart()) {
        if (message.sequence() == sequence) { // else the rest of an answer that was given up
          answer.take();
        }
      }
    }
  }

  /** An answer as it comes in. */
  private final class Answer {
    private final NetlinkRequest request;
    private final ReplyHandler handler;
    private boolean complete;
    private boolean interrupted;

    // The handler's first complaint. The rest of the answer is received all the same, so that the
    // socket is at rest and the kernel does not refuse the next dump (EBUSY).
    private @Nullable IOException complaint;

    Answer(NetlinkRequest request, ReplyHandler handler) {
      this.request = request;
      this.handler = handler;
    }

    void take() throws IOException {
      interrupted |= (message.flags() & NetlinkMessage.FLAG_DUMP_INTERRUPTED) != 0;
      switch (message.type()) {
        case NetlinkMessage.TYPE_NOOP -> {}
        case NetlinkMessage.TYPE_OVERRUN -> throw message.bad(0, "the kernel lost data");
        case NetlinkMessage.TYPE_ERROR -> {
          complete = true;
          throwError(request, NetlinkMessage.HEADER_BYTES);
        }
        case NetlinkMessage.TYPE_DONE -> {
          complete = true;
          if (message.length() >= 4) {
            throwError(request, 0);
          }
        }
        default -> {
          deliver();
          complete = !request.isDump() && (message.flags() & NetlinkMessage.FLAG_MULTI) == 0;
        }
      }
    }

    private void deliver() {
      try {
        if (complaint == null) {
          handler.message(message);
        }
      } catch (IOException e) {
        complaint = e;
      }
    }

    boolean consistent() throws IOException {
      if (complaint != null) {
        throw complaint;
      }
      return !interrupted;
    }
  }

  private void throwError(NetlinkRequest request, int echoedHeader) throws IOException {
    int error = -message.s32(0);
    if (error != 0) {
      throw new NetlinkErrnoException(request.name(), error, kernelText(echoedHeader));
    }
  }

  /** The kernel's own words, {@code NLMSGERR_ATTR_MSG}; behind the code and the echoed request. */
  private String kernelText(int echoedHeader) throws IOException {
    if ((message.flags() & NetlinkMessage.FLAG_ACK_TLVS) == 0) {
      return "";
    }
    boolean capped = (message.flags() & NetlinkMessage.FLAG_CAPPED) != 0;
    int echoed =
        echoedHeader == 0 ? 0 : capped ? echoedHeader : AttributeReader.align(message.s32(4));
    attributes.over(message, 4 + echoed);
    while (attributes.next()) {
      if (attributes.type() == 1) {
        return attributes.text(0);
      }
    }
    return "";
  }
}
