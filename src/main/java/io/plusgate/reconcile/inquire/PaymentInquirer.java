package io.plusgate.reconcile.inquire;

import io.plusgate.alipayplus.AlipayPlusClient;
import io.plusgate.alipayplus.Answer;
import io.plusgate.alipayplus.Call;
import io.plusgate.http.Exchange;
import io.plusgate.protocol.Api;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.Role;
import io.plusgate.reconcile.Finding;
import io.plusgate.reconcile.match.Window;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/**
 * Asks Alipay+ about one difference after the other, so many per second and no more than a limit.
 * One question at a time; the next one may be put when the last was answered.
 */
public final class PaymentInquirer {
  private static final Api INQUIRY =
      ApiCatalog.find(Role.ACQP, Direction.OUTBOUND, ApiCatalog.INQUIRY_PAYMENT).orElseThrow();
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** So often is a question put again that Alipay+ found one too many. */
  private static final int TRIES = 4;

  private final Vertx vertx;
  private final Context context;
  private final AlipayPlusClient client;
  private final String clientId;
  private final Duration deadline;
  private final Reclassification reclassification;
  private final Duration gap;
  private final long limit;
  private long asked;
  private long answered;
  private long left;
  private long nextAt = System.nanoTime();

  /**
   * @param deadline of one inquiry
   * @param perSecond most questions per second
   * @param limit most questions in all
   */
  public PaymentInquirer(
      Vertx vertx,
      AlipayPlusClient client,
      String clientId,
      Duration deadline,
      Window window,
      int perSecond,
      long limit) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.client = client;
    this.clientId = clientId;
    this.deadline = deadline;
    this.reclassification = new Reclassification(window.to().toEpochDay());
    this.gap = Duration.ofSeconds(1).dividedBy(perSecond);
    this.limit = limit;
  }

  /**
   * The difference as it is after Alipay+ was asked; as it was when there is nothing to ask, when
   * the limit is reached, or when no verified answer came. Never fails.
   */
  public Future<Finding> ask(Finding finding) {
    if (!Reclassification.canAsk(finding)) {
      return Future.succeededFuture(finding);
    }
    if (asked >= limit) {
      left++;
      return Future.succeededFuture(finding);
    }
    var question = Question.about(finding);
    if (question.isEmpty()) {
      var nothing = Statement.unknown("not asked: nobody says which payment it refunds");
      return Future.succeededFuture(reclassification.apply(finding, nothing));
    }
    asked++;
    return put(question.get(), 1)
        .map(answer -> AnswerReading.read(finding, question.get(), answer))
        .map(statement -> judged(finding, statement));
  }

  /** Questions put so far. */
  public long asked() {
    return asked;
  }

  /** Of those, how many had a verified answer that says something. */
  public long answered() {
    return answered;
  }

  /** Differences that were not asked about, because the limit was reached. */
  public long left() {
    return left;
  }

  private Finding judged(Finding finding, Statement statement) {
    answered += statement.verdict() == io.plusgate.reconcile.Inquired.Verdict.UNKNOWN ? 0 : 1;
    return reclassification.apply(finding, statement);
  }

  private Future<Answer> put(Question question, int attempt) {
    return turn()
        .compose(now -> call(question))
        .compose(
            answer ->
                AnswerReading.isTooMuch(answer) && attempt < TRIES
                    ? pause(attempt).compose(rested -> put(question, attempt + 1))
                    : Future.succeededFuture(answer));
  }

  /** The client belongs to one event loop, and so do its calls. */
  private Future<Answer> call(Question question) {
    Promise<Answer> answered = Promise.promise();
    context.runOnContext(
        now -> {
          var exchange = new Exchange(Direction.OUTBOUND, System.nanoTime());
          exchange.api(INQUIRY.name()).clientId(clientId);
          var call =
              new Call(
                  INQUIRY,
                  INQUIRY.path(),
                  Buffer.buffer(question.body()),
                  MultiMap.caseInsensitiveMultiMap(),
                  deadline);
          client.call(call, exchange).onComplete(answered);
        });
    return answered.future();
  }

  private Future<Void> turn() {
    long now = System.nanoTime();
    long wait = nextAt - now;
    nextAt = Math.max(now, nextAt) + gap.toNanos();
    return wait <= 0 ? Future.succeededFuture() : rest(Duration.ofNanos(wait));
  }

  /** Alipay+ said REQUEST_TRAFFIC_EXCEED_LIMIT: twice as long each time. */
  private Future<Void> pause(int attempt) {
    return rest(FIRST_PAUSE.multipliedBy(1L << (attempt - 1)));
  }

  private Future<Void> rest(Duration time) {
    Promise<Void> over = Promise.promise();
    vertx.setTimer(Math.max(1, time.toMillis()), now -> over.complete());
    return over.future();
  }
}
