/**
 * The store that any number of gateways share, on PostgreSQL or what speaks its protocol and SQL.
 *
 * <p>Calls of one kind that wait are written together: their rows are locked in one fixed order,
 * judged in Java by the one arbiter, and written with one statement per table. May import {@code
 * crash}, {@code store}, {@code payment}, {@code protocol}, {@code config} and Vert.x's PostgreSQL
 * client. Deliberately absent: stored procedures, triggers, blocking calls, and any rule about
 * payments.
 */
@NullMarked
package io.plusgate.store.postgres;

import org.jspecify.annotations.NullMarked;
