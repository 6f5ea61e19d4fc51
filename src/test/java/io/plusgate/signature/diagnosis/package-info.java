/** Promises of the mistake finder: the right cause, and "unknown" where there is none. */
@NullMarked
package io.plusgate.signature.diagnosis;

import org.jspecify.annotations.NullMarked;
