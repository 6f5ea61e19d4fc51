/**
 * Alipay+ to us: verify first, then record and acknowledge (notifications) or forward and sign the
 * backend's answer (calls that need it now).
 *
 * <p>May import: crash, protocol, payment, signature, store, backend, http, config, metrics,
 * tracing, Vert.x. Deliberately absent: any parsing before the signature was verified, any answer
 * that is not signed JSON over HTTP 200.
 */
@NullMarked
package io.plusgate.inbound;

import org.jspecify.annotations.NullMarked;
