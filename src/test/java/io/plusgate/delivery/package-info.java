/** The rules of delivery: what is tried when. */
@NullMarked
package io.plusgate.delivery;

import org.jspecify.annotations.NullMarked;
