package io.plusgate.config;

/** The HTTP version we speak to Alipay+. */
public enum HttpVersion {
  HTTP_1_1,
  HTTP_2
}
