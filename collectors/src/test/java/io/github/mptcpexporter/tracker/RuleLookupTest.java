package io.github.mptcpexporter.tracker;

import static io.github.mptcpexporter.tracker.Router.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Prefix;
import io.github.mptcpexporter.model.Route;
import io.github.mptcpexporter.model.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the kernel's rules mean, case by case: which rule leads a packet from 10.0.0.2. */
class RuleLookupTest {

  /** A rule under construction; it looks up a table of the number of its priority. */
  static final class Draft {
    private final long priority;
    private Optional<Prefix> source = Optional.empty();
    private Optional<Prefix> destination = Optional.empty();
    private Optional<String> incoming = Optional.empty();
    private Optional<String> outgoing = Optional.empty();
    private OptionalLong mark = OptionalLong.empty();
    private OptionalLong mask = OptionalLong.empty();
    private Rule.Action action = Rule.Action.LOOKUP;
    private long table;
    private boolean detached;
    private boolean inverted;
    private OptionalInt suppress = OptionalInt.empty();
    private boolean narrowed;
    private OptionalLong target = OptionalLong.empty();

    private Draft(long priority) {
      this.priority = priority;
      this.table = priority;
    }

    Draft from(String prefix) {
      source = Optional.of(Layout.prefix(prefix));
      return this;
    }

    Draft to(String prefix) {
      destination = Optional.of(Layout.prefix(prefix));
      return this;
    }

    Draft iif(String device) {
      incoming = Optional.of(device);
      return this;
    }

    Draft oif(String device) {
      outgoing = Optional.of(device);
      return this;
    }

    Draft mark(long value, long bits) {
      mark = OptionalLong.of(value);
      mask = OptionalLong.of(bits);
      return this;
    }

    Draft action(Rule.Action other) {
      action = other;
      return this;
    }

    Draft table(long number) {
      table = number;
      return this;
    }

    Draft detached() {
      detached = true;
      return this;
    }

    Draft not() {
      inverted = true;
      return this;
    }

    Draft suppress(int length) {
      suppress = OptionalInt.of(length);
      return this;
    }

    Draft jump(long priority) {
      action = Rule.Action.GOTO;
      target = OptionalLong.of(priority);
      return this;
    }

    Draft narrowed() {
      narrowed = true;
      return this;
    }

    Rule build() {
      return new Rule(
          AddressFamily.IPV4,
          priority,
          source,
          destination,
          incoming,
          outgoing,
          mark,
          mask,
          action,
          table,
          detached,
          inverted,
          target,
          suppress,
          narrowed);
    }
  }

  static Draft rule(long priority) {
    return new Draft(priority);
  }

  private static Route anywhere(long table, int type) {
    return new Route(
        AddressFamily.IPV4,
        table,
        Optional.empty(),
        type,
        0,
        0,
        0,
        Optional.empty(),
        List.of(new Route.Hop(Optional.empty(), OptionalInt.of((int) table), 1, 0)));
  }

  /** Where the drafts lead; 100 to 199 and main have a default route, 200 has nothing. */
  private static RuleLookup.Led led(Draft... drafts) {
    List<Rule> rules = new ArrayList<>();
    rules.add(rule(0).table(Route.TABLE_LOCAL).build());
    for (Draft draft : drafts) {
      rules.add(draft.build());
    }
    rules.add(rule(32_766).table(Route.TABLE_MAIN).build());
    rules.add(rule(32_767).table(Route.TABLE_DEFAULT).build());
    List<Route> routes = new ArrayList<>();
    for (long table = 100; table < 200; table++) {
      routes.add(anywhere(table, Route.TYPE_UNICAST));
    }
    routes.add(anywhere(Route.TABLE_MAIN, Route.TYPE_UNICAST));
    routes.add(anywhere(Route.TABLE_LOCAL, Route.TYPE_UNICAST));
    routes.add(anywhere(206, 6)); // blackhole
    routes.add(anywhere(207, 7)); // unreachable
    routes.add(anywhere(209, 9)); // throw
    return new RuleLookup(rules, routes).lead(address("10.0.0.2"));
  }

  /** Priority of the rule that leads; 0 for the kernel's own. */
  private static long by(Draft... drafts) {
    return led(drafts).rule().map(Rule::priority).orElse(0L);
  }

  @Test
  void theFirstRuleByPriorityThatHoldsTheSourceLeads() {
    assertEquals(101, by(rule(102).from("10.0.0.2"), rule(101).from("10.0.0.0/8")));
    assertEquals(102, by(rule(101).from("10.1.0.0/16"), rule(102).from("10.0.0.2")));
    assertEquals(0, by(rule(101).from("10.0.0.3")));
    assertEquals(Route.TABLE_MAIN, led().defaultRoute().orElseThrow().table());
  }

  @Test
  void rulesForOtherPacketsDoNotLead() {
    assertEquals(0, by(rule(101).iif("br-lan")));
    assertEquals(0, by(rule(101).oif("wan1")));
    assertEquals(0, by(rule(101).to("192.0.2.0/24")));
    assertEquals(0, by(rule(101).mark(0x100, 0x3f00)));
    assertEquals(0, by(rule(101).detached()));
    assertEquals(0, by(rule(101).narrowed()));
    assertEquals(0, by(rule(101).narrowed().not()));
    assertEquals(0, by(rule(101).from("2001:db8::/32")));
  }

  @Test
  void rulesForPacketsOfThisHostLead() {
    assertEquals(101, by(rule(101).iif("lo")));
    assertEquals(101, by(rule(101).mark(0, 0xff)));
    assertEquals(101, by(rule(101).mark(0x100, 0xff)));
  }

  @Test
  void notTurnsARuleRound() {
    assertEquals(101, by(rule(101).not().mark(0xca6c, 0xffff_ffffL)));
    assertEquals(101, by(rule(101).not().from("192.168.0.0/16")));
    assertEquals(0, by(rule(101).not().from("10.0.0.0/8")));
    assertEquals(0, by(rule(101).not()));
  }

  @Test
  void aSuppressedDefaultRouteIsPassedOver() {
    // What wg-quick sets up: all but the tunnel's own packets go into it.
    Draft main = rule(100).table(Route.TABLE_MAIN).suppress(0);
    assertEquals(101, by(main, rule(101).not().mark(0xca6c, 0xffff_ffffL)));
    assertEquals(0, by(main));
  }

  @Test
  void anEmptyTableSendsOnToTheNextRule() {
    assertEquals(101, by(rule(99).from("10.0.0.2").table(200), rule(101)));
    RuleLookup.Led led = led(rule(99).from("10.0.0.2").table(200));
    assertEquals(99, led.rule().orElseThrow().priority(), "shown, though main leads");
    assertEquals(OptionalLong.of(200), led.table());
    assertEquals(Optional.empty(), led.defaultRoute());
    assertEquals(0, by(rule(99).table(200)), "not one for this source");
    assertEquals(101, by(rule(99).table(209), rule(101)), "throw");
  }

  @Test
  void whatRefusesEndsTheSearch() {
    for (Rule.Action action :
        List.of(Rule.Action.BLACKHOLE, Rule.Action.UNREACHABLE, Rule.Action.PROHIBIT)) {
      RuleLookup.Led led = led(rule(99).action(action), rule(101));
      assertEquals(99, led.rule().orElseThrow().priority());
      assertEquals(OptionalLong.empty(), led.table());
      assertEquals(Optional.empty(), led.defaultRoute());
    }
    assertEquals(99, by(rule(99).table(206), rule(101)));
    assertEquals(99, by(rule(99).table(207), rule(101)));
    assertEquals(Optional.empty(), led(rule(99).table(207), rule(101)).defaultRoute());
    assertEquals(101, by(rule(99).action(Rule.Action.NOP), rule(101)));
  }

  @Test
  void aJumpGoesOnAtItsTargetOrElseAtTheNextRule() {
    assertEquals(103, by(rule(99).jump(103), rule(101), rule(103)));
    assertEquals(101, by(rule(99).jump(102), rule(101), rule(103)), "no rule there");
    assertEquals(101, by(rule(99).from("10.9.9.9").jump(103), rule(101), rule(103)));
    assertEquals(0, by(rule(99).jump(32_766), rule(101)));
  }

  @Test
  void whereAnUnknownActionLeadsIsNotKnown() {
    assertFalse(led(rule(99).action(Rule.Action.OTHER), rule(101)).known());
    assertFalse(led(rule(99).action(Rule.Action.GOTO), rule(101)).known(), "no target told");
    assertTrue(led(rule(101), rule(102).action(Rule.Action.OTHER)).known());
  }
}
