package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.TcpInfo;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Names of the fields of kernel structs: {@code BYTES_SENT} is {@code bytesSent}. */
final class JsonNames {

  private static final Map<MptcpInfo.Field, String> MPTCP =
      names(MptcpInfo.Field.class, MptcpInfo.Field.values());
  private static final Map<TcpInfo.Field, String> TCP =
      names(TcpInfo.Field.class, TcpInfo.Field.values());

  private JsonNames() {}

  static String of(MptcpInfo.Field field) {
    return MPTCP.getOrDefault(field, field.name());
  }

  static String of(TcpInfo.Field field) {
    return TCP.getOrDefault(field, field.name());
  }

  private static <F extends Enum<F>> Map<F, String> names(Class<F> type, F[] fields) {
    Map<F, String> names = new EnumMap<>(type);
    for (F field : fields) {
      names.put(field, camel(field.name()));
    }
    return Collections.unmodifiableMap(names);
  }

  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String word : name.toLowerCase(Locale.ROOT).split("_", -1)) {
      camel.append(
          camel.length() == 0
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return camel.toString();
  }
}
