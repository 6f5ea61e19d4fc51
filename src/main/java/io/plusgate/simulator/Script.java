package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.plusgate.protocol.ApiCatalog;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * What Alipay+ is asked to do with the calls to come: first what was ordered for the next ones,
 * then the standing rules, then the amount; on a call without a fault, one may happen by chance.
 */
public final class Script {
  private static final int KEPT = 50_000;

  private final Deque<Standing> next = new ArrayDeque<>();
  private final List<Standing> rules = new ArrayList<>();
  private final Set<String> spent = Collections.newSetFromMap(new Recent<>(KEPT));
  private final Luck luck;

  /** A rule and how often it still applies. */
  private static final class Standing {
    private final ScenarioRule rule;
    private int left;

    Standing(ScenarioRule rule) {
      this.rule = rule;
      this.left = rule.times() == 0 ? Integer.MAX_VALUE : rule.times();
    }
  }

  Script(long seed) {
    this.luck = new Luck(seed);
  }

  /** Orders something for calls to come; the oldest order that fits is carried out first. */
  public synchronized void next(ScenarioRule rule) {
    next.add(new Standing(rule));
  }

  /** Adds a standing rule; the newest that fits wins. */
  public synchronized void rule(ScenarioRule rule) {
    rules.add(0, new Standing(rule));
  }

  public synchronized void chance(Chance chance) {
    luck.add(chance);
  }

  /** How often chance has struck, by what it did. */
  public synchronized SortedMap<String, Integer> struck() {
    return luck.struck();
  }

  /** Starts the row of chances anew. */
  public synchronized void seed(long seed) {
    luck.seed(seed);
  }

  public synchronized void clear() {
    next.clear();
    rules.clear();
    luck.clear();
    spent.clear();
  }

  public synchronized List<ScenarioRule> rules() {
    return rules.stream().map(standing -> standing.rule).toList();
  }

  synchronized Scenario choose(String clientId, String api, JsonObject body) {
    Optional<String> payment = Fields.text(body, "paymentRequestId");
    Scenario chosen =
        take(next, clientId, api, payment)
            .or(() -> take(rules, clientId, api, payment))
            .orElseGet(() -> byAmount(clientId, api, body));
    return chosen.fault() == Fault.NONE ? byChance(api, payment.orElse(""), chosen) : chosen;
  }

  /** What chance does to a call that Alipay+ is about to make. */
  synchronized Optional<Chance> ofCall(String api, JsonObject body) {
    String id = Fields.text(body, "paymentRequestId").orElse("");
    return luck.call(Chance.Way.TO_PARTNER, api, id);
  }

  /** How an acquirer is told: as the payment's scenario plans, or as chance has it. */
  synchronized NotificationPlan plan(String paymentRequestId, NotificationPlan planned) {
    return planned.equals(NotificationPlan.NORMAL)
        ? luck.notification(paymentRequestId).map(NotificationPlan::of).orElse(planned)
        : planned;
  }

  private static Optional<Scenario> take(
      Iterable<Standing> from, String clientId, String api, Optional<String> payment) {
    var each = from.iterator();
    while (each.hasNext()) {
      Standing standing = each.next();
      if (standing.rule.fits(api, clientId, payment)) {
        standing.left--;
        if (standing.left == 0) {
          each.remove();
        }
        return Optional.of(standing.rule.scenario());
      }
    }
    return Optional.empty();
  }

  /** An amount's fault strikes the first call only, so that a repeat can find out. */
  private Scenario byAmount(String clientId, String api, JsonObject body) {
    boolean refund = api.equals(ApiCatalog.REFUND);
    if (!refund && !api.equals(ApiCatalog.PAY)) {
      return Scenario.PLAIN;
    }
    Optional<Amount> amount = Fields.amount(body, refund ? "refundAmount" : "paymentAmount");
    Optional<String> id = Fields.text(body, refund ? "refundRequestId" : "paymentRequestId");
    Scenario scenario = amount.map(AmountTable::scenario).orElse(Scenario.PLAIN);
    if (scenario.equals(Scenario.PLAIN)) {
      return scenario;
    }
    boolean first = spent.add(clientId + ' ' + api + ' ' + id.orElse(""));
    return first ? scenario : scenario.withoutFaults();
  }

  private Scenario byChance(String api, String id, Scenario scenario) {
    return luck.call(Chance.Way.TO_ALIPAY_PLUS, api, id)
        .map(struck -> struck(scenario, struck))
        .orElse(scenario);
  }

  private static Scenario struck(Scenario scenario, Chance chance) {
    var faulty = scenario.withFault(chance.fault());
    return chance.delay().isZero() ? faulty : faulty.withDelay(chance.delay());
  }
}
