package io.github.mptcpexporter.model;

import java.util.List;

/**
 * What is installed that applies the option {@code multipath} of OpenWrt's configuration, which
 * netifd itself ignores.
 *
 * @param paths of scripts and daemons that are there
 */
public record MultipathScripts(List<String> paths) {

  public MultipathScripts {
    paths = List.copyOf(paths);
  }
}
