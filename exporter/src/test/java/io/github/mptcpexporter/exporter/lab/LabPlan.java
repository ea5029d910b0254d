package io.github.mptcpexporter.exporter.lab;

/**
 * What a lab has.
 *
 * @param uplinks 2, named wan1 and wan2, or 3, with lte, whose endpoints are backups
 * @param piped whether the lines behind the uplinks can delay and lose packets; such lines are
 *     slower than others and need a C compiler and {@code /dev/net/tun}
 */
public record LabPlan(int uplinks, boolean piped) {

  public LabPlan {
    if (uplinks < 2 || uplinks > 3) {
      throw new IllegalArgumentException(uplinks + " uplinks");
    }
  }

  /** wan1 and wan2. */
  public static LabPlan twoUplinks() {
    return new LabPlan(2, false);
  }

  /** wan1 and wan2, and lte as a backup. */
  public static LabPlan twoUplinksAndBackup() {
    return new LabPlan(3, false);
  }

  /** The same, with lines that can delay and lose packets. */
  public LabPlan withPipes() {
    return new LabPlan(uplinks, true);
  }
}
