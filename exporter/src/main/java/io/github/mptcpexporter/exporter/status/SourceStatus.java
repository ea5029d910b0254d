package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.DataSource;
import java.util.Optional;

/**
 * Whether something can be read here.
 *
 * @param source what
 * @param available whether it can
 * @param lack what is not known, and why, as a clause; empty if nothing lacks
 * @param remedy how to get it, as a clause; empty if nothing helps
 */
record SourceStatus(
    DataSource source, boolean available, Optional<String> lack, Optional<String> remedy) {

  static SourceStatus available(DataSource source) {
    return new SourceStatus(source, true, Optional.empty(), Optional.empty());
  }

  static SourceStatus lacking(DataSource source, String lack) {
    return new SourceStatus(source, false, Optional.of(lack), Optional.empty());
  }

  static SourceStatus lacking(DataSource source, String lack, String remedy) {
    return new SourceStatus(source, false, Optional.of(lack), Optional.of(remedy));
  }

  /** It can be read, and keeps something from us. */
  static SourceStatus partial(DataSource source, String lack, String remedy) {
    return new SourceStatus(source, true, Optional.of(lack), Optional.of(remedy));
  }
}
