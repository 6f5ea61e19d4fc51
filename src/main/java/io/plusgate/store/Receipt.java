package io.plusgate.store;

/** Whether we have been told this before. */
public enum Receipt {
  /** New: kept, and queued where someone has to hear of it. */
  FIRST,
  /** Known: nothing more is kept and nobody is told again. */
  DUPLICATE,
  /** It says something else than before, or than we sent: kept and told as such, never applied. */
  CONTRADICTION
}
