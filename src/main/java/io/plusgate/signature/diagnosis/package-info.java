/**
 * Why a signature does not fit: tries the mistakes that integrators make and names the one that
 * would make it right, with the bytes that differ.
 *
 * <p>May import {@code signature}, nothing else. Deliberately absent: files, output, and any way to
 * make a message count as verified; only {@code MessageVerifier} does that.
 */
@NullMarked
package io.plusgate.signature.diagnosis;

import org.jspecify.annotations.NullMarked;
