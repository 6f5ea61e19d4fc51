package io.plusgate.config;

/** Which of Alipay+'s two worlds a client belongs to; ids and keys differ between them. */
public enum Environment {
  SANDBOX,
  PRODUCTION
}
