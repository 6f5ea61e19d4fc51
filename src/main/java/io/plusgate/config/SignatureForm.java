package io.plusgate.config;

/** How the value of an outgoing {@code Signature} header is written as text. */
public enum SignatureForm {
  /** Standard Base64, then percent-encoded, as the official samples show. */
  PERCENT_ENCODED,
  BASE64,
  /** As the formula on the signature page says. */
  BASE64URL
}
