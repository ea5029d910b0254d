package io.github.mptcpexporter.model;

import java.net.InetAddress;

/**
 * Addresses and ports of a socket. IPv4 addresses that the kernel shows mapped into IPv6 stand here
 * as IPv4, so that they match the addresses of links.
 *
 * @param local address of this host; the unspecified address if the kernel has cleared it
 * @param localPort 0 to 65535
 * @param remote address of the peer
 * @param remotePort 0 to 65535
 */
public record FourTuple(InetAddress local, int localPort, InetAddress remote, int remotePort) {}
