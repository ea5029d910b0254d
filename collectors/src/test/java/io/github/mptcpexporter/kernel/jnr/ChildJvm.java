package io.github.mptcpexporter.kernel.jnr;

import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkSocket;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the transport does in a virtual machine of its own: other flags, rights, libraries. */
final class ChildJvm {

  private ChildJvm() {}

  /**
   * Runs {@link #main} in a child.
   *
   * @param action what it is to do
   * @param before command that starts it, such as one that drops rights; may be empty
   * @param keep entries of the class path that the child gets
   */
  static Tool run(String action, List<String> before, Predicate<String> keep, String... flags)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", classPath(keep), ChildJvm.class.getName(), action));
    return Tool.run(command);
  }

  private static String classPath(Predicate<String> keep) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(keep)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Prints the links, or joins the path manager's events; prints the complaint if there is one. */
  public static void main(String[] args) {
    try {
      JnrNetlinkTransport transport = JnrNetlinkTransport.load();
      if (args[0].equals("events")) {
        joinEvents(transport);
      } else {
        System.out.println(LinkNames.dump(transport));
      }
    } catch (IOException e) {
      System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private static void joinEvents(NetlinkTransport transport) throws IOException {
    try (NetlinkSocket socket = transport.openForEvents(NetlinkFamily.GENERIC)) {
      socket.join(PathManagerGroup.number(transport));
      System.out.println("joined");
    }
  }
}
