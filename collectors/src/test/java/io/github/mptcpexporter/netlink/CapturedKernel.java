package io.github.mptcpexporter.netlink;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The kernel that a directory of captures was taken from, as it is or on a big-endian machine. */
public final class CapturedKernel extends FakeKernel {

  private static final int SOCK_DIAG_PROTOCOL_ATTRIBUTE = 56;
  private static final int PROTOCOL_MPTCP = 262;

  private final Path directory;
  private final UnaryOperator<List<byte[]>> change;

  public CapturedKernel(Path directory) {
    this(directory, ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * @param order of the machine; the captures' numbers are turned round if it is big-endian
   */
  public CapturedKernel(Path directory, ByteOrder order) {
    this(directory, order, messages -> messages);
  }

  /**
   * @param change to the messages of each answer, such as a kernel of another version would show
   */
  public CapturedKernel(Path directory, ByteOrder order, UnaryOperator<List<byte[]>> change) {
    super(order);
    this.directory = directory;
    this.change = change;
  }

  @Override
  protected List<byte[]> answer(Request request) throws IOException {
    List<byte[]> messages = new ArrayList<>();
    for (String name : names(request)) {
      messages.addAll(Captures.messages(directory, name));
    }
    List<byte[]> datagrams = new ArrayList<>();
    for (byte[] message : change.apply(messages)) {
      datagrams.add(
          byteOrder() == ByteOrder.BIG_ENDIAN
              ? Layouts.turnRound(message, request.family())
              : message);
    }
    if (request.dump()) {
      datagrams.add(done());
    } else if (datagrams.isEmpty()) {
      datagrams.add(error(Errno.ENOENT));
    }
    return datagrams;
  }

  private static List<String> names(Request request) {
    String family = request.u8(0) == 2 ? "v4" : "v6";
    return switch (request.family()) {
      case SOCK_DIAG -> List.of("sockdiag-" + protocol(request) + "-" + family);
      case GENERIC -> generic(request);
      case ROUTE ->
          switch (request.type()) {
            case 18 -> List.of("rtnl-link-v4dev");
            case 22 -> List.of("rtnl-addr-v4", "rtnl-addr-v6");
            case 26 -> List.of("rtnl-route-" + family);
            case 30 -> List.of("rtnl-neigh-" + family);
            case 34 -> List.of("rtnl-rule-" + family);
            default -> throw new AssertionError("request " + request.type());
          };
      case NETFILTER -> throw new AssertionError("request to netfilter");
    };
  }

  private static String protocol(Request request) {
    if (request.u8(1) == 6) {
      return "tcp";
    }
    int protocol = request.payload(SOCK_DIAG_PROTOCOL_ATTRIBUTE + 4).getInt();
    if (protocol != PROTOCOL_MPTCP) {
      throw new AssertionError("protocol " + protocol);
    }
    return "mptcp";
  }

  private static List<String> generic(Request request) {
    if (request.type() == 16) {
      return List.of("genl-getfamily-mptcp_pm");
    }
    if (request.type() != 28) {
      throw new AssertionError("no family " + request.type() + " in the captures");
    }
    return List.of(request.u8(0) == 3 ? "genl-mptcp_pm-endpoints" : "genl-mptcp_pm-limits");
  }
}
