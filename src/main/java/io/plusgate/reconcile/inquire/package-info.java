/**
 * Asks Alipay+ about differences and says what its answer makes of them.
 *
 * <p>May import {@code reconcile}, {@code alipayplus}, {@code protocol}, {@code config}, {@code
 * http} and {@code metrics}; Vert.x. Deliberately absent: anything but inquiryPayment. There is no
 * inquiry of refunds in the documents, and repeating a refund to learn of it could make one.
 */
@NullMarked
package io.plusgate.reconcile.inquire;

import org.jspecify.annotations.NullMarked;
