/**
 * Recordings of netlink: text files with requests, their answers, and events.
 *
 * <p>In a recording's directory {@code netlink/} holds one file for each netlink family, {@code
 * route.txt}, {@code diag.txt} and {@code generic.txt}, and {@code events.txt}:
 *
 * <pre>
 * byte-order: little
 *
 * # RTM_GETRULE dump, IPv4
 * &gt; 1c000000 22000103 01000000 00000000 02000000 00000000 00000000
 * &lt; 34000000 20000200 01000000 42670000 02000000 ff000001 00000000 08000f00
 *   ff000000 08000e00 ffffffff 05001500 02000000
 *   14000000 03000200 01000000 42670000 00000000
 *
 * ! pm_events 81234567890 30000000 1c000000 00000000 00000000 ...
 * </pre>
 *
 * {@code >} is a request, {@code <} a datagram of its answer, or {@code errno} and a number if
 * there was none; {@code !} is a datagram that came unasked, with its source and when it came, in
 * monotonic nanoseconds. Bytes are in hex; a line that begins with a blank goes on with the bytes
 * of the line before. {@code #} begins a comment.
 *
 * <p>Imports {@code netlink} and {@code source}. Start with {@link
 * io.github.mptcpexporter.netlink.capture.NetlinkRecording}.
 */
@NullMarked
package io.github.mptcpexporter.netlink.capture;

import org.jspecify.annotations.NullMarked;
