package io.plusgate.config;

/** The HTTP version we speak to Alipay+. */
public enum HttpVersion {
  HTTP_1_1("1.1"),
  HTTP_2("2");

  private final String text;

  HttpVersion(String text) {
    this.text = text;
  }

  /** As it stands in the configuration. */
  public String text() {
    return text;
  }
}
