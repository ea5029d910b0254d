/*
 * The floor under a scrape: asks the kernel for all sockets of MPTCP and TCP, of IPv4 and IPv6, as
 * the exporter does, and looks at nothing but lengths and types of the answers.
 *
 * dumps ROUNDS: prints the microseconds of CPU of one round, and the rows in it.
 */
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>

#define MPTCP 262
#define STATES 0x0bbe /* all but LISTEN and TIME_WAIT, as the exporter asks for */

static char buffer[32 * 1024];

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static long dump(int fd, int family, int protocol) {
  struct {
    struct nlmsghdr header;
    struct inet_diag_req_v2 body;
    struct nlattr attribute;
    unsigned int protocol;
  } request;
  long rows = 0;

  memset(&request, 0, sizeof request);
  request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  request.header.nlmsg_len = sizeof request.header + sizeof request.body;
  request.body.sdiag_family = family;
  request.body.sdiag_protocol = protocol;
  request.body.idiag_ext = 1 << (INET_DIAG_INFO - 1);
  request.body.idiag_states = STATES;
  request.body.id.idiag_cookie[0] = INET_DIAG_NOCOOKIE;
  request.body.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
  if (protocol == MPTCP) { /* more than its field holds */
    request.body.sdiag_protocol = 0;
    request.attribute.nla_len = sizeof request.attribute + sizeof request.protocol;
    request.attribute.nla_type = INET_DIAG_REQ_PROTOCOL;
    request.protocol = MPTCP;
    request.header.nlmsg_len = sizeof request;
  }
  if (send(fd, &request, request.header.nlmsg_len, 0) < 0)
    fail("send");
  for (;;) {
    ssize_t length = recv(fd, buffer, sizeof buffer, 0);
    struct nlmsghdr *row = (struct nlmsghdr *)buffer;
    if (length < 0)
      fail("recv");
    for (; NLMSG_OK(row, length); row = NLMSG_NEXT(row, length)) {
      if (row->nlmsg_type == NLMSG_DONE)
        return rows;
      if (row->nlmsg_type == NLMSG_ERROR) {
        fprintf(stderr, "dump of protocol %d: refused\n", protocol);
        exit(1);
      }
      rows++;
    }
  }
}

static double cpu_micros(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 + usage.ru_utime.tv_usec +
         usage.ru_stime.tv_usec;
}

int main(int argc, char **argv) {
  int rounds = argc > 1 ? atoi(argv[1]) : 1;
  int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG);
  long rows = 0;
  double start;

  if (fd < 0)
    fail("socket");
  dump(fd, AF_INET, IPPROTO_TCP); /* warm up */
  start = cpu_micros();
  for (int i = 0; i < rounds; i++) {
    rows = dump(fd, AF_INET, MPTCP);
    rows += dump(fd, AF_INET6, MPTCP);
    rows += dump(fd, AF_INET, IPPROTO_TCP);
    rows += dump(fd, AF_INET6, IPPROTO_TCP);
  }
  printf("%.0f %ld\n", (cpu_micros() - start) / rounds, rows);
  return 0;
}
