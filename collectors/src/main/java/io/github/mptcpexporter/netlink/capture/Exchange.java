package io.github.mptcpexporter.netlink.capture;

import java.util.List;

/**
 * A request and its answer.
 *
 * @param request one message
 * @param replies in the order in which they came; the last is the end of a dump, a single answer,
 *     the kernel's refusal, or the error of the socket that ended the waiting
 */
public record Exchange(Datagram request, List<Reply> replies) {

  public Exchange {
    replies = List.copyOf(replies);
  }
}
