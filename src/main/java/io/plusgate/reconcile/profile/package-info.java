/**
 * Which column of a report means what: profiles, read from {@code conf/reports/*.yaml}, and the
 * proposal for a file nobody has a profile for.
 *
 * <p>May import {@code reconcile} and Jackson YAML. Deliberately absent: a column name in code; the
 * column tables of Alipay+ are not public, so every name is data.
 */
@NullMarked
package io.plusgate.reconcile.profile;

import org.jspecify.annotations.NullMarked;
