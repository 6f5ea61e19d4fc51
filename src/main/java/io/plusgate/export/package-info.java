/**
 * What the store holds, as an ordinary SQLite file for questions in SQL.
 *
 * <p>May import Vert.x's JSON only: it is fed with what the admin API answers. Deliberately absent:
 * any way back from such a file into a store.
 */
@NullMarked
package io.plusgate.export;

import org.jspecify.annotations.NullMarked;
