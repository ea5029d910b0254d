package io.github.mptcpexporter.doctor;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Rule;
import io.github.mptcpexporter.model.ShortAddress;
import io.github.mptcpexporter.tracker.Uplink;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/** Rules, routes and names as {@code ip} prints them, for sentences. */
final class Words {

  private Words() {}

  static String address(InetAddress address) {
    return ShortAddress.text(address);
  }

  static String prefix(Prefix prefix) {
    int whole = AddressFamily.of(prefix.address()).addressBytes() * Byte.SIZE;
    String address = address(prefix.address());
    return prefix.length() == whole ? address : address + "/" + prefix.length();
  }

  /** The command for that family. */
  static String ip(AddressFamily family) {
    return family == AddressFamily.IPV4 ? "ip" : "ip -6";
  }

  static String ip(InetAddress address) {
    return ip(AddressFamily.of(address));
  }

  /** Without its priority, such as {@code from 203.0.113.20 lookup 5}. */
  static String rule(Rule rule) {
    StringBuilder text = new StringBuilder(rule.inverted() ? "not " : "");
    text.append("from ").append(rule.source().map(Words::prefix).orElse("all"));
    rule.destination().ifPresent(prefix -> text.append(" to ").append(prefix(prefix)));
    rule.incomingDevice().ifPresent(device -> text.append(" iif ").append(device));
    rule.outgoingDevice().ifPresent(device -> text.append(" oif ").append(device));
    rule.mark().ifPresent(mark -> text.append(" fwmark 0x").append(Long.toHexString(mark)));
    if (rule.action() == Rule.Action.LOOKUP) {
      text.append(" lookup ").append(Route.tableName(rule.table()));
    } else {
      text.append(' ').append(rule.action().name().toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }

  /** Such as {@code wan2 (eth0.2)}; the name once where both are the same. */
  static String uplink(Uplink uplink) {
    return named(uplink.interfaceName(), uplink.device());
  }

  static String named(String interfaceName, String device) {
    return interfaceName.equals(device) ? device : interfaceName + " (" + device + ")";
  }

  /** Such as {@code wan1, wan2 and lte}. */
  static String join(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /** Such as {@code 1 rule}, {@code 3 rules}, {@code 2 addresses}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : noun.endsWith("s") ? "es" : "s");
  }
}
