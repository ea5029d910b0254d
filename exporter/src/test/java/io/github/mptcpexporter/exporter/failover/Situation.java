package io.github.mptcpexporter.exporter.failover;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A row: what is done to a network, and what the program must make of it. Steps are commands of
 * {@code failoverlab.py}.
 *
 * @param name for reports
 * @param uplinks with commas; {@code lte} is a backup
 * @param rates of the uplinks, with commas; the last one stands for the rest
 * @param before steps that lead there; what they cause is not judged
 * @param cause the step from which detection counts
 * @param after steps that follow it
 * @param shows events that must come after the cause. Of the kinds in {@link Judgement#JUDGED} no
 *     other may come, and no two where one is listed
 * @param states of uplinks, in the end
 * @param bundle its state in the end; empty for any
 * @param failovers of the whole row, as {@code wan1>wan2}: exactly these, each once
 * @param failbacks of the whole row
 * @param outages of the whole row
 * @param problems of uplinks in the end, as {@code wan1 backup_active}
 * @param limitMillis of detection; only printed beside the measurement
 * @param tolerates kinds that may come as well; with uplink_lost among them no counter is judged
 * @param quiet whether no event of any kind may come
 * @param lengthy whether it is left to the profile for its duration
 */
record Situation(
    String name,
    String uplinks,
    String rates,
    List<String> before,
    String cause,
    List<String> after,
    List<Expected> shows,
    Map<String, String> states,
    String bundle,
    List<String> failovers,
    int failbacks,
    int outages,
    List<String> problems,
    int limitMillis,
    Set<String> tolerates,
    boolean quiet,
    boolean lengthy) {

  /** A row to be filled: two uplinks of 20 Mbit/s and a backup. */
  static Builder of(String name) {
    return new Builder(name);
  }

  /** The same row, with steps before all others. */
  Situation after(List<String> steps) {
    List<String> all = new ArrayList<>(steps);
    all.addAll(before);
    return new Situation(
        name,
        uplinks,
        rates,
        List.copyOf(all),
        cause,
        after,
        shows,
        states,
        bundle,
        failovers,
        failbacks,
        outages,
        problems,
        limitMillis,
        tolerates,
        quiet,
        lengthy);
  }

  @Override
  public String toString() {
    return name;
  }

  /** Fills a row, in the order in which it happens. */
  static final class Builder {

    private final String name;
    private final List<String> before = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private final List<Expected> shows = new ArrayList<>();
    private final Map<String, String> states = new LinkedHashMap<>();
    private final List<String> failovers = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> tolerates = new LinkedHashSet<>();
    private String uplinks = "wan1,wan2,lte";
    private String rates = "20mbit";
    private String cause = "wait 0";
    private String bundle = "";
    private int failbacks;
    private int outages;
    private int limitMillis;
    private boolean quiet;
    private boolean lengthy;

    private Builder(String name) {
      this.name = name;
    }

    Builder with(String uplinks) {
      this.uplinks = uplinks;
      return this;
    }

    Builder rates(String rates) {
      this.rates = rates;
      return this;
    }

    Builder first(String... steps) {
      before.addAll(List.of(steps));
      return this;
    }

    Builder cause(String step) {
      cause = step;
      return this;
    }

    Builder then(String... steps) {
      after.addAll(List.of(steps));
      return this;
    }

    Builder shows(Expected... events) {
      shows.addAll(List.of(events));
      return this;
    }

    Builder within(int millis) {
      limitMillis = millis;
      return this;
    }

    Builder state(String uplink, String state) {
      states.put(uplink, state);
      return this;
    }

    Builder bundle(String state) {
      bundle = state;
      return this;
    }

    Builder failovers(String... pairs) {
      failovers.addAll(List.of(pairs));
      return this;
    }

    Builder failbacks(int count) {
      failbacks = count;
      return this;
    }

    Builder outages(int count) {
      outages = count;
      return this;
    }

    Builder problem(String uplink, String problem) {
      problems.add(uplink + " " + problem);
      return this;
    }

    Builder tolerates(String... kinds) {
      tolerates.addAll(List.of(kinds));
      return this;
    }

    Builder quiet() {
      quiet = true;
      return this;
    }

    Builder lengthy() {
      lengthy = true;
      return this;
    }

    Situation build() {
      return new Situation(
          name,
          uplinks,
          rates,
          List.copyOf(before),
          cause,
          List.copyOf(after),
          List.copyOf(shows),
          Map.copyOf(states),
          bundle,
          List.copyOf(failovers),
          failbacks,
          outages,
          List.copyOf(problems),
          limitMillis,
          Set.copyOf(tolerates),
          quiet,
          lengthy);
    }
  }
}
