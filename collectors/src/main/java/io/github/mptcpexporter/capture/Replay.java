package io.github.mptcpexporter.capture;

import io.github.mptcpexporter.collector.Clock;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import io.github.mptcpexporter.netlink.capture.EventCapture;
import io.github.mptcpexporter.netlink.capture.NetlinkRecording;
import io.github.mptcpexporter.netlink.capture.ReplayTransport;
import io.github.mptcpexporter.source.FileMode;
import io.github.mptcpexporter.source.FileStamp;
import io.github.mptcpexporter.source.RootFs;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A router in a directory, be it a {@link Recording}, a part of one, or files put together by hand.
 * What is not there is absent.
 *
 * <p>Files, sockets and clock are those of the present step; the objects given out stay the same.
 * Any thread may read; one advances, between rounds.
 */
public final class Replay {

  private static final String STEPS = "steps";

  private final List<Path> steps;
  private final Optional<ReplayTransport> netlink;
  private final ByteOrder byteOrder;
  private final RootFs rootFs;
  private int index;
  private volatile ReplayStep present;

  private Replay(Path directory, List<Path> steps) throws IOException {
    this.steps = steps;
    ReplayStep first = ReplayStep.open(steps.get(0));
    present = first;
    netlink = first.netlink().map(ReplayTransport::new);
    byteOrder = byteOrder(first);
    rootFs = new PresentRootFs(directory);
  }

  /**
   * Opens a directory at its first step.
   *
   * @throws IOException if it holds nothing to replay, or something malformed
   */
  public static Replay open(Path directory) throws IOException {
    Path steps = directory.resolve(STEPS);
    if (!Files.isDirectory(steps)) {
      return new Replay(directory, List.of(directory));
    }
    try (Stream<Path> entries = Files.list(steps)) {
      List<Path> sorted = entries.filter(Files::isDirectory).sorted().toList();
      if (sorted.isEmpty()) {
        throw new IOException(steps + " holds no step");
      }
      return new Replay(directory, sorted);
    }
  }

  /** The files. */
  public RootFs rootFs() {
    return rootFs;
  }

  /** Sockets that answer from the recording; empty if its first step has none. */
  public Optional<NetlinkTransport> netlink() {
    return netlink.map(transport -> transport);
  }

  /** Of the recorded machine; ours if nothing tells. */
  public ByteOrder byteOrder() {
    return byteOrder;
  }

  /** Stands still at the present step's time; at the epoch and 0 if none was recorded. */
  public Clock clock() {
    return new Clock(() -> present.time().wall(), () -> present.time().monotonicNanos());
  }

  /**
   * Goes to the next step.
   *
   * @return false if this is the last
   */
  public boolean advance() throws IOException {
    if (index + 1 >= steps.size()) {
      return false;
    }
    ReplayStep next = ReplayStep.open(steps.get(index + 1));
    index++;
    present = next;
    netlink.ifPresent(transport -> transport.replay(next.netlink()));
    return true;
  }

  /** Puts the events that came before the present step into the queue. */
  public void deliver(EventQueue queue) throws IOException {
    Optional<EventCapture> events = present.netlink().flatMap(NetlinkRecording::events);
    if (events.isPresent()) {
      EventDelivery.deliver(events.get(), queue);
    }
  }

  private static ByteOrder byteOrder(ReplayStep step) throws IOException {
    Optional<ByteOrder> known = step.netlink().map(NetlinkRecording::byteOrder);
    return (known.isPresent() ? known : ByteOrderHint.read(step.files()))
        .orElse(ByteOrder.nativeOrder());
  }

  /** Files of whatever step is the present one. */
  private final class PresentRootFs extends RootFs {

    PresentRootFs(Path directory) {
      super(directory);
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
      return present.files().read(path);
    }

    @Override
    public Optional<Path> socket(String path) {
      return Optional.empty();
    }

    @Override
    public Optional<FileStamp> stamp(String path) {
      return present.files().stamp(path);
    }

    @Override
    public boolean tellsMode(String path) {
      return present.files().tellsMode(path);
    }

    @Override
    public Optional<FileMode> mode(String path) throws IOException {
      return present.files().mode(path);
    }

    @Override
    public List<String> list(String directory) throws IOException {
      return present.files().list(directory);
    }
  }
}
