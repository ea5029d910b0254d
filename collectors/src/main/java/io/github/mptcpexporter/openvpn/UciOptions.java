package io.github.mptcpexporter.openvpn;

import io.github.mptcpexporter.model.TunnelOption;
import io.github.mptcpexporter.model.UciOption;
import io.github.mptcpexporter.model.UciSection;
import io.github.mptcpexporter.source.BadInputException;
import io.github.mptcpexporter.source.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A section of UCI as options of OpenVPN, as OpenWrt's {@code /etc/init.d/openvpn} and netifd's
 * {@code openvpn.sh} write them: underscores for dashes, and switches that say whether an option is
 * there at all.
 */
final class UciOptions {

  /** Options without an argument ({@code OPENVPN_BOOLS} of the package), those that matter here. */
  private static final Set<String> SWITCHES =
      Set.of(
          "auth_nocache",
          "bind",
          "ccd_exclusive",
          "client",
          "client_to_client",
          "comp_noadapt",
          "disable",
          "disable_dco",
          "down_pre",
          "duplicate_cn",
          "fast_io",
          "float",
          "ifconfig_noexec",
          "ifconfig_nowarn",
          "mlock",
          "mtu_test",
          "multihome",
          "nobind",
          "passtos",
          "persist_key",
          "persist_local_ip",
          "persist_remote_ip",
          "persist_tun",
          "ping_timer_rem",
          "pull",
          "push_reset",
          "remote_random",
          "route_noexec",
          "route_nopull",
          "single_session",
          "tcp_nodelay",
          "tls_client",
          "tls_exit",
          "tls_server",
          "up_delay",
          "up_restart",
          "username_as_common_name");

  /** What is OpenWrt's own, and what nobody needs to know. */
  private static final Set<String> NOT_OPTIONS =
      Set.of("enabled", "enable", "config", "username", "password", "cert_password");

  private static final Set<String> TRUE = Set.of("1", "on", "true", "yes", "enabled");

  private UciOptions() {}

  /** Whether a switch is on. */
  static boolean on(UciSection section, String option) {
    return TRUE.contains(section.option(option).orElse(""));
  }

  /**
   * The options of a section.
   *
   * @param origin for complaints
   * @param netifd whether this is an interface, whose {@code proto} is netifd's
   * @throws BadInputException where OpenVPN would refuse to start
   */
  static List<TunnelOption> of(UciSection section, String origin, boolean netifd)
      throws BadInputException {
    List<TunnelOption> options = new ArrayList<>();
    for (UciOption option : section.options().values()) {
      String name = option.name();
      if (SWITCHES.contains(name)) {
        if (on(section, name)) {
          options.add(new TunnelOption(dashed(name), List.of()));
        }
      } else if (!NOT_OPTIONS.contains(name) && !(netifd && name.equals("proto"))) {
        String openVpnName = netifd && name.equals("ovpnproto") ? "proto" : dashed(name);
        for (String value : option.list() ? option.items() : List.of(option.value())) {
          options.add(option(openVpnName, value, origin + "." + name));
        }
      }
    }
    return options;
  }

  /** What is pushed is one argument, whatever it holds. */
  private static TunnelOption option(String name, String value, String origin)
      throws BadInputException {
    return name.equals("push")
        ? new TunnelOption(name, List.of(value))
        : new TunnelOption(name, OptionLexer.words(new Line(origin, 1, value)));
  }

  private static String dashed(String name) {
    return name.replace('_', '-');
  }
}
