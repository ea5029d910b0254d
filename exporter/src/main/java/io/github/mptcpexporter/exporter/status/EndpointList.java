package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.exporter.status.TextTable.Cell;
import io.github.mptcpexporter.exporter.status.TextTable.Column;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.MultipathMode;
import io.github.mptcpexporter.model.PathManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The endpoints with their limits, and every device with its multipath mode. */
final class EndpointList {

  private EndpointList() {}

  static List<String> lines(StatusModel model, boolean colour) {
    List<String> lines = new ArrayList<>();
    if (model.pathManager().isEmpty()) {
      lines.add("endpoints can not be seen");
    } else if (model.pathManager().get().endpoints().isEmpty()) {
      lines.add("no endpoint is set");
    } else {
      lines.addAll(endpoints(model, model.pathManager().get()).lines(Paragraph.WIDTH, colour));
    }
    model
        .pathManager()
        .flatMap(PathManager::limits)
        .ifPresent(
            limits ->
                lines.add(
                    "limits per connection: "
                        + Amounts.count(limits.extraSubflows(), "extra subflow")
                        + ", "
                        + limits.acceptedAddresses()
                        + " announced addresses accepted"));
    if (!model.devices().all().isEmpty()) {
      lines.add("");
      lines.addAll(devices(model).lines(Paragraph.WIDTH, colour));
    }
    return lines;
  }

  private static TextTable endpoints(StatusModel model, PathManager manager) {
    // The out-of-tree kernel numbers its addresses twice.
    TextTable table =
        new TextTable(
            Column.number(model.endpointFlags() ? "ID" : "INDEX ID"),
            Column.text("FLAGS"),
            Column.name("UPLINK"),
            Column.name("DEVICE"),
            Column.number("FLOWS"),
            Column.number("PORT"),
            Column.text("ADDRESS"));
    EndpointUse use = EndpointUse.of(model);
    for (Endpoint endpoint : manager.endpoints()) {
      String id = Integer.toString(endpoint.id());
      table.row(
          Cell.of(model.endpointFlags() ? id : EndpointUse.index(endpoint) + " " + id),
          Cell.of(flags(endpoint)),
          Cell.of(use.uplink(endpoint).orElse(Amounts.NONE)),
          Cell.of(use.device(endpoint).orElse(Amounts.NONE)),
          Cell.of(use.subflows(endpoint)),
          Cell.of(endpoint.port() == 0 ? Amounts.NONE : Integer.toString(endpoint.port())),
          Cell.of(Addresses.text(endpoint.address())));
    }
    return table;
  }

  /** As {@code ip mptcp endpoint} prints them. */
  private static String flags(Endpoint endpoint) {
    List<String> flags = new ArrayList<>();
    for (Endpoint.Flag flag : endpoint.flags()) {
      flags.add(flag.name().toLowerCase(Locale.ROOT));
    }
    return flags.isEmpty() ? Amounts.NONE : String.join(" ", flags);
  }

  private static TextTable devices(StatusModel model) {
    TextTable table =
        new TextTable(
            Column.name("DEVICE"),
            Column.text("MODE"),
            Column.text("LINK"),
            Column.text("ADDRESSES"));
    for (Link link : model.devices().all()) {
      LinkState state = LinkState.of(link);
      List<String> addresses = new ArrayList<>();
      for (Link.Address address : link.addresses()) {
        if (address.global()) {
          addresses.add(Addresses.text(address.address()) + "/" + address.prefixLength());
        }
      }
      table.row(
          Cell.of(link.name()),
          Cell.of(mode(model, link).map(MultipathMode::label).orElse(Amounts.NONE)),
          new Cell(state.label(), state == LinkState.UP ? Ink.GOOD : Ink.BAD),
          Cell.of(String.join(" ", addresses)));
    }
    return table;
  }

  /**
   * As {@code multipath} says: by the device's flags, or by its endpoints; empty if these are not
   * known.
   */
  static Optional<MultipathMode> mode(StatusModel model, Link link) {
    if (model.endpointFlags() && model.pathManager().isEmpty()) {
      return Optional.empty();
    }
    for (UplinkStatus uplink : model.uplinks()) {
      if (uplink.uplink().device().equals(link.name())) {
        return Optional.of(uplink.uplink().effectiveMode());
      }
    }
    if (model.endpointFlags() || (link.flagBits() & Link.FLAG_NOMULTIPATH) != 0) {
      return Optional.of(MultipathMode.OFF);
    }
    boolean backup = (link.flagBits() & Link.FLAG_MPBACKUP) != 0;
    return Optional.of(backup ? MultipathMode.BACKUP : MultipathMode.ON);
  }
}
