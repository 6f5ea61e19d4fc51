package io.plusgate.http;

import io.plusgate.metrics.Outcome;
import io.plusgate.protocol.Direction;
import io.plusgate.tracing.Note;
import io.plusgate.tracing.Notes;
import io.plusgate.tracing.Step;

/**
 * What is worth saying about one exchange once it is over: ids, verdict, timings. It travels with
 * the exchange as an argument and ends as one line of the access log and one observation.
 *
 * <p>Deliberately absent: bodies, keys, signatures, customer ids.
 */
@CanIgnoreReturnValue
public final class Exchange {
  private final Direction direction;
  private final long startedNanos;
  private Step step = Step.NONE;
  private String api = "other";
  private String clientId = "";
  private String by = "";
  private String paymentRequestId = "";
  private String verdict = "";
  private String reason = "";
  private String resultStatus = "";
  private String resultCode = "";
  private Outcome outcome = Outcome.FAILED;
  private int status;
  private int bytesIn;
  private int bytesOut;
  private long signNanos;
  private long upstreamNanos;
  private long verifyNanos;

  public Exchange(Direction direction, long startedNanos) {
    this.direction = direction;
    this.startedNanos = startedNanos;
  }

  /** Its place in a trace. */
  public Exchange step(Step place) {
    step = place;
    return this;
  }

  public Exchange api(String name) {
    api = name;
    return this;
  }

  public Exchange clientId(String id) {
    clientId = id;
    return this;
  }

  /** Who began it, when it was neither the backend nor Alipay+: the gateway's own calls. */
  public Exchange by(String who) {
    by = who;
    return this;
  }

  public Exchange paymentRequestId(String id) {
    paymentRequestId = id;
    return this;
  }

  /** How the exchange ended, what was answered, and how many bytes went each way. */
  public Exchange ended(Outcome how, int httpStatus) {
    outcome = how;
    status = httpStatus;
    return this;
  }

  /** The verdict on the signature, in the words of the metric's label. */
  public Exchange verdict(String word) {
    verdict = word;
    return this;
  }

  /** Why it was refused or failed: a stable code. */
  public Exchange reason(String code) {
    reason = code;
    return this;
  }

  public Exchange result(String itsStatus, String itsCode) {
    resultStatus = itsStatus;
    resultCode = itsCode;
    return this;
  }

  public Exchange bytesIn(int bytes) {
    bytesIn = bytes;
    return this;
  }

  public Exchange bytesOut(int bytes) {
    bytesOut = bytes;
    return this;
  }

  public Exchange signed(long nanos) {
    signNanos += nanos;
    return this;
  }

  public Exchange upstream(long nanos) {
    upstreamNanos += nanos;
    return this;
  }

  public Exchange verified(long nanos) {
    verifyNanos += nanos;
    return this;
  }

  public Step step() {
    return step;
  }

  public Direction direction() {
    return direction;
  }

  public String api() {
    return api;
  }

  public String paymentRequestId() {
    return paymentRequestId;
  }

  public int status() {
    return status;
  }

  public Outcome outcome() {
    return outcome;
  }

  public long startedNanos() {
    return startedNanos;
  }

  boolean isOurOwn() {
    return !by.isEmpty();
  }

  /** What its span says. */
  void note(Notes notes) {
    notes
        .text(Note.API, api)
        .text(Note.CLIENT_ID, clientId)
        .text(Note.PAYMENT_REQUEST_ID, paymentRequestId)
        .text(Note.OUTCOME, outcome.label())
        .text(Note.VERDICT, verdict)
        .text(Note.REASON, reason)
        .text(Note.RESULT_STATUS, resultStatus)
        .text(Note.RESULT_CODE, resultCode)
        .number(Note.HTTP_STATUS, status)
        .failedIf(outcome != Outcome.VERIFIED);
  }

  /** What its line in the log says. */
  void write(LogLine line, long endedNanos) {
    line.text("direction", direction.label())
        .text("by", by)
        .text("traceId", step.context().isNone() ? "" : step.context().traceId())
        .text("api", api)
        .text("clientId", clientId)
        .text("paymentRequestId", paymentRequestId)
        .text("outcome", outcome.label())
        .text("verdict", verdict)
        .text("reason", reason)
        .number("status", status)
        .text("resultStatus", resultStatus)
        .text("resultCode", resultCode)
        .number("bytesIn", bytesIn)
        .number("bytesOut", bytesOut)
        .millis("totalMs", endedNanos - startedNanos)
        .millis("signMs", signNanos)
        .millis("upstreamMs", upstreamNanos)
        .millis("verifyMs", verifyNanos);
  }
}
