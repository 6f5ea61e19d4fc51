package io.plusgate.config;

import java.util.Optional;

/**
 * TLS of one listener, always 1.2 or newer.
 *
 * @param certificate our chain, PEM, the server's own certificate first
 * @param clientCertificates when given, callers must show a certificate that these vouch for (mTLS)
 */
public record TlsConfig(
    KeyFile certificate, KeyFile privateKey, Optional<KeyFile> clientCertificates) {}
