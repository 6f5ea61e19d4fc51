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
import java.util.Random;
import java.util.Set;

/**
 * What Alipay+ is asked to do with the calls to come: first what was ordered for the next ones,
 * then the standing rules, then the amount; on a call without a fault, one may happen by chance.
 */
public final class Script {
  private static final int KEPT = 50_000;

  private final Deque<Standing> next = new ArrayDeque<>();
  private final List<Standing> rules = new ArrayList<>();
  private final List<Chance> chances = new ArrayList<>();
  private final Set<String> spent = Collections.newSetFromMap(new Recent<>(KEPT));
  private Random random;

  /** A fault that happens to a share of the calls. */
  public record Chance(Optional<String> api, Fault fault, double share) {
    public Chance {
      if (share < 0 || share > 1) {
        throw new IllegalArgumentException("share: " + share + " (expected: 0 to 1)");
      }
    }
  }

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
    this.random = new Random(seed);
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
    chances.add(chance);
  }

  /** Starts the row of chances anew. */
  public synchronized void seed(long seed) {
    random = new Random(seed);
  }

  public synchronized void clear() {
    next.clear();
    rules.clear();
    chances.clear();
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
    return chosen.fault() == Fault.NONE ? byChance(api, chosen) : chosen;
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

  private Scenario byChance(String api, Scenario scenario) {
    for (Chance chance : chances) {
      boolean meant = chance.api().map(api::equals).orElse(true);
      if (meant && random.nextDouble() < chance.share()) {
        return scenario.withFault(chance.fault());
      }
    }
    return scenario;
  }
}
