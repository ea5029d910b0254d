package io.github.mptcpexporter.netlink.diag;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.netlink.ByteView;
import io.github.mptcpexporter.netlink.NetlinkFormatException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Addresses seen before, so that thousands of sockets between a few hosts share them. Of bounded
 * size: a newer address takes the place of an older one.
 */
final class AddressCache {

  private static final int PLACES = 256;

  private final int[] keys4 = new int[PLACES];
  private final long[] keys6High = new long[PLACES];
  private final long[] keys6Low = new long[PLACES];

  // Null where no address has been yet.
  private final @Nullable InetAddress[] addresses4 = new InetAddress[PLACES];
  private final @Nullable InetAddress[] addresses6 = new InetAddress[PLACES];

  /** The address at {@code offset}; IPv4 mapped into IPv6 as IPv4. */
  InetAddress at(ByteView view, int offset, AddressFamily family) throws NetlinkFormatException {
    return family == AddressFamily.IPV4 ? ipv4(view, offset) : ipv6(view, offset);
  }

  private InetAddress ipv4(ByteView view, int offset) throws NetlinkFormatException {
    int key = view.s32(offset);
    int place = place(key);
    InetAddress known = addresses4[place];
    if (known != null && keys4[place] == key) {
      return known;
    }
    InetAddress address = view.unmappedAddress(offset, AddressFamily.IPV4.addressBytes());
    keys4[place] = key;
    addresses4[place] = address;
    return address;
  }

  private InetAddress ipv6(ByteView view, int offset) throws NetlinkFormatException {
    long high = view.u64(offset);
    long low = view.u64(offset + 8);
    int place = place((int) (high ^ high >>> 32 ^ low ^ low >>> 32));
    InetAddress known = addresses6[place];
    if (known != null && keys6High[place] == high && keys6Low[place] == low) {
      return known;
    }
    InetAddress address = view.unmappedAddress(offset, AddressFamily.IPV6.addressBytes());
    keys6High[place] = high;
    keys6Low[place] = low;
    addresses6[place] = address;
    return address;
  }

  private static int place(int key) {
    return (key ^ key >>> 8 ^ key >>> 16 ^ key >>> 24) & PLACES - 1;
  }
}
