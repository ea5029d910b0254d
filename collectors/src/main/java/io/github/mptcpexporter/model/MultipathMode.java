package io.github.mptcpexporter.model;

import java.util.Locale;

/** What an interface is for, as in {@code network.X.multipath}; the closed list of the label. */
public enum MultipathMode {
  ON,
  /** As on, and new connections start here. Only in OpenWrt's configuration. */
  MASTER,
  OFF,
  BACKUP,
  /** As backup, joined only when needed. Only in OpenWrt's configuration. */
  HANDOVER;

  /** As in the label {@code mode}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it stands by until others fail. */
  public boolean reserve() {
    return this == BACKUP || this == HANDOVER;
  }
}
