/*
 * Joins two tap devices in two network namespaces by a line with a delay and with losses, for
 * kernels without netem.
 *
 * usage: delaypipe NAMESPACE_A TAP_A NAMESPACE_B TAP_B
 *
 * Says "ready", then reads commands, one a line, and says "ok" after each; ends with its input.
 *   delay MICROSECONDS   each way, for packets that come from now on
 *   loss A_TO_B B_TO_A [BURST]   in thousandths; BURST packets in a row where it is given
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define QUEUE 8192 /* a power of two; packets beyond it stay in the tap */
#define FRAME 1600

struct packet {
  long long due;
  int length;
  unsigned char bytes[FRAME];
};

/* One direction: packets wait between head and tail. */
struct way {
  struct packet *packets;
  unsigned head, tail;
  int loss;
  int doomed; /* packets of the present burst still to lose */
};

static struct way ways[2];
static long long delay_nanos;
static int burst = 1;

static long long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void die(const char *what) {
  perror(what);
  exit(1);
}

static int open_tap(const char *name_space, const char *device) {
  char path[256];
  snprintf(path, sizeof path, "/run/netns/%s", name_space);
  int ns = open(path, O_RDONLY | O_CLOEXEC);
  if (ns < 0 || setns(ns, CLONE_NEWNET)) die(path);
  close(ns);
  int tap = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (tap < 0) die("/dev/net/tun");
  struct ifreq request;
  memset(&request, 0, sizeof request);
  request.ifr_flags = IFF_TAP | IFF_NO_PI;
  strncpy(request.ifr_name, device, IFNAMSIZ - 1);
  if (ioctl(tap, TUNSETIFF, &request)) die(device);
  return tap;
}

/* Writes what is due; the time when the next packet will be, or a tenth of a second. */
static long long deliver(struct way *way, int to) {
  long long time = now();
  for (; way->head != way->tail; way->head++) {
    struct packet *packet = &way->packets[way->head % QUEUE];
    if (packet->due > time) return packet->due;
    /* a device that is down refuses: the packet is lost, as on a line */
    if (write(to, packet->bytes, packet->length) < 0 && errno == EINTR) return time;
  }
  return time + 100000000LL;
}

/* As many packets are lost with bursts as without; they only lie together. */
static int lost(struct way *way) {
  if (way->doomed > 0) {
    way->doomed--;
    return 1;
  }
  if (random() % (1000L * burst - way->loss * (burst - 1L)) >= way->loss) return 0;
  way->doomed = burst - 1;
  return 1;
}

static void collect(struct way *way, int from) {
  while (way->tail - way->head < QUEUE) {
    struct packet *packet = &way->packets[way->tail % QUEUE];
    packet->length = read(from, packet->bytes, FRAME);
    if (packet->length <= 0) return;
    if (way->loss && lost(way)) continue;
    packet->due = now() + delay_nanos;
    way->tail++;
  }
}

static void obey(void) {
  char line[128];
  long micros;
  int together = 1;
  if (!fgets(line, sizeof line, stdin)) exit(0);
  if (sscanf(line, "delay %ld", &micros) == 1) {
    delay_nanos = micros * 1000LL;
  } else if (sscanf(line, "loss %d %d %d", &ways[0].loss, &ways[1].loss, &together) >= 2) {
    burst = together > 0 ? together : 1;
    ways[0].doomed = ways[1].doomed = 0;
  } else {
    fprintf(stderr, "unknown command: %s", line);
    exit(2);
  }
  puts("ok");
}

int main(int count, char **words) {
  if (count != 5) {
    fprintf(stderr, "usage: delaypipe NAMESPACE_A TAP_A NAMESPACE_B TAP_B\n");
    return 64;
  }
  /* unbuffered: poll(2) must not overlook a second line that stdio already holds */
  setvbuf(stdin, NULL, _IONBF, 0);
  setvbuf(stdout, NULL, _IOLBF, 0);
  int taps[2] = {open_tap(words[1], words[2]), open_tap(words[3], words[4])};
  for (int i = 0; i < 2; i++) {
    ways[i].packets = malloc(sizeof(struct packet) * QUEUE);
    if (!ways[i].packets) die("malloc");
  }
  puts("ready");
  for (;;) {
    long long next[2] = {deliver(&ways[0], taps[1]), deliver(&ways[1], taps[0])};
    long long wait = (next[0] < next[1] ? next[0] : next[1]) - now();
    if (wait < 0) wait = 0;
    struct timespec timeout = {wait / 1000000000LL, wait % 1000000000LL};
    struct pollfd polled[3] = {{0, POLLIN, 0}, {taps[0], POLLIN, 0}, {taps[1], POLLIN, 0}};
    if (ppoll(polled, 3, &timeout, NULL) < 0 && errno != EINTR) die("ppoll");
    collect(&ways[0], taps[0]);
    collect(&ways[1], taps[1]);
    if (polled[0].revents) obey();
  }
}
