package io.plusgate.metrics;

import java.util.Locale;

/** A label of a meter, and the closed set that its values come from. */
public enum Label {
  DIRECTION("`outbound` (the backend's calls), `inbound` (Alipay+'s calls)"),
  API("the API's documented name, or `other` for a path that no document lists"),
  OUTCOME("see Outcomes"),
  OPERATION("`sign`, `verify`"),
  RSA_PROVIDER("provider", "`corretto`, `jdk`"),
  STORE_CALL("operation", "a method of the store, for instance `recordNotification`"),
  STORE_OUTCOME("outcome", "`done`, `failed`"),
  FLOW("`outbound`, `inbound`, `notifications`, `deliveries`"),
  ROOM(
      "`outbound_calls`, `outbound_inquiries`, `handovers`, `waiters`, `inbound_calls`,"
          + " `inbound_inquiries`, `notifications`, `connections`"),
  TURNED_AWAY(
      "reason",
      "`full`, `draining`, `no_turn` (waited too long), `breaker` (Alipay+ is silent), `bodies`"
          + " (limits.bodiesInFlight)"),
  CALLER_REFUSED(
      "reason",
      "`address` (not in allowFrom), `no_token`, `wrong_token`, `too_many_wrong` (not looked at)"),
  SIDE("`backend`, `alipayplus`"),
  LISTENER("`backend`, `alipayplus`, `admin`"),
  VERDICT("`verified`, or why not: a code of docs/errors.md"),
  RULE("a rule of docs/lint.md"),
  RECEIPT("`first`, `duplicate`, `contradiction`, `refused` (incomplete), `not_kept` (store down)"),
  EVENT("an event of docs/payments.md, a notification's API, or `handover`"),
  DELIVERY_VERDICT("verdict", "`done`, `retry`, `parked`"),
  DELIVERY_STATE("state", "`waiting`, `parked`, `done`"),
  PHASE("a phase of docs/arbiter.md"),
  CURRENCY("three letters, as in the pay request"),
  ALARM("kind", "an alarm of docs/payments.md"),
  USE("the listener whose certificate it is: `backend`, `alipayplus`, `admin`"),
  KEY_VERSION("version", "a keyVersion of the configuration"),
  RELOAD_OUTCOME("outcome", "`applied`, `unchanged`, `refused`"),
  VERSION("of Plusgate"),
  JAVA("of the Java runtime"),
  PROVIDER("of RSA: `corretto`, `jdk`");

  private final String key;
  private final String values;

  Label(String values) {
    this.key = name().toLowerCase(Locale.ROOT);
    this.values = values;
  }

  Label(String key, String values) {
    this.key = key;
    this.values = values;
  }

  /** The label's name in Prometheus. */
  public String key() {
    return key;
  }

  /** Where its values come from, for people. */
  public String drawnFrom() {
    return values;
  }
}
