package io.github.mptcpexporter.model;

import java.util.List;
import java.util.Optional;

/**
 * What netifd says of an OpenWrt interface, by {@code ubus call network.interface dump}.
 *
 * <p>netifd: {@code netifd_dump_status()} in {@code ubus.c}. Of an interface that is down it tells
 * neither device nor addresses.
 *
 * @param name of the interface: a UCI section, or a child that a protocol has made ({@code wan_4})
 * @param up whether it is configured and usable
 * @param dynamic whether a protocol has made it
 * @param proto such as {@code dhcp}
 * @param trafficDevice whose addresses and routes are the interface's ({@code l3_device}); empty
 *     while it is down
 * @param device below it; empty for a protocol without
 * @param errors codes such as {@code NO_CARRIER}
 */
public record UbusInterface(
    String name,
    boolean up,
    boolean dynamic,
    Optional<String> proto,
    Optional<String> trafficDevice,
    Optional<String> device,
    List<String> errors) {

  public UbusInterface {
    errors = List.copyOf(errors);
  }
}
