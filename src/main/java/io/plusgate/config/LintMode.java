package io.plusgate.config;

/** What becomes of a call of the backend that breaks a documented rule of its API. */
public enum LintMode {
  /** Nobody looks. */
  OFF,
  /** It is sent as it is, and the backend is told. */
  WARN,
  /** It is refused before it is signed. */
  ENFORCE
}
