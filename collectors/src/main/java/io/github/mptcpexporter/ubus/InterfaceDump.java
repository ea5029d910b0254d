package io.github.mptcpexporter.ubus;

import io.github.mptcpexporter.model.UbusInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code network.interface dump} ({@code netifd_dump_status()} in netifd's {@code
 * ubus.c}). Members that are missing, or of another type, are absent.
 */
final class InterfaceDump {

  private InterfaceDump() {}

  static List<UbusInterface> parse(Map<String, Object> answer) {
    List<UbusInterface> all = new ArrayList<>();
    for (Object each : list(answer.get("interface"))) {
      if (each instanceof Map<?, ?> member && member.get("interface") instanceof String name) {
        all.add(
            new UbusInterface(
                name,
                Boolean.TRUE.equals(member.get("up")),
                Boolean.TRUE.equals(member.get("dynamic")),
                text(member, "proto"),
                text(member, "l3_device"),
                text(member, "device"),
                codes(member)));
      }
    }
    return List.copyOf(all);
  }

  private static List<String> codes(Map<?, ?> member) {
    List<String> codes = new ArrayList<>();
    for (Object error : list(member.get("errors"))) {
      if (error instanceof Map<?, ?> told) {
        text(told, "code").ifPresent(codes::add);
      }
    }
    return codes;
  }

  private static Optional<String> text(Map<?, ?> object, String name) {
    return object.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
