package io.plusgate.outbound;

import io.plusgate.alipayplus.Answer.Silent;
import io.plusgate.alipayplus.Answer.Untrusted;
import io.plusgate.http.Problem;
import io.plusgate.lint.LintFinding;
import io.plusgate.protocol.Result;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The refusals and failures a backend can meet, each with its stable code (docs/errors.md). */
final class Problems {
  private static final String STAYS_OPEN =
      " The outcome is unknown, not failed: ask with inquiryPayment or wait for the notification.";

  private Problems() {}

  static Problem notFound() {
    return new Problem(
        404,
        "not-found",
        "No such address",
        "Nothing is served here (expected: POST /aps/…, the path of an Alipay+ API).");
  }

  static Problem methodNotAllowed(String method) {
    return new Problem(
        405,
        "method-not-allowed",
        "Alipay+ APIs are called with POST",
        "method: " + method + " (expected: POST). Nothing was sent.");
  }

  static Problem clientRequired(int clients) {
    return new Problem(
        400,
        "client-required",
        "Several clients are configured",
        "Client-Id: absent (expected: the header names one of the "
            + clients
            + " configured clients). Nothing was sent.");
  }

  static Problem clientUnknown() {
    return new Problem(
        400,
        "client-unknown",
        "This client is not configured",
        "Client-Id: not one of clients[].clientId (expected: a configured one, or no header when"
            + " there is only one). Nothing was sent.");
  }

  static Problem bodyTooLarge(String detail) {
    return new Problem(
        413, "body-too-large", "The body is too large", detail + ". Nothing was sent.");
  }

  /** The documented rules that a call breaks, each with its place; never a value. */
  static Problem lint(List<LintFinding> findings) {
    var first = findings.get(0);
    var places =
        findings.stream()
            .map(
                finding ->
                    Map.of(
                        "rule",
                        finding.rule().word(),
                        "place",
                        finding.place(),
                        "expected",
                        finding.expected()))
            .toList();
    return new Problem(
        400,
        "contract-broken",
        "The call breaks a documented rule of its API",
        first.place()
            + ": "
            + first.rule().word()
            + " (expected: "
            + first.expected()
            + "). Nothing was sent.",
        Map.of("findings", places));
  }

  static Problem storeUnavailable() {
    return new Problem(
        503,
        "store-unavailable",
        "The store can't be used",
        "store: down or full. Nothing was sent; try again.");
  }

  static Problem paymentUnknown() {
    return new Problem(
        404,
        "payment-unknown",
        "No such payment",
        "paymentRequestId: not one that was sent through this gateway for this client.");
  }

  static Problem badWait(Duration longest) {
    return new Problem(
        400,
        "wait-invalid",
        "The wait can't be read",
        "wait: (expected: a number with ms, s or m, at most " + longest.toMinutes() + "m).");
  }

  static Problem handoverIncomplete() {
    return new Problem(
        400,
        "handover-incomplete",
        "This can't be handed over",
        "body: (expected: a JSON object with a paymentRequestId of at most 64 characters and a"
            + " paymentResult of S or F). Nothing was kept.");
  }

  static Problem handoverNotifyUrl() {
    return new Problem(
        400,
        "handover-notify-url",
        "The notify URL can't be used",
        "Plusgate-Notify-Url: (expected: http or https, a host and a path, as paymentNotifyUrl of"
            + " the pay request or of the userInitiatedPay answer). Nothing was kept.");
  }

  static Problem handoverNotifyHost(URI host) {
    return new Problem(
        400,
        "handover-notify-host",
        "The notify URL is of an unknown host",
        "Plusgate-Notify-Url: "
            + host
            + " (expected: https and the host of alipayPlus.baseUrl, or one of alipayPlus.notifyHosts"
            + " of this client). Nothing was kept.");
  }

  static Problem handoverContradiction() {
    return new Problem(
        409,
        "handover-contradiction",
        "Another content was handed over for this payment",
        "paymentRequestId: its paymentResult, paymentAmount, payToAmount, customsDeclarationAmount, paymentId or"
            + " customerId differs from"
            + " what was taken before (D/api_mpp/idempotency). Nothing was kept.");
  }

  static Problem overloaded() {
    return overloaded("limits: reached");
  }

  static Problem overloaded(String limit) {
    return new Problem(
        503,
        "overloaded",
        "Too many calls in flight",
        limit + ". Nothing was kept or sent; try again.");
  }

  static Problem alipayPlusSilent() {
    return new Problem(
        503,
        "alipayplus-unavailable",
        "Alipay+ does not answer at the moment",
        "None of the last calls was answered. Nothing was kept or sent; try again later."
            + " inquiryPayment and cancelPayment are let through.");
  }

  static Problem draining() {
    return new Problem(
        503,
        "draining",
        "The gateway is stopping",
        "Nothing was sent; another gateway will take it.");
  }

  /** Something came, but it can't be trusted to be Alipay+'s word. */
  static Problem untrusted(Untrusted answer) {
    return switch (answer.why()) {
      case BAD_SIGNATURE ->
          problem(
              answer,
              "answer-signature-invalid",
              "The answer's signature does not fit",
              "Signature: "
                  + answer.detail()
                  + " (expected: made with an Alipay+ key of this client"
                  + " over exactly these bytes).");
      case HALF_SIGNED ->
          problem(
              answer,
              "answer-half-signed",
              "The answer is only half signed",
              answer.detail() + ".");
      case UNSIGNED_SUCCESS ->
          problem(
              answer,
              "answer-unsigned-success",
              "The answer claims success without a signature",
              "Signature: absent (expected: Alipay+ signs every answer).");
      case UNSIGNED_FAILURE ->
          problem(
              answer,
              "answer-unsigned-failure",
              "The answer has no signature",
              "Signature: absent (expected: Alipay+ signs every answer). If untrustedResult says"
                  + " INVALID_CLIENT, KEY_NOT_FOUND or INVALID_SIGNATURE, look at clientId, keys and"
                  + " base URL.");
      case TOO_LARGE ->
          problem(answer, "answer-too-large", "The answer is too large", answer.detail() + ".");
    };
  }

  /** Nothing came. */
  static Problem silent(Silent answer) {
    return switch (answer.why()) {
      case UNREACHABLE ->
          new Problem(
              502,
              "alipayplus-unreachable",
              "Alipay+ could not be reached",
              "clients[].alipayPlus.baseUrl: " + answer.detail() + ". Nothing was sent.");
      case BROKEN ->
          new Problem(
              502,
              "alipayplus-connection-lost",
              "The connection to Alipay+ broke",
              answer.detail() + "." + STAYS_OPEN);
      case TIMEOUT ->
          new Problem(
              504,
              "alipayplus-timeout",
              "Alipay+ did not answer in time",
              answer.detail() + "." + STAYS_OPEN);
    };
  }

  private static Problem problem(Untrusted answer, String code, String title, String detail) {
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("upstreamStatus", answer.status());
    answer.claimed().ifPresent(result -> extra.put("untrustedResult", claimed(result)));
    return new Problem(502, code, title, detail + STAYS_OPEN, extra);
  }

  private static Map<String, Object> claimed(Result result) {
    return Map.of("resultStatus", result.resultStatus().name(), "resultCode", result.resultCode());
  }
}
