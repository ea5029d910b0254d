package io.github.mptcpexporter.openvpn;

import io.github.mptcpexporter.model.OpenVpnStatus;
import io.github.mptcpexporter.model.OpenVpnStatus.Client;
import io.github.mptcpexporter.model.OpenVpnStatus.VirtualAddress;
import io.github.mptcpexporter.openvpn.StatusTable.Row;
import io.github.mptcpexporter.source.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The status of a server, without its {@code END}. Lines of an unknown kind are skipped. */
final class ServerStatusParser {

  private static final String CLIENTS = "CLIENT_LIST";
  private static final String ROUTES = "ROUTING_TABLE";
  private static final String STATS = "GLOBAL_STATS";

  private static final String REAL_ADDRESS = "Real Address";
  private static final String VIRTUAL_ADDRESS = "Virtual Address";
  private static final String RECEIVED = "Bytes Received";
  private static final String SENT = "Bytes Sent";

  private final String separator;
  private final Map<String, StatusTable> tables = new HashMap<>();
  private final List<Client> clients = new ArrayList<>();
  private final List<VirtualAddress> addresses = new ArrayList<>();
  private OptionalLong written = OptionalLong.empty();
  private Optional<Boolean> offload = Optional.empty();

  private ServerStatusParser(String separator) {
    this.separator = separator;
  }

  /** Version 1: two tables with a line in front of each. */
  static OpenVpnStatus sections(List<Line> lines) throws IOException {
    ServerStatusParser parser = new ServerStatusParser(",");
    String section = CLIENTS;
    for (Line line : lines.subList(1, lines.size())) {
      switch (line.text()) {
        case "ROUTING TABLE" -> section = ROUTES;
        case "GLOBAL STATS" -> section = STATS;
        default -> {
          boolean updated = line.text().startsWith("Updated,") && parser.tables.isEmpty();
          if (!updated && !section.equals(STATS)) {
            parser.lineOf(section, line);
          }
        }
      }
    }
    parser.needTables(lines.get(0));
    return parser.status();
  }

  /** Versions 2 and 3: each line says what it is, and heads say what the columns are. */
  static OpenVpnStatus tagged(List<Line> lines, String separator) throws IOException {
    ServerStatusParser parser = new ServerStatusParser(separator);
    for (Line line : lines.subList(1, lines.size())) {
      String[] parts = line.text().split(separator, 2);
      String rest = parts.length > 1 ? parts[1] : "";
      switch (parts[0]) {
        case "TIME" -> parser.time(line, rest);
        case "HEADER" -> parser.head(line, rest);
        case CLIENTS, ROUTES -> parser.rowOf(parts[0], line, rest);
        case STATS -> parser.globalStatistic(rest);
        default -> {} // of a newer OpenVPN
      }
    }
    parser.needTables(lines.get(0));
    return parser.status();
  }

  private OpenVpnStatus status() {
    return new OpenVpnStatus.Server(written, clients, addresses, offload);
  }

  private void needTables(Line first) throws IOException {
    if (!tables.containsKey(CLIENTS) || !tables.containsKey(ROUTES)) {
      throw first.bad("a table is missing");
    }
  }

  private void lineOf(String section, Line line) throws IOException {
    if (tables.containsKey(section)) {
      rowOf(section, line, line.text());
    } else {
      define(section, line, line.text());
    }
  }

  private void time(Line line, String rest) throws IOException {
    String epoch = rest.substring(rest.lastIndexOf(separator.charAt(0)) + 1);
    written = OptionalLong.of(line.unsigned(epoch));
  }

  private void head(Line line, String rest) throws IOException {
    String[] parts = rest.split(separator, 2);
    if (parts.length == 2 && !tables.containsKey(parts[0])) {
      define(parts[0], line, parts[1]);
    } else {
      throw line.bad("a head of nothing, or a second one");
    }
  }

  private void define(String table, Line line, String names) throws IOException {
    String[] needed =
        switch (table) {
          case CLIENTS -> new String[] {StatusTable.COMMON_NAME, REAL_ADDRESS, RECEIVED, SENT};
          case ROUTES -> new String[] {StatusTable.COMMON_NAME, VIRTUAL_ADDRESS};
          default -> new String[0];
        };
    tables.put(table, new StatusTable(line, names, separator, needed));
  }

  private void rowOf(String name, Line line, String text) throws IOException {
    StatusTable table = tables.get(name);
    if (table == null) {
      throw line.bad("a row without a head");
    }
    Row row = table.row(line, text);
    if (name.equals(CLIENTS)) {
      clients.add(client(row));
    } else {
      addresses.add(new VirtualAddress(row.get(VIRTUAL_ADDRESS), name(row)));
    }
  }

  private static Client client(Row row) throws IOException {
    String since = row.get("Connected Since (time_t)");
    return new Client(
        name(row),
        RealAddressText.parse(row.line(), row.get(REAL_ADDRESS)),
        told(row.get(VIRTUAL_ADDRESS)),
        row.number(RECEIVED),
        row.number(SENT),
        since.isEmpty() ? OptionalLong.empty() : OptionalLong.of(row.line().unsigned(since)),
        told(row.get("Data Channel Cipher")));
  }

  private static Optional<String> name(Row row) {
    return told(row.get(StatusTable.COMMON_NAME)).filter(name -> !name.equals("UNDEF"));
  }

  private static Optional<String> told(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private void globalStatistic(String rest) {
    if (rest.startsWith("dco_enabled")) {
      offload = Optional.of(rest.endsWith("1"));
    }
  }
}
