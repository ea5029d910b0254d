package io.github.mptcpexporter.exporter.metrics;

import io.github.mptcpexporter.collector.Exposed;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Which build of the exporter runs, on which Java.
 *
 * @param version {@code Implementation-Version} of the jar's manifest; {@code unknown} if it runs
 *     from classes
 * @param revision {@code Build-Revision}, the commit; {@code unknown} as well where the build knew
 *     none
 * @param javaVersion such as 17.0.15
 */
public record BuildInfo(String version, String revision, String javaVersion) {

  private static final String UNKNOWN = "unknown";

  /** Of this program. */
  public static BuildInfo ofThisProgram() throws IOException {
    Optional<Attributes> attributes = manifest().map(Manifest::getMainAttributes);
    return new BuildInfo(
        attributes.map(a -> a.getValue("Implementation-Version")).orElse(UNKNOWN),
        attributes.map(a -> a.getValue("Build-Revision")).orElse(UNKNOWN),
        System.getProperty("java.version", UNKNOWN));
  }

  /** That of the jar which holds this class, read without the search for signatures. */
  private static Optional<Manifest> manifest() throws IOException {
    CodeSource source = BuildInfo.class.getProtectionDomain().getCodeSource();
    if (source == null || !source.getLocation().getPath().endsWith(".jar")) {
      return Optional.empty();
    }
    try (JarFile jar = new JarFile(new File(source.getLocation().toURI()), false)) {
      return Optional.ofNullable(jar.getManifest());
    } catch (URISyntaxException e) {
      throw new IOException("the jar is at no place: " + e.getMessage(), e);
    }
  }

  /** Shows it. */
  public static final class Metric implements Exposed<BuildInfo> {

    private static final MetricDesc BUILD_INFO =
        MetricDesc.gauge(
            "mptcp_exporter_build_info",
            "Constant 1, labelled by version of the exporter.",
            "version",
            "revision",
            "javaversion");

    @Override
    public String name() {
      return Exposition.EXPORTER;
    }

    @Override
    public List<MetricDesc> metrics() {
      return List.of(BUILD_INFO);
    }

    @Override
    public void expose(BuildInfo info, MetricSink sink) {
      sink.sample(BUILD_INFO, 1, info.version, info.revision, info.javaVersion);
    }
  }
}
