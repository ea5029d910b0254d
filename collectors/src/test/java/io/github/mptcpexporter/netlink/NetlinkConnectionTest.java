package io.github.mptcpexporter.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetlinkConnectionTest {

  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
  private static final int TYPE_ROW = 100;

  /** A kernel that gives the answers of a list, in turn. */
  private static final class Script extends FakeKernel {

    private final Deque<List<byte[]>> answers = new ArrayDeque<>();

    Script(List<byte[]> answer) {
      super(ORDER);
      answers.add(answer);
    }

    Script then(List<byte[]> answer) {
      answers.add(answer);
      return this;
    }

    @Override
    protected List<byte[]> answer(Request request) {
      return answers.remove();
    }
  }

  /** The numbers in the rows of an answer. */
  private static class Numbers implements ReplyHandler {

    private final List<Long> numbers = new ArrayList<>();

    @Override
    public void begin() {
      numbers.clear();
    }

    @Override
    public void message(NetlinkMessage message) throws IOException {
      numbers.add(message.u32(0));
    }
  }

  private static byte[] row(int number, int flags) {
    return message(TYPE_ROW, flags, ByteBuffer.allocate(4).order(ORDER).putInt(number).array());
  }

  private static byte[] message(int type, int flags, byte[] payload) {
    return ByteBuffer.allocate(16 + payload.length)
        .order(ORDER)
        .putInt(16 + payload.length)
        .putShort((short) type)
        .putShort((short) flags)
        .putLong(0)
        .put(payload)
        .array();
  }

  private static byte[] multi(int number) {
    return row(number, NetlinkMessage.FLAG_MULTI);
  }

  private static byte[] done() {
    return Captures.done(ORDER);
  }

  private static byte[] join(byte[]... messages) {
    int length = Arrays.stream(messages).mapToInt(message -> message.length).sum();
    ByteBuffer datagram = ByteBuffer.allocate(length);
    for (byte[] message : messages) {
      datagram.put(message);
    }
    return datagram.array();
  }

  private static NetlinkRequest dump() {
    return NetlinkRequest.dump("GET_ROWS", TYPE_ROW, ORDER);
  }

  private static NetlinkRequest one() {
    return NetlinkRequest.one("GET_ROW", TYPE_ROW, ORDER);
  }

  private static NetlinkConnection connect(FakeKernel kernel) {
    return new NetlinkConnection(kernel, NetlinkFamily.ROUTE);
  }

  @Test
  void aDumpIsAllMessagesOfAllDatagrams() throws Exception {
    Script kernel = new Script(List.of(join(multi(1), multi(2)), multi(3), done()));
    Numbers rows = new Numbers();

    try (NetlinkConnection connection = connect(kernel)) {
      connection.ask(dump(), rows);
    }

    assertEquals(List.of(1L, 2L, 3L), rows.numbers);
    assertEquals(0, kernel.open());
  }

  @Test
  void anAnswerInOneMessageNeedsNoEnd() throws Exception {
    Numbers rows = new Numbers();

    try (NetlinkConnection connection = connect(new Script(List.of(row(7, 0))))) {
      connection.ask(one(), rows);
    }

    assertEquals(List.of(7L), rows.numbers);
  }

  @Test
  void aDumpThatAChangeInterruptedIsRepeatedFromTheStart() throws Exception {
    byte[] interrupted = row(2, NetlinkMessage.FLAG_MULTI | NetlinkMessage.FLAG_DUMP_INTERRUPTED);
    Script kernel =
        new Script(List.of(multi(1), interrupted, done()))
            .then(List.of(multi(1), multi(2), multi(3), done()));
    Numbers rows = new Numbers();

    try (NetlinkConnection connection = connect(kernel)) {
      connection.ask(dump(), rows);
    }

    assertEquals(List.of(1L, 2L, 3L), rows.numbers);
  }

  @Test
  void aDumpThatIsInterruptedTwiceIsTakenAsItIs() throws Exception {
    byte[] interrupted = row(2, NetlinkMessage.FLAG_MULTI | NetlinkMessage.FLAG_DUMP_INTERRUPTED);
    List<byte[]> answer = List.of(interrupted, done());
    Numbers rows = new Numbers();

    try (NetlinkConnection connection = connect(new Script(answer).then(answer))) {
      connection.ask(dump(), rows);
    }

    assertEquals(List.of(2L), rows.numbers);
  }

  @Test
  void aRefusalSaysWhatWasAskedAndWhyAndKeepsTheSocket() throws Exception {
    Script kernel =
        new Script(List.of(Captures.error(Errno.EPERM, ORDER))).then(List.of(multi(1), done()));
    Numbers rows = new Numbers();

    try (NetlinkConnection connection = connect(kernel)) {
      NetlinkErrnoException e =
          assertThrows(NetlinkErrnoException.class, () -> connection.ask(dump(), rows));
      connection.ask(dump(), rows);

      assertEquals("netlink GET_ROWS dump: EPERM (Operation not permitted)", e.getMessage());
      assertTrue(e.is(Errno.EPERM));
    }
    assertEquals(List.of(1L), rows.numbers);
    assertEquals(1, kernel.opened());
  }

  @Test
  void aRefusalCarriesTheKernelsOwnWords() throws Exception {
    byte[] text = "Invalid table\0".getBytes(StandardCharsets.US_ASCII);
    byte[] payload =
        ByteBuffer.allocate(4 + 16 + 4 + 16)
            .order(ORDER)
            .putInt(-22)
            .put(new byte[16]) // the head of the request
            .putShort((short) (4 + text.length))
            .putShort((short) 1)
            .put(text)
            .array();
    int flags = NetlinkMessage.FLAG_CAPPED | NetlinkMessage.FLAG_ACK_TLVS;
    Script kernel = new Script(List.of(message(NetlinkMessage.TYPE_ERROR, flags, payload)));

    try (NetlinkConnection connection = connect(kernel)) {
      IOException e = assertThrows(IOException.class, () -> connection.ask(dump(), new Numbers()));

      assertEquals(
          "netlink GET_ROWS dump: EINVAL (Invalid argument), \"Invalid table\"", e.getMessage());
    }
  }

  @Test
  void anErrorAtTheEndOfADumpIsARefusalToo() throws Exception {
    byte[] payload = ByteBuffer.allocate(4).order(ORDER).putInt(-2).array();
    byte[] end = message(NetlinkMessage.TYPE_DONE, NetlinkMessage.FLAG_MULTI, payload);

    try (NetlinkConnection connection = connect(new Script(List.of(multi(1), end)))) {
      NetlinkErrnoException e =
          assertThrows(NetlinkErrnoException.class, () -> connection.ask(dump(), new Numbers()));

      assertTrue(e.is(Errno.ENOENT));
    }
  }

  @Test
  void silenceClosesTheSocketAndTheNextRequestOpensAFreshOne() throws Exception {
    Script kernel = new Script(List.of(multi(1))).then(List.of(multi(2), done()));
    Numbers rows = new Numbers();

    try (NetlinkConnection connection = connect(kernel)) {
      NetlinkErrnoException e =
          assertThrows(NetlinkErrnoException.class, () -> connection.ask(dump(), rows));
      assertTrue(e.is(Errno.EAGAIN));
      assertEquals(0, kernel.open());

      connection.ask(dump(), rows);
    }

    assertEquals(List.of(2L), rows.numbers);
    assertEquals(2, kernel.opened());
  }

  @Test
  void aComplaintAboutOneRowLetsTheRestOfTheAnswerIn() throws Exception {
    // Else the kernel would refuse the next dump on this socket: EBUSY.
    Script kernel = new Script(List.of(multi(1), multi(2), done())).then(List.of(multi(3), done()));
    Numbers rows = new Numbers();
    Numbers strict =
        new Numbers() {
          @Override
          public void message(NetlinkMessage message) throws IOException {
            throw message.bad(0, "number " + message.u32(0));
          }
        };

    try (NetlinkConnection connection = connect(kernel)) {
      NetlinkFormatException e =
          assertThrows(NetlinkFormatException.class, () -> connection.ask(dump(), strict));
      connection.ask(dump(), rows);

      assertEquals("netlink GET_ROWS dump at offset 0: number 1", e.getMessage());
    }
    assertEquals(List.of(3L), rows.numbers);
    assertEquals(1, kernel.opened());
  }

  @Test
  void aRequestInTheMidstOfAnotherIsToldSo() throws Exception {
    Script kernel = new Script(List.of(multi(1), done()));

    try (NetlinkConnection connection = connect(kernel)) {
      Numbers nested =
          new Numbers() {
            @Override
            public void message(NetlinkMessage message) throws IOException {
              connection.ask(one(), new Numbers());
            }
          };
      IOException e = assertThrows(IOException.class, () -> connection.ask(dump(), nested));

      assertEquals("netlink GET_ROW: the request before is not answered yet", e.getMessage());
    }
  }
}
