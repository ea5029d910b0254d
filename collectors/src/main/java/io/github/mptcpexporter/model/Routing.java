package io.github.mptcpexporter.model;

import java.util.List;
import java.util.Optional;

/**
 * Where packets go.
 *
 * @param routes of all tables, in the kernel's order; where only files are read, of main alone; of
 *     a table with very many routes not all, but all that are default routes or made by the kernel
 * @param rules in order of priority, per family; empty where only files are read, which show none
 * @param neighbours empty where only files are read
 */
public record Routing(
    List<Route> routes, Optional<List<Rule>> rules, Optional<List<Neighbour>> neighbours) {

  public Routing {
    routes = List.copyOf(routes);
    rules = rules.map(List::copyOf);
    neighbours = neighbours.map(List::copyOf);
  }
}
