package io.github.mptcpexporter.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of reading a tunnel's status file.
 *
 * @param path without a leading slash
 * @param written when its process last wrote it: as it says, else as the file system does, which in
 *     a recording tells nothing; empty if neither does
 * @param content empty if it could not be read or made sense of
 * @param complaint why not
 */
public record TunnelStatus(
    String path,
    Optional<Instant> written,
    Optional<OpenVpnStatus> content,
    Optional<String> complaint) {}
