package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.tracker.SubflowGauges;

/**
 * One uplink as shown to people; {@code -} where something is not known. Plain text: whoever puts
 * it into a page escapes it.
 *
 * @param interfaceName OpenWrt's name, else the device's
 * @param mode such as {@code master}
 * @param state the verdict on it, such as {@code up}, {@code standby}
 * @param device its name
 * @param flows live subflows; {@code b} marks backups
 * @param share of the MPTCP bytes
 * @param receiveRate in bit/s
 * @param transmitRate in bit/s
 * @param rtt smoothed round-trip time
 * @param retransmitted share of what was sent that was sent again
 */
public record UplinkRow(
    String interfaceName,
    String mode,
    String state,
    String device,
    String flows,
    String share,
    String receiveRate,
    String transmitRate,
    String rtt,
    String retransmitted) {

  static UplinkRow of(UplinkStatus uplink, StatusModel model) {
    return new UplinkRow(
        uplink.name(),
        uplink.uplink().mode().label(),
        uplink.state(),
        uplink.uplink().device(),
        uplink.subflows().map(UplinkRow::flows).orElse(Amounts.NONE),
        Amounts.share(uplink.share()),
        rate(uplink, model, true),
        rate(uplink, model, false),
        uplink.rttMicros().isPresent()
            ? Amounts.micros(uplink.rttMicros().getAsLong())
            : Amounts.NONE,
        Amounts.smallShare(uplink.retransmitted()));
  }

  /** Such as {@code 14}, {@code 14 b}, {@code 12+2 b}. */
  private static String flows(SubflowGauges.Interface subflows) {
    if (subflows.backup() == 0) {
      return Integer.toString(subflows.normal());
    }
    return (subflows.normal() == 0 ? "" : subflows.normal() + "+") + subflows.backup() + " b";
  }

  private static String rate(UplinkStatus uplink, StatusModel model, boolean receive) {
    if (model.sample().isEmpty() || uplink.sampled().isEmpty()) {
      return Amounts.NONE;
    }
    Moved moved = uplink.sampled().get();
    long bytes = receive ? moved.receiveBytes() : moved.transmitBytes();
    return Amounts.scaled(bytes * 8e9 / model.sample().get().nanos());
  }
}
