package io.plusgate.doctor;

import io.plusgate.backend.BackendClient;
import io.plusgate.backend.BackendReply;
import io.plusgate.backend.WebhookSignature;
import io.plusgate.config.DeliveryConfig;
import io.plusgate.delivery.DeliveryHeaders;
import io.plusgate.delivery.RetrySchedule;
import io.plusgate.protocol.MessageTime;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Brings a staging backend what a gateway may lawfully bring it, in the ways that break backends:
 * twice, late, early, in the wrong order, contradicting itself, and forged.
 *
 * <p>Judged is its answer, as the gateway judges it, and, where somebody named a way to look,
 * whether the payment stands in its books as it stood before.
 */
public final class BackendTrial {
  private static final String SUCCEEDED = "payment.succeeded";
  private static final String CONTRADICTION = "payment.contradiction";
  private static final Duration LATE = Duration.ofDays(3);

  /** A retry of the third day: the schedule's ladder, then hourly. */
  private static final int LATE_ATTEMPT = 78;

  private final BackendClient backend;
  private final String to;
  private final String clientId;
  private final Optional<WebhookSignature> signature;
  private final DeliveryConfig delivery;
  private final RetrySchedule schedule;
  private final Optional<StateCheck> books;
  private final Optional<String> known;
  private final String amount;
  private final InstantSource clock;
  private final String run;
  private final Findings findings = new Findings();

  /**
   * @param to the path of the backend's route for notifyPayment
   * @param books how to look at a payment, when somebody said how
   * @param known a payment that the backend waits for; without one, every payment is new to it
   * @param amount of that payment, in yen
   * @param run makes the ids of this run its own
   */
  public BackendTrial(
      BackendClient backend,
      String to,
      String clientId,
      Optional<WebhookSignature> signature,
      DeliveryConfig delivery,
      Optional<StateCheck> books,
      Optional<String> known,
      String amount,
      InstantSource clock,
      String run) {
    this.backend = backend;
    this.to = to;
    this.clientId = clientId;
    this.signature = signature;
    this.delivery = delivery;
    this.schedule = new RetrySchedule(delivery, () -> 0);
    this.books = books;
    this.known = known;
    this.amount = amount;
    this.clock = clock;
    this.run = run;
  }

  /** Blocks until every event was answered; ends early when nobody answers the first one. */
  public Findings run() throws InterruptedException {
    var first = succeeded("duplicate", now());
    if (!isReached(first)) {
      return findings;
    }
    duplicates(first);
    late();
    early();
    reordered();
    contradicting();
    forged();
    return findings;
  }

  private boolean isReached(TrialEvent first) throws InterruptedException {
    var reply = post(first, signature, now());
    boolean reached = reply.match(replied -> true, unavailable -> false);
    if (reached) {
      judge("first event", reply, first, "answer 2xx once it is in your books");
    } else {
      String why = reply.match(replied -> "", silent -> silent.why() + ", " + silent.detail());
      findings.unreachable(
          "first event", to, why, "start the staging backend, or name it with --url");
    }
    return reached;
  }

  private void duplicates(TrialEvent first) throws InterruptedException {
    String remedy =
        "answer 2xx to a Webhook-Id you have already: what is not taken is sent again for days";
    disturb("duplicate", first.attempt(2), remedy);
    disturb("replay", first.replayed(), remedy);
    var twice = succeeded("at-once", now());
    var one = send(twice, signature, now());
    var other = send(twice.attempt(2), signature, now());
    judge("duplicate at once", await(one), twice, remedy);
    judge("duplicate at once", await(other), twice.attempt(2), remedy);
  }

  private void late() throws InterruptedException {
    var late = succeeded("late", now().minus(LATE)).attempt(LATE_ATTEMPT);
    judge(
        "late",
        post(late, signature, now()),
        late,
        "a result may come days after the payment: take it whatever the order's age");
  }

  /** Its payment is one that the backend can't know yet; to be told again is a good answer too. */
  private void early() throws InterruptedException {
    String id = run + "-early";
    var early = event("early", SUCCEEDED, id, sample(id, now()).succeeded(), now());
    var reply = post(early, signature, now());
    var verdict = schedule.verdict(early.delivery(), reply, now());
    String then =
        verdict.match(
            done -> "taken",
            again -> "not taken, so it is sent again",
            parked -> "parked, so it is not sent again by itself");
    findings.that(
        verdict.match(done -> true, again -> true, parked -> false),
        "early",
        subject(early),
        verdict.note() + ": " + then,
        "take it, or answer 404 or 503 for a payment you do not know yet; never 410 or 422");
  }

  /** A parked contradiction does not hold up what comes after it, and may come after that. */
  private void reordered() throws InterruptedException {
    String id = id("reordered");
    var sample = sample(id, now());
    var older = event("reordered-1", SUCCEEDED, id, sample.succeeded(), now());
    var newer = event("reordered-2", CONTRADICTION, id, sample.failed(), now());
    String remedy =
        "take events of a payment in any order; the event says what to do, not its turn";
    judge("reordered, newer first", post(newer, signature, now()), newer, remedy);
    disturb("reordered, older last", older.replayed(), remedy, Optional.empty());
  }

  private void contradicting() throws InterruptedException {
    String id = id("contradicting");
    var sample = sample(id, now());
    var first = event("contradicting-1", SUCCEEDED, id, sample.succeeded(), now());
    judge("contradicted event", post(first, signature, now()), first, "answer 2xx");
    disturb(
        "contradicting",
        event("contradicting-2", CONTRADICTION, id, sample.failed(), now()),
        "take it, keep it for a person to look at, and change nothing of the payment");
  }

  private void forged() throws InterruptedException {
    if (signature.isEmpty()) {
      findings.warn(
          "signature",
          "backend.webhookSecret",
          "none, so the backend cannot tell us from others",
          "set one, unless nobody else can reach the backend");
      return;
    }
    var event = succeeded("forged", now());
    refused(
        "forged signature", post(event, Optional.of(WebhookSignature.of("not the secret")), now()));
    refused(
        "signed an hour ago", post(succeeded("old", now()), signature, now().minusSeconds(3600)));
  }

  private void refused(String check, BackendReply reply) {
    boolean taken = reply.match(replied -> replied.isSuccess(), unavailable -> false);
    String remedy =
        "check Webhook-Signature and Webhook-Timestamp (five minutes) before anything else; answer 401";
    findings.that(!taken, check, "", words(reply) + (taken ? ": taken" : ": refused"), remedy);
  }

  /** Sends what must change nothing, and looks whether it did. */
  private void disturb(String check, TrialEvent event, String remedy) throws InterruptedException {
    disturb(check, event, remedy, look(event));
  }

  private void disturb(String check, TrialEvent event, String remedy, Optional<String> before)
      throws InterruptedException {
    judge(check, post(event, signature, now()), event, remedy);
    Optional<String> after = before.isPresent() ? look(event) : Optional.empty();
    if (after.isPresent()) {
      findings.that(
          after.equals(before),
          check + ", in the books",
          subject(event),
          after.equals(before) ? "as before" : "not as before: " + after.get(),
          remedy);
    }
  }

  private Optional<String> look(TrialEvent event) throws InterruptedException {
    if (books.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(books.get().of(subject(event)));
    } catch (IOException failed) {
      findings.unreachable(
          "books", subject(event), Wire.words(failed), "correct --check, or leave it out");
      return Optional.empty();
    }
  }

  private void judge(String check, BackendReply reply, TrialEvent event, String remedy) {
    var verdict = schedule.verdict(event.delivery(), reply, now());
    boolean taken = verdict.match(done -> true, again -> false, parked -> false);
    String then =
        verdict.match(
            done -> "taken",
            again -> "not taken, so it would be sent again",
            parked -> "parked, so it would not be sent again by itself");
    findings.that(taken, check, subject(event), verdict.note() + ": " + then, remedy);
  }

  private TrialEvent succeeded(String name, Instant at) {
    String id = id(name);
    return event(name, SUCCEEDED, id, sample(id, at).succeeded(), at);
  }

  private TrialEvent event(String name, String event, String id, byte[] body, Instant queuedAt) {
    return TrialEvent.of("msg_" + run + "_" + name, clientId, event, id, body, queuedAt);
  }

  private SampleResult sample(String id, Instant at) {
    return new SampleResult(id, amount, MessageTime.format(at));
  }

  private String id(String name) {
    return known.orElse(run + "-" + name);
  }

  private static String subject(TrialEvent event) {
    return event.delivery().paymentRequestId().orElse("");
  }

  private BackendReply post(TrialEvent event, Optional<WebhookSignature> signed, Instant at)
      throws InterruptedException {
    return await(send(event, signed, at));
  }

  private Future<BackendReply> send(
      TrialEvent event, Optional<WebhookSignature> signed, Instant at) {
    var headers = DeliveryHeaders.of(event.delivery(), event.payload(), signed, at);
    return backend.post(to, headers, Buffer.buffer(event.payload().body()), delivery.timeout());
  }

  private static BackendReply await(Future<BackendReply> reply) throws InterruptedException {
    try {
      return reply.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException never) {
      throw new IllegalStateException(never);
    }
  }

  private static String words(BackendReply reply) {
    return reply.match(
        replied -> "HTTP " + replied.status(), silent -> silent.why() + ", " + silent.detail());
  }

  private Instant now() {
    return clock.instant();
  }
}
