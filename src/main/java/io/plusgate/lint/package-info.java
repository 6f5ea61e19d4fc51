/**
 * Tells the backend's developer what the documents say of a body that Alipay+ would refuse or that
 * would hurt later. It reads beside the bytes and never changes one.
 *
 * <p>Only rules that the reference states are here; where it is silent or contradicts itself, there
 * is no rule. Deliberately absent: mandatory fields and values, which differ by edition and which
 * Alipay+ itself judges.
 */
@NullMarked
package io.plusgate.lint;

import org.jspecify.annotations.NullMarked;
