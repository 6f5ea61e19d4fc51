/** Tests of the way to Alipay+. */
@NullMarked
package io.plusgate.alipayplus;

import org.jspecify.annotations.NullMarked;
