/**
 * Server plumbing that knows no payments: listeners, raw bodies, problems, the access log.
 *
 * <p>May import: protocol, config, metrics, tracing, Vert.x, and Netty for the raw bytes.
 * Deliberately absent: Alipay+'s rules, keys, any JSON reading of a body.
 */
@NullMarked
package io.plusgate.http;

import org.jspecify.annotations.NullMarked;
