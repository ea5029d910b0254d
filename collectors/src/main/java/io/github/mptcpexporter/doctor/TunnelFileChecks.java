package io.github.mptcpexporter.doctor;

import io.github.mptcpexporter.model.Tunnel;
import io.github.mptcpexporter.model.TunnelFileFacts;
import io.github.mptcpexporter.tracker.TunnelState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Whether the files of a tunnel are there and fit. */
final class TunnelFileChecks {

  private static final Set<String> SCRIPTS = Set.of("up", "down", "route-up", "ipchange");
  private static final Set<String> SECRETS =
      Set.of("key", "pkcs12", "secret", "tls-auth", "tls-crypt");
  private static final Duration SOON = Duration.ofDays(30);
  private static final int WEAK_BITS = 2048;

  /** Routers have no clock of their own: before the network tells, it is 1970. */
  private static final Instant CLOCK_SET = Instant.parse("2015-01-01T00:00:00Z");

  private TunnelFileChecks() {}

  static void scripts(Evidence evidence, Findings findings) throws MissingSourceException {
    evidence.tunnels();
    int scripts = 0;
    for (TunnelFileFacts file : evidence.tunnelFiles()) {
      if (SCRIPTS.contains(file.option())) {
        scripts++;
        script(file, findings);
      }
    }
    for (TunnelState tunnel : evidence.tunnels()) {
      security(tunnel.tunnel(), findings);
    }
    findings.passOtherwise(Words.count(scripts, "script") + " of tunnels, all can be run");
  }

  private static void script(TunnelFileFacts file, Findings findings) {
    String path = "/" + file.path();
    String first = file.lines().isEmpty() ? "" : file.lines().get(0);
    if (file.complaint().isPresent()) {
      findings.skip(file.complaint().get());
    } else if (file.permissions().isEmpty()) {
      findings.fail(
          file.tunnel(),
          path + " (" + file.option() + ") does not exist",
          "write it, or remove it");
    } else if (!file.executable()) {
      findings.fail(file.tunnel(), path + " is not executable", "chmod +x " + path);
    } else if (!first.startsWith("#!")) {
      findings.fail(
          file.tunnel(), path + " does not begin with #!", "make \"#!/bin/sh\" its first line");
    } else if (first.endsWith("\r")) {
      findings.fail(file.tunnel(), path + " has line ends of Windows", "sed -i 's/\\r$//' " + path);
    }
  }

  private static void security(Tunnel tunnel, Findings findings) {
    boolean scripted = SCRIPTS.stream().anyMatch(tunnel::has);
    long level = tunnel.number("script-security").orElse(1);
    if (scripted && level < 2) {
      findings.fail(
          tunnel.name(),
          "script-security of " + tunnel.name() + " is " + level + ": no script is run",
          "script-security 2");
    }
  }

  static void certificates(Evidence evidence, Findings findings) throws MissingSourceException {
    evidence.tunnels();
    int files = 0;
    for (TunnelFileFacts file : evidence.tunnelFiles()) {
      if (SCRIPTS.contains(file.option())) {
        continue;
      }
      files++;
      String path = "/" + file.path();
      if (file.complaint().isPresent()) {
        findings.skip(file.complaint().get());
      } else if (file.permissions().isEmpty()) {
        findings.fail(
            file.tunnel(), path + " (" + file.option() + ") does not exist", "put it there");
      } else if (SECRETS.contains(file.option()) && file.readableByAll()) {
        findings.warn(file.tunnel(), path + " can be read by everybody", "chmod 600 " + path);
      } else if (file.bits().orElse(WEAK_BITS) < WEAK_BITS) {
        findings.warn(
            file.tunnel(),
            path + " has " + file.bits().getAsInt() + " bits: OpenSSL 3 refuses it",
            "openssl dhparam 2048, or dh none");
      } else {
        expiry(evidence, file, findings);
      }
    }
    findings.passOtherwise(Words.count(files, "file") + " with keys and certificates, all fit");
  }

  private static void expiry(Evidence evidence, TunnelFileFacts file, Findings findings) {
    Instant now = evidence.takenAt();
    if (file.validUntil().isEmpty() || now.isBefore(CLOCK_SET)) {
      return;
    }
    Instant end = file.validUntil().get();
    String path = "/" + file.path();
    if (end.isBefore(now)) {
      findings.fail(file.tunnel(), path + " expired at " + end, "issue a new certificate");
    } else if (Duration.between(now, end).compareTo(SOON) < 0) {
      findings.warn(
          file.tunnel(),
          path + " expires in " + Duration.between(now, end).toDays() + " days",
          "issue a new certificate in time");
    }
  }

  /** Lines of the scripts that are run when the tunnel comes up. */
  static List<String> upLines(Evidence evidence, String tunnel) throws MissingSourceException {
    return evidence.tunnelFiles().stream()
        .filter(file -> file.tunnel().equals(tunnel))
        .filter(file -> file.option().equals("up") || file.option().equals("route-up"))
        .flatMap(file -> file.lines().stream())
        .map(String::strip)
        .filter(line -> !line.startsWith("#"))
        .toList();
  }
}
