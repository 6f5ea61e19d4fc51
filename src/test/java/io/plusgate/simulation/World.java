package io.plusgate.simulation;

import io.plusgate.alipayplus.Answer;
import io.plusgate.alipayplus.Answer.Silence;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/**
 * Alipay+ and the way to it: it has one truth of the one payment. Until it is healthy, calls and
 * answers get lost, come late or can't be trusted; from then on it answers truly and in time.
 *
 * <p>An unlawful Alipay+ also says, now and then, what is not true, over a good signature.
 */
final class World {
  /** What Alipay+'s own book says. */
  enum Truth {
    UNHEARD_OF,
    IN_PROCESS,
    PAID,
    FAILED,
    CLOSED
  }

  private static final Duration DEADLINE = Duration.ofSeconds(8);
  private static final Duration SLOW = Duration.ofSeconds(40);
  private static final Duration QUICK = Duration.ofMillis(60);

  private final VirtualTime time;
  private final Machine gateway;
  private final Dice dice;
  private final Duration healthyFrom;
  private final int loss;
  private final boolean lawful;
  private final Runnable ended;
  private Truth truth = Truth.UNHEARD_OF;
  private boolean everPaid;
  private boolean heardOfCancel;

  /**
   * @param ended called when the payment has succeeded or failed: a notification is due
   */
  World(
      VirtualTime time,
      Machine gateway,
      Dice dice,
      Duration healthyFrom,
      boolean lawful,
      Runnable ended) {
    this.time = time;
    this.gateway = gateway;
    this.dice = dice;
    this.healthyFrom = healthyFrom;
    this.loss = dice.oneOf(0, 5, 30, 70);
    this.lawful = lawful;
    this.ended = ended;
  }

  Truth truth() {
    return truth;
  }

  boolean everPaid() {
    return everPaid;
  }

  boolean isLawful() {
    return lawful;
  }

  boolean heardOfCancel() {
    return heardOfCancel;
  }

  /** One call of the gateway; the future completes at the deadline at the latest. */
  Future<Answer> call(String api) {
    Promise<Answer> answer = Promise.promise();
    gateway.in(DEADLINE, () -> answer.tryComplete(Statements.silent(Silence.TIMEOUT)));
    if (isLost()) {
      if (dice.in(30)) {
        gateway.in(QUICK, () -> answer.tryComplete(Statements.silent(Silence.UNREACHABLE)));
      }
    } else {
      var caller = gateway.process();
      time.in(travel(), () -> serve(api, said -> caller.accept(() -> answer.tryComplete(said))));
    }
    return answer.future();
  }

  private void serve(String api, Consumer<Answer> caller) {
    String body = statement(api);
    if (!isLost()) {
      boolean damaged = !isHealthy() && dice.in(loss / 3);
      var said = damaged ? Statements.untrusted() : Statements.trusted(body);
      time.in(travel(), () -> caller.accept(said));
    }
  }

  private String statement(String api) {
    if (!isHealthy() && dice.in(loss / 4)) {
      return dice.oneOf(Statements.UNKNOWN, Statements.TOO_MUCH);
    }
    if (!lawful && dice.in(15)) {
      return lie(api);
    }
    return switch (api) {
      case "pay" -> pay();
      case "inquiryPayment" -> inquire();
      case "cancelPayment" -> cancel();
      default -> throw new IllegalArgumentException(api);
    };
  }

  private String pay() {
    if (truth == Truth.UNHEARD_OF) {
      truth = Truth.IN_PROCESS;
      switch (dice.below(6)) {
        case 0 -> end(Truth.PAID);
        case 1 -> end(Truth.FAILED);
        case 2 -> {}
        default ->
            time.in(
                dice.upTo(Duration.ofMinutes(2)),
                () -> {
                  if (truth == Truth.IN_PROCESS) {
                    end(dice.in(70) ? Truth.PAID : Truth.FAILED);
                  }
                });
      }
    }
    return switch (truth) {
      case PAID -> Statements.SUCCESS;
      case FAILED -> Statements.REFUSED;
      case CLOSED -> Statements.CLOSED;
      case UNHEARD_OF, IN_PROCESS -> Statements.IN_PROCESS;
    };
  }

  private String inquire() {
    return switch (truth) {
      case UNHEARD_OF -> Statements.NOT_EXIST;
      case IN_PROCESS -> Statements.INQUIRED_OPEN;
      case PAID -> Statements.INQUIRED_PAID;
      case FAILED -> Statements.INQUIRED_FAILED;
      case CLOSED -> Statements.INQUIRED_CLOSED;
    };
  }

  /** Succeeds whatever the payment's status, until 00:15 UTC+8 of T+1 (protocol 7.3). */
  private String cancel() {
    heardOfCancel = true;
    if (isTooLate()) {
      return Statements.TOO_LATE;
    }
    if (!isHealthy() && dice.in(loss / 4)) {
      return Statements.DENIED;
    }
    truth = Truth.CLOSED;
    return Statements.SUCCESS;
  }

  private String lie(String api) {
    return api.equals("inquiryPayment")
        ? dice.oneOf(
            Statements.INQUIRED_PAID_OTHERWISE,
            Statements.INQUIRED_PAID,
            Statements.INQUIRED_FAILED,
            Statements.INQUIRED_CLOSED)
        : dice.oneOf(Statements.SUCCESS, Statements.REFUSED);
  }

  private void end(Truth how) {
    truth = how;
    everPaid |= how == Truth.PAID;
    ended.run();
  }

  private boolean isTooLate() {
    Instant start = time.instant().minus(time.passed());
    var day = start.atOffset(ZoneOffset.ofHours(8)).toLocalDate().plusDays(1);
    return !time.instant().isBefore(day.atTime(0, 15).toInstant(ZoneOffset.ofHours(8)));
  }

  private boolean isLost() {
    return !isHealthy() && dice.in(loss);
  }

  private Duration travel() {
    return dice.upTo(!isHealthy() && dice.in(20) ? SLOW : QUICK);
  }

  private boolean isHealthy() {
    return time.passed().compareTo(healthyFrom) >= 0;
  }
}
