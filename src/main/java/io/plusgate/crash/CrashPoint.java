package io.plusgate.crash;

/**
 * The steps of docs/promises.md at which {@code -Dplusgate.haltAt=<step>[:n]} has the process die
 * at the n-th passing, with nothing flushed, closed or said to anybody, as by {@code kill -9}.
 */
public enum CrashPoint {
  /** The notification's signature is right; the store knows nothing of it yet. */
  VERIFIED,
  /** The store's transaction has run but is not on disk. */
  WRITTEN,
  /** On disk, and Alipay+ not told. */
  RECORDED,
  /** The acknowledgement's bytes are out. */
  ACKNOWLEDGED,
  /** The delivery is ours for the time of its lease, and not posted. */
  CLAIMED,
  /** The backend has answered, and the store does not know. */
  ANSWERED,
  /** The delivery's end is on disk. */
  FINISHED;

  /** Dies here, if that is what was asked for. */
  public void passed() {
    HaltOrder.passed(this);
  }

  /** As the property and docs/promises.md spell it. */
  public String word() {
    return HaltOrder.word(this);
  }
}
