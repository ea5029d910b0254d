package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.KernelSettings;
import io.github.mptcpexporter.model.MptcpLimits;
import io.github.mptcpexporter.model.PathManager;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The kernel, its settings, and what its path manager is told. */
final class KernelJson {

  private final StatusModel model;
  private final Json json;

  KernelJson(StatusModel model, Json json) {
    this.model = model;
    this.json = json;
  }

  void write() throws IOException {
    if (model.settings().isPresent()) {
      json.object("kernel", () -> write(model.settings().get()));
    }
    if (model.pathManager().isPresent()) {
      PathManager manager = model.pathManager().get();
      Optional<MptcpLimits> limits = manager.limits();
      if (limits.isPresent()) {
        json.object("limits", () -> write(limits.get()));
      }
      json.array("endpoints", () -> writeEndpoints(manager));
    }
  }

  private void write(KernelSettings settings) throws IOException {
    json.text("release", settings.release());
    json.text("implementation", settings.implementation().label());
    json.flag("enabled", settings.enabled());
    json.text("pathManager", settings.pathManager());
    json.text("scheduler", settings.scheduler());
    json.object(
        "settings",
        () -> {
          for (Map.Entry<String, String> setting : settings.sysctls().entrySet()) {
            json.text(setting.getKey(), setting.getValue());
          }
        });
  }

  private void write(MptcpLimits limits) throws IOException {
    json.number("extraSubflows", limits.extraSubflows());
    json.number("acceptedAddresses", limits.acceptedAddresses());
  }

  private void writeEndpoints(PathManager manager) throws IOException {
    EndpointUse use = EndpointUse.of(model);
    for (Endpoint endpoint : manager.endpoints()) {
      json.object(() -> write(endpoint, use));
    }
  }

  private void write(Endpoint endpoint, EndpointUse use) throws IOException {
    if (!model.endpointFlags()) {
      json.number("index", EndpointUse.index(endpoint));
    }
    json.number("id", endpoint.id());
    json.text("address", Addresses.text(endpoint.address()));
    json.number("port", endpoint.port());
    json.text("interface", use.uplink(endpoint));
    json.text("device", use.device(endpoint));
    json.number("link", endpoint.link());
    json.number("flagBits", endpoint.flagBits());
    json.array(
        "flags",
        () -> {
          for (Endpoint.Flag flag : endpoint.flags()) {
            json.text(flag.name().toLowerCase(Locale.ROOT));
          }
        });
    json.number("subflows", use.subflows(endpoint));
  }
}
