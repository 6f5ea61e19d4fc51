/** Any bytes into everything that reads what strangers send, and what must hold whatever comes. */
@NullMarked
package io.plusgate.fuzz;

import org.jspecify.annotations.NullMarked;
