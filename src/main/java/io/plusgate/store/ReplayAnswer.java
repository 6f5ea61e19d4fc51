package io.plusgate.store;

/** What became of the wish to send a delivery again. */
public enum ReplayAnswer {
  /** It is waiting again, under the same Webhook-Id. */
  QUEUED,
  /** It has not been finished yet, so it is sent anyway. */
  STILL_WAITING,
  /** No such delivery. */
  UNKNOWN,
  /** Its bytes are older than we keep them. */
  PRUNED
}
