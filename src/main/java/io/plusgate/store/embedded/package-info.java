/**
 * The embedded engine: RocksDB in a folder of our own, one writer thread, group commit.
 *
 * <p>All waiting transactions run one after the other on the writer, go to disk with one synced
 * write and are completed together ({@code DiskDebt} has the one exception); readers look at what
 * is committed and never block the writer. May import {@code crash}, {@code store}, {@code
 * payment}, {@code protocol}, {@code config} and RocksDB. Deliberately absent: locks between
 * transactions (there is one writer), SQL, a server.
 */
@NullMarked
package io.plusgate.store.embedded;

import org.jspecify.annotations.NullMarked;
