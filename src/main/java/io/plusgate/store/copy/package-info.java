/**
 * What one engine hands to another when a store moves: rows without indexes and leases, and what
 * both sides hold, to be compared.
 *
 * <p>May import {@code store}, {@code payment} and {@code protocol}. Deliberately absent: the
 * engines, which import this package, and the order of a copy, which {@code cli} keeps.
 */
@NullMarked
package io.plusgate.store.copy;

import org.jspecify.annotations.NullMarked;
