/**
 * The exceptions that people follow to their end: one SQLite file with an audit trail.
 *
 * <p>May import {@code reconcile}; JDBC. Deliberately absent: the gateway's store, whose folder a
 * running gateway holds; how differences are found.
 */
@NullMarked
package io.plusgate.reconcile.book;

import org.jspecify.annotations.NullMarked;
