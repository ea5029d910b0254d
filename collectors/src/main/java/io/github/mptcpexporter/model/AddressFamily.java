package io.github.mptcpexporter.model;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Locale;

/** Address family, with the kernel's number ({@code AF_INET}, {@code AF_INET6}). */
public enum AddressFamily {
  IPV4(2, 4),
  IPV6(10, 16);

  private final int number;
  private final int addressBytes;

  AddressFamily(int number, int addressBytes) {
    this.number = number;
    this.addressBytes = addressBytes;
  }

  /** {@code AF_*} of Linux. */
  public int number() {
    return number;
  }

  /** Length of an address. */
  public int addressBytes() {
    return addressBytes;
  }

  /** As in the label {@code family}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static AddressFamily of(InetAddress address) {
    return address instanceof Inet4Address ? IPV4 : IPV6;
  }
}
