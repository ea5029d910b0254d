package io.github.mptcpexporter.failover;

/** Problems in words. */
final class ProblemWords {

  private ProblemWords() {}

  static String of(UplinkProblem problem) {
    return switch (problem) {
      case NO_DEVICE -> "its device is gone";
      case NO_CARRIER -> "no carrier or link down";
      case NO_ADDRESS -> "no address";
      case NO_RULE -> "no rule leads its address to its table";
      case NO_ROUTE -> "no default route in its table";
      case DEFAULT_ROUTE_DEAD -> "new connections fail, the default route leads through it";
      case NO_ENDPOINT -> "no endpoint, so no subflow";
      case DRIFT -> "configuration and kernel differ";
      case NO_CONSUMER -> "no connection uses it";
      case ENDPOINT_LIMIT -> "the kernel holds no more endpoints";
      case SUBFLOW_LIMIT -> "the limit of subflows leaves it out";
      case JOIN_FAILING -> "subflows can not be made";
      case NOT_JOINED -> "usable, but without a subflow";
      case BLACKHOLED -> "packets vanish on it";
      case FLAPPING -> "comes and goes";
      case QUOTA_EXCEEDED -> "its quota is used up";
      case BACKUP_ACTIVE -> "a reserve, and it carries";
    };
  }
}
