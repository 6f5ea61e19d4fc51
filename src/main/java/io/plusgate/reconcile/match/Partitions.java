package io.plusgate.reconcile.match;

import io.plusgate.reconcile.Entry;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One side's rows, dealt into parts by a hash of an id. All parts share one work file, written in
 * blocks as they fill; a part remembers where its blocks are. What fits the first block of its part
 * never reaches the disk.
 */
final class Partitions implements Closeable {
  private final Path file;
  private final Dealing dealing;
  private final @Nullable ByteBuffer[] buffers;
  private final @Nullable Blocks[] written;
  private @Nullable FileChannel channel;
  private long end;

  Partitions(Path file, Dealing dealing) {
    this.file = file;
    this.dealing = dealing;
    this.buffers = new @Nullable ByteBuffer[dealing.parts()];
    this.written = new @Nullable Blocks[dealing.parts()];
  }

  /** Deals this row by this id of it. */
  void add(String id, Entry entry) {
    int part = dealing.part(id);
    int bound = EntryCodec.bound(entry);
    var buffer = buffers[part];
    if (buffer == null || buffer.remaining() < bound) {
      buffer = emptied(part, buffer, bound);
    }
    EntryCodec.write(entry, buffer);
  }

  /** The rows of one part, in the order they came; nothing may be added to it any more. */
  void read(int part, Consumer<Entry> rows) {
    var codec = new EntryCodec();
    var blocks = written[part];
    try {
      if (blocks != null && channel != null) {
        var block = ByteBuffer.allocate(blocks.longest);
        for (int at = 0; at < blocks.count; at++) {
          block.clear().limit(blocks.lengths[at]);
          while (block.hasRemaining()) {
            if (channel.read(block, blocks.starts[at] + block.position()) < 0) {
              throw new IOException(file + " was cut by somebody else");
            }
          }
          decode(codec, block.flip(), rows);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("can't read the work files: " + unreadable, unreadable);
    }
    var rest = buffers[part];
    if (rest != null) {
      decode(codec, rest.flip(), rows);
      buffers[part] = null;
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      Files.deleteIfExists(file);
    }
  }

  private static void decode(EntryCodec codec, ByteBuffer block, Consumer<Entry> rows) {
    while (block.hasRemaining()) {
      rows.accept(codec.read(block));
    }
  }

  private ByteBuffer emptied(int part, @Nullable ByteBuffer full, int bound) {
    if (full != null && full.position() > 0) {
      write(part, full.flip());
    }
    var empty =
        full != null && full.capacity() >= bound
            ? full
            : ByteBuffer.allocate(Math.max(dealing.block(), bound));
    buffers[part] = empty;
    return empty.clear();
  }

  private void write(int part, ByteBuffer block) {
    var blocks = written[part];
    if (blocks == null) {
      blocks = new Blocks();
      written[part] = blocks;
    }
    blocks.add(end, block.remaining());
    try {
      var out = channel;
      if (out == null) {
        out =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        channel = out;
      }
      while (block.hasRemaining()) {
        end += out.write(block, end);
      }
    } catch (IOException full) {
      throw new UncheckedIOException("can't write the work file " + file, full);
    }
  }

  /** Where the blocks of one part are. */
  private static final class Blocks {
    private long[] starts = new long[8];
    private int[] lengths = new int[8];
    private int count;
    private int longest;

    void add(long start, int length) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
        lengths = Arrays.copyOf(lengths, count * 2);
      }
      starts[count] = start;
      lengths[count++] = length;
      longest = Math.max(longest, length);
    }
  }
}
