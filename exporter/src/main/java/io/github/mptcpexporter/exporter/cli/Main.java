package io.github.mptcpexporter.exporter.cli;

/** Entry point of the jar. */
public final class Main {

  private static final int BAD_USAGE = 64;

  private Main() {}

  /** Prints the version if asked, else the usage, and ends with exit code 64. */
  public static void main(String[] args) {
    if (args.length == 1 && args[0].equals("--version")) {
      System.out.println("mptcp-exporter " + Main.class.getPackage().getImplementationVersion());
      return;
    }
    System.err.println("usage: mptcp-exporter COMMAND [OPTION...]");
    System.exit(BAD_USAGE);
  }
}
