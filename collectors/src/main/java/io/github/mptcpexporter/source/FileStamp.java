package io.github.mptcpexporter.source;

import java.nio.file.attribute.BasicFileAttributes;

/**
 * What changes when a file is written or replaced.
 *
 * @param file which file of which device it is, as the system tells
 * @param size in bytes
 * @param modified when it was last written, as the system tells
 */
public record FileStamp(String file, long size, String modified) {

  static FileStamp of(BasicFileAttributes attributes) {
    return new FileStamp(
        String.valueOf(attributes.fileKey()),
        attributes.size(),
        attributes.lastModifiedTime().toString());
  }
}
