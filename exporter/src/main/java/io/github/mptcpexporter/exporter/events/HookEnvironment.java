package io.github.mptcpexporter.exporter.events;

import io.github.mptcpexporter.failover.BundleEvent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** An event as environment variables: {@code MPTCP_EVENT_} and the name of the field. */
final class HookEnvironment {

  private static final String PREFIX = "MPTCP_EVENT_";

  private HookEnvironment() {}

  /** What is not known has no variable. */
  static Map<String, String> of(LoggedEvent logged) {
    BundleEvent event = logged.event();
    Map<String, String> variables = new LinkedHashMap<>();
    event.numbers().forEach((name, value) -> put(variables, name, EventFields.number(value)));
    put(variables, EventFields.ID, Long.toString(logged.id()));
    put(variables, EventFields.BOOT, logged.boot());
    put(variables, EventFields.TIME, Timestamp.text(event.time()));
    put(variables, EventFields.KIND, event.kind().label());
    event.interfaceName().ifPresent(name -> put(variables, EventFields.INTERFACE, name));
    event.toInterface().ifPresent(name -> put(variables, EventFields.TO_INTERFACE, name));
    event.cause().ifPresent(cause -> put(variables, EventFields.CAUSE, cause));
    put(variables, EventFields.SENTENCE, event.sentence());
    return variables;
  }

  /** The kernel ends a variable at a NUL, and Java refuses one that has it. */
  private static void put(Map<String, String> variables, String name, String value) {
    variables.put(PREFIX + name.toUpperCase(Locale.ROOT), value.replace('\0', ' '));
  }
}
