package io.github.mptcpexporter.openvpn;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.model.TunnelFileFacts;
import io.github.mptcpexporter.model.TunnelOption;
import io.github.mptcpexporter.openvpn.OpenVpnCollector.UciSource;
import io.github.mptcpexporter.source.FileMode;
import io.github.mptcpexporter.source.RootFs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The files that tunnels need: scripts, certificates and parameters are read; of keys and passwords
 * only the mode is. For doctor, without metrics.
 */
public final class TunnelFileCollector implements Collector<List<TunnelFileFacts>> {

  private static final Set<String> SCRIPTS = Set.of("up", "down", "route-up", "ipchange");
  private static final Set<String> CERTIFICATES = Set.of("ca", "cert");
  private static final Set<String> SECRETS =
      Set.of("key", "pkcs12", "secret", "tls-auth", "tls-crypt");
  private static final String PARAMETERS = "dh";

  private final RootFs rootFs;
  private final UciSource uci;

  public TunnelFileCollector(RootFs rootFs, UciSource uci) {
    this.rootFs = rootFs;
    this.uci = uci;
  }

  @Override
  public String name() {
    return "tunnel-files";
  }

  @Override
  public Pace pace() {
    return Pace.ON_CHANGE;
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of();
  }

  @Override
  public Optional<List<TunnelFileFacts>> collect() throws IOException {
    List<TunnelFileFacts> all = new ArrayList<>();
    for (TunnelConfigs.Config config : TunnelConfigs.read(rootFs, uci.read()).all()) {
      for (TunnelOption option : config.options()) {
        String name = option.name();
        boolean wanted =
            SCRIPTS.contains(name)
                || CERTIFICATES.contains(name)
                || SECRETS.contains(name)
                || name.equals(PARAMETERS);
        // An argument may be a command with arguments, "none", or stand inline in the file.
        String file = option.argument(0).split(" ", 2)[0];
        if (wanted && !file.isEmpty() && !file.equals("none") && !file.startsWith("[")) {
          String path = TunnelFile.path(config.options(), config.directory(), file);
          all.add(read(config.name(), name, path));
        }
      }
    }
    return Optional.of(all);
  }

  @Override
  public void expose(List<TunnelFileFacts> value, MetricSink sink) {}

  private TunnelFileFacts read(String tunnel, String option, String path) {
    OptionalInt permissions = OptionalInt.empty();
    Optional<Instant> validUntil = Optional.empty();
    OptionalInt bits = OptionalInt.empty();
    List<String> lines = List.of();
    Optional<String> complaint = Optional.empty();
    try {
      Optional<FileMode> mode = rootFs.mode(path);
      permissions =
          mode.isPresent() ? OptionalInt.of(mode.get().permissions()) : OptionalInt.empty();
      Optional<byte[]> content =
          mode.isEmpty() || SECRETS.contains(option) ? Optional.empty() : rootFs.read(path);
      if (content.isPresent() && CERTIFICATES.contains(option)) {
        validUntil = Optional.of(validUntil(path, content.get()));
      } else if (content.isPresent() && option.equals(PARAMETERS)) {
        bits = DhParameters.bits(content.get());
      } else if (content.isPresent()) {
        lines = Arrays.asList(new String(content.get(), StandardCharsets.UTF_8).split("\n", -1));
      }
    } catch (IOException e) {
      complaint = Optional.of(String.valueOf(e.getMessage()));
    }
    return new TunnelFileFacts(
        tunnel, option, path, permissions, validUntil, bits, lines, complaint);
  }

  private static Instant validUntil(String path, byte[] content) throws IOException {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      X509Certificate certificate =
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(content));
      return certificate.getNotAfter().toInstant();
    } catch (CertificateException e) {
      throw new IOException(path + ": no certificate: " + e.getMessage(), e);
    }
  }
}
