/**
 * Traces: the steps of one payment through the backend, this gateway and Alipay+, told to a
 * collector in OpenTelemetry's protocol when one is configured.
 *
 * <p>May import: protocol, config, OpenTelemetry (which nobody else may). Deliberately absent: any
 * attribute that is not in {@link io.plusgate.tracing.Note}, any body, any customer's id, any wait.
 */
@NullMarked
package io.plusgate.tracing;

import org.jspecify.annotations.NullMarked;
