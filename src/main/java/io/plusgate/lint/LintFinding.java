package io.plusgate.lint;

/**
 * One place of a body that breaks a rule; never the value that stands there.
 *
 * @param place the field's name from the top, e.g. {@code order.goods[0].goodsName}
 * @param expected what would be right
 */
public record LintFinding(LintRule rule, String place, String expected) {}
