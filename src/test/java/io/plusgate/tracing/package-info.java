/** Tests of {@link io.plusgate.tracing.Tracing}. */
@NullMarked
package io.plusgate.tracing;

import org.jspecify.annotations.NullMarked;
