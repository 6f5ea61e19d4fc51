/**
 * Bytes and keys: what is signed, how a signature is written and read, which key made it.
 *
 * <p>Imports nothing of ours. Bouncy Castle only in {@code KeyDer} and {@link
 * io.plusgate.signature.SelfSignedCertificate}, Amazon Corretto only in {@link
 * io.plusgate.signature.CryptoProvider}. Deliberately absent: files, HTTP, JSON, clocks, and any
 * meaning of the bytes that are signed.
 */
@NullMarked
package io.plusgate.signature;

import org.jspecify.annotations.NullMarked;
