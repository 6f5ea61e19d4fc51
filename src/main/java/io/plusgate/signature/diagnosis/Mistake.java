package io.plusgate.signature.diagnosis;

import java.util.Locale;

/** A mistake that makes a good signature look bad, and what to do about it. */
public enum Mistake {
  PRETTY_PRINTED(
      "the body was pretty-printed after signing",
      "verify the bytes as they came over the wire, before any JSON library sees them"),
  COMPACTED(
      "the body was compacted after signing",
      "verify the bytes as they came over the wire, before any JSON library sees them"),
  RESERIALISED(
      "the body was parsed and written again after signing",
      "sign and send one and the same byte array; verify before parsing"),
  ESCAPES_CHANGED(
      "characters of the body were escaped or unescaped after signing",
      "keep the bytes: \\/ and /, \\u00e9 and é are the same JSON and other bytes"),
  KEYS_REORDERED(
      "the fields of the body stand in another order than when it was signed",
      "keep the bytes; Alipay+ has no sorted form"),
  LINE_ENDS_CHANGED(
      "the line ends of the body were changed after signing",
      "send and read the body as binary (curl: --data-binary; git: no autocrlf)"),
  FINAL_NEWLINE_ADDED(
      "a line end was added behind the body",
      "send the body without it; an editor or echo added it (printf does not)"),
  FINAL_NEWLINE_LOST(
      "the line end behind the body was lost",
      "keep the bytes; $(…) in a shell and curl -d drop line ends"),
  BOM_ADDED(
      "a byte order mark stands before the body", "save and send the body as UTF-8 without BOM"),
  BOM_LOST("the byte order mark before the body was lost", "sign the body without BOM as well"),
  CHARSET(
      "the body went through another charset than UTF-8",
      "read and write bytes, or name UTF-8 at every conversion"),
  BODY_NOT_SIGNED("the signature is over an empty body", "sign the body that is sent"),
  OTHER_PATH(
      "another path was signed",
      "sign the path that is called; behind a rewriting proxy set signedPath of the route"),
  HOST_IN_PATH("one side has the host in the path", "sign the path alone: /aps/api/v1/…"),
  QUERY_IN_PATH(
      "one side has the query in the path", "register addresses without a query with Alipay+"),
  SLASH_IN_PATH("the paths differ by a slash", "sign the path exactly as it is called"),
  REQUEST_TIME_FOR_RESPONSE_TIME(
      "another time was signed: Request-Time in place of Response-Time, or the other way round",
      "requests are signed with Request-Time, answers with Response-Time"),
  TIME_REFORMATTED(
      "the time in the header is not the text that was signed",
      "keep the header's text; never parse and format it again"),
  OTHER_CLIENT_ID(
      "another Client-Id was signed", "the partner's own Client-Id stands in both directions"),
  HEAD_CRLF(
      "CR LF stands behind the path where LF belongs", "join the two lines with one \\n (0x0A)"),
  OWN_KEY(
      "it was made by our own key, not by Alipay+'s",
      "verify what Alipay+ sends with the public key that Developer Center shows"),
  OTHER_CLIENTS_KEY(
      "it was made by the key of another client or environment",
      "sandbox and production, and each client, have keys of their own"),
  OTHER_HASH("it was made with SHA-1, not SHA-256", "use SHA256withRSA (RSA2)"),
  PLUS_TURNED_BLANK(
      "+ in the signature was turned to a blank",
      "percent-decode without form rules: Java's URLDecoder turns + to a blank"),
  NOT_PERCENT_DECODED(
      "the signature lost its % signs instead of being percent-decoded",
      "percent-decode the value once, then Base64"),
  PERCENT_ENCODED_TWICE(
      "the signature is percent-encoded twice (or was decoded once too little)",
      "encode once, decode once"),
  WRAPPED_SIGNATURE(
      "the signature is broken over lines", "write Base64 on one line (openssl base64 -A)"),
  BARE_SIGNATURE(
      "only the signature was given, without algorithm= and keyVersion=",
      "the header is algorithm=RSA256,keyVersion=1,signature=…"),
  BASE64URL(
      "the signature is base64url",
      "Plusgate reads it; send Base64, percent-encoded, as the official samples do"),
  NOT_PERCENT_ENCODED(
      "the signature is plain Base64, not percent-encoded",
      "Plusgate reads it; other readers turn its + to a blank, so percent-encode it"),
  OTHER_KEY_VERSION(
      "the header names another keyVersion than the key that made it",
      "Plusgate tries every key; other readers do not, so send the right version");

  private final String what;
  private final String remedy;

  Mistake(String what, String remedy) {
    this.what = what;
    this.remedy = remedy;
  }

  /** What happened, as half a sentence. */
  public String what() {
    return what;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }

  /** The stable name for scripts, e.g. {@code other-path}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
