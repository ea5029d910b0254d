package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.failover.UplinkRecord;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.tracker.PathQuality;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** The whole model as one document; {@code exporter/README.md} describes each field. */
final class StatusJson {

  /** Raised when a field goes or changes its meaning, not when one is added. */
  private static final int SCHEMA = 1;

  private final StatusModel model;
  private final Verdict verdict;
  private final Json json;

  private StatusJson(StatusModel model, Verdict verdict, Json json) {
    this.model = model;
    this.verdict = verdict;
    this.json = json;
  }

  static void write(StatusModel model, Verdict verdict, OutputStream out) throws IOException {
    try (Json json = new Json(out)) {
      StatusJson status = new StatusJson(model, verdict, json);
      json.object(status::writeAll);
    }
  }

  private void writeAll() throws IOException {
    json.number("schema", SCHEMA);
    json.text("takenAt", model.takenAt().toString());
    if (model.sample().isPresent()) {
      json.number("sampleNanos", model.sample().get().nanos());
    }
    json.object("verdict", this::writeVerdict);
    json.array("uplinks", this::writeUplinks);
    if (!model.tunnels().isEmpty()) {
      json.array("tunnels", new TunnelJson(model, json)::write);
    }
    KernelJson kernel = new KernelJson(model, json);
    kernel.write();
    writeConnections();
    new NetworkJson(model, json).write();
    writeCounters();
    json.array("sources", this::writeSources);
  }

  private void writeVerdict() throws IOException {
    json.text("level", verdict.level().label());
    json.number("exitCode", verdict.level().exitCode());
    json.text("sentence", verdict.sentence());
    json.text("danger", verdict.danger());
    json.array("findings", this::writeFindings);
  }

  private void writeFindings() throws IOException {
    for (Finding finding : verdict.findings()) {
      json.object(
          () -> {
            json.text("problem", finding.problem().label());
            json.text("level", finding.problem().level().label());
            json.text("interface", finding.interfaceName());
            json.text("reason", finding.reason());
            json.text("advice", finding.advice());
          });
    }
  }

  private void writeUplinks() throws IOException {
    for (UplinkStatus uplink : model.uplinks()) {
      json.object(() -> write(uplink));
    }
  }

  private void write(UplinkStatus uplink) throws IOException {
    json.text("interface", uplink.name());
    json.text("device", uplink.uplink().device());
    json.text("mode", uplink.uplink().mode().label());
    json.text("effectiveMode", uplink.uplink().effectiveMode().label());
    json.text("link", uplink.link().label());
    if (uplink.record().isPresent()) {
      UplinkRecord record = uplink.record().get();
      json.text("state", record.state().label());
      json.text("stateSince", record.stateSinceTime().toString());
      if (record.cause().isPresent()) {
        json.text("cause", record.cause().get().label());
      }
    }
    if (uplink.subflows().isPresent()) {
      json.number("normalSubflows", uplink.subflows().get().normal());
      json.number("backupSubflows", uplink.subflows().get().backup());
      json.number("openingSubflows", uplink.opening());
    }
    json.number("share", uplink.share());
    json.number("rttMicros", uplink.rttMicros());
    if (uplink.quality().isPresent()) {
      PathQuality quality = uplink.quality().get();
      json.number("minRttMicros", quality.minRttMicros());
      json.number("congestionWindowBytes", quality.congestionWindowBytes());
      json.number("stalledSubflows", quality.stalled());
    }
    if (uplink.sofar().isPresent()) {
      json.object("live", () -> write(uplink.sofar().get()));
    }
    if (uplink.sampled().isPresent()) {
      json.object("sample", () -> write(uplink.sampled().get()));
    }
  }

  private void write(Moved moved) throws IOException {
    json.number("receiveBytes", moved.receiveBytes());
    json.number("transmitBytes", moved.transmitBytes());
    json.number("retransmitBytes", moved.retransmitBytes());
  }

  private void writeConnections() throws IOException {
    if (model.sockets().isEmpty()) {
      return;
    }
    MptcpSockets sockets = model.sockets().get();
    ConnectionJson connections = new ConnectionJson(model.placement(), json);
    if (model.counts().isPresent()) {
      json.object("connectionCounts", () -> connections.write(model.counts().get()));
    }
    json.array(
        "connections",
        () -> {
          for (MptcpConnection connection : ConnectionList.sorted(sockets)) {
            connections.write(connection);
          }
        });
    json.array(
        "strays",
        () -> {
          for (Subflow subflow : sockets.strays()) {
            connections.write(subflow);
          }
        });
  }

  private void writeCounters() throws IOException {
    if (model.counters().isPresent()) {
      json.object(
          "counters",
          () -> {
            for (Map.Entry<String, Long> counter : model.counters().get().values().entrySet()) {
              json.unsigned(counter.getKey(), counter.getValue());
            }
          });
    }
  }

  private void writeSources() throws IOException {
    for (SourceStatus source : model.sources()) {
      json.object(
          () -> {
            json.text("source", source.source().label());
            json.flag("available", source.available());
            json.text("lack", source.lack());
            json.text("remedy", source.remedy());
          });
    }
  }
}
