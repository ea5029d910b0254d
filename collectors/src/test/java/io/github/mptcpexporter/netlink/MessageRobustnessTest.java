package io.github.mptcpexporter.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MessageRobustnessTest {

  @Test
  void aSpoiltRefusalIsAComplaintAndNothingElse() {
    byte[] refusal =
        ByteBuffer.allocate(16 + 4 + 16 + 4 + 8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(16 + 4 + 16 + 4 + 8)
            .putShort((short) NetlinkMessage.TYPE_ERROR)
            .putShort((short) NetlinkMessage.FLAG_ACK_TLVS)
            .putLong(0)
            .putInt(-22)
            .putInt(16) // the request, of which only the head is there
            .putInt(0)
            .putLong(0)
            .putInt(4 + 8 | 1 << 16)
            .putLong(0x0065_6c62_6174_6f6eL)
            .array();

    Mutations.spoil(
        refusal,
        spoilt -> {
          try (NetlinkConnection connection =
              new NetlinkConnection(new OneAnswer(spoilt), NetlinkFamily.ROUTE)) {
            connection.ask(
                NetlinkRequest.dump("GET", 26, ByteOrder.LITTLE_ENDIAN),
                new ReplyHandler() {
                  @Override
                  public void begin() {}

                  @Override
                  public void message(NetlinkMessage message) {}
                });
          }
        });
  }

  /** Silence after a datagram that no longer ends the answer is a complaint as well. */
  private static final class OneAnswer extends FakeKernel {

    private final byte[] datagram;

    OneAnswer(byte[] datagram) {
      super(ByteOrder.LITTLE_ENDIAN);
      this.datagram = datagram;
    }

    @Override
    protected List<byte[]> answer(Request request) {
      return List.of(datagram);
    }
  }
}
