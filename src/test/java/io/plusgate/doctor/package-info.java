/** Tests of the checks themselves; what {@code plusgate doctor} shows is tested beside it. */
@NullMarked
package io.plusgate.doctor;

import org.jspecify.annotations.NullMarked;
