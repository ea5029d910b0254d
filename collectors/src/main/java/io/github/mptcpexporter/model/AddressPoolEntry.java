package io.github.mptcpexporter.model;

import java.net.InetAddress;
import java.util.Optional;

/**
 * The address inside the tunnel that an OpenVPN server keeps for a client ({@code
 * ifconfig-pool-persist}, {@code ifconfig_pool_read()} in {@code pool.c} of OpenVPN). A suggestion,
 * unless the server only reads the file.
 *
 * @param commonName of the client
 * @param ipv4 with topology {@code net30} the first address of four, not the client's
 * @param ipv6 empty before 2.5
 * @param understood whether OpenVPN itself can read the line: it takes the first comma for the end
 *     of the name
 */
public record AddressPoolEntry(
    String commonName,
    Optional<InetAddress> ipv4,
    Optional<InetAddress> ipv6,
    boolean understood) {}
