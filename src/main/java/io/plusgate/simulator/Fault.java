package io.plusgate.simulator;

/** What goes wrong on the wire with an answer, or (the signature ones) with a call of ours. */
public enum Fault {
  NONE,
  /** The call is carried out, the answer never comes. */
  SILENCE,
  /** The call is lost before it is carried out, and nothing comes back. */
  SILENCE_UNPROCESSED,
  /** The call is carried out, then the connection breaks without an answer. */
  RESET,
  /** The connection breaks before the call is carried out. */
  RESET_UNPROCESSED,
  /** The connection breaks in the middle of the answer's body. */
  HALF_ANSWER,
  /** The call is carried out, the answer is HTTP 500. */
  HTTP_500,
  /** The call is carried out, the answer is HTTP 200 with something that is not JSON. */
  GARBAGE,
  /** Well-formed, made by the right key, over other bytes. */
  BAD_SIGNATURE,
  TRUNCATED_SIGNATURE,
  /** Neither Signature nor time. */
  UNSIGNED,
  /** Signature without its time. */
  ONLY_SIGNATURE,
  /** Time without a Signature. */
  ONLY_TIME,
  WRONG_KEY,
  /** Signed correctly, then one field changed. */
  TAMPERED_BODY,
  /** Signed correctly, but at another time: a day ahead, or as far as was asked for. */
  CLOCK_OFF,
  /** The call is not carried out; the answer is U REQUEST_TRAFFIC_EXCEED_LIMIT. */
  TRAFFIC_LIMIT,
  /** A call of Alipay+ that comes twice at once. */
  REPEATED;

  /** Whether Alipay+ carries out the call at all. */
  public boolean processed() {
    return this != SILENCE_UNPROCESSED && this != RESET_UNPROCESSED && this != TRAFFIC_LIMIT;
  }
}
