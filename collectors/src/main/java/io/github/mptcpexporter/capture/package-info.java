/**
 * A router in a directory: recording what is read of it, and running the whole program from that.
 *
 * <p>Such a directory holds files at their paths ({@code proc/net/netstat}), {@code netlink/} as
 * text, {@code clock} and {@code byte-order}, and {@code files.txt} with what files can not say of
 * themselves; or {@code steps/0000/} and so on, each like this. Passwords and keys never get into
 * it; with a mask, addresses do not either.
 *
 * <p>Imports {@code netlink.*}, {@code mptcp}, {@code source}, {@code model} and {@code collector}.
 * Start with {@link io.github.mptcpexporter.capture.Recording} or {@link
 * io.github.mptcpexporter.capture.Replay}.
 */
@NullMarked
package io.github.mptcpexporter.capture;

import org.jspecify.annotations.NullMarked;
