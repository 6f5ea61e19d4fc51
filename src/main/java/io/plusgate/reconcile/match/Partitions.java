package io.plusgate.reconcile.match;

import io.plusgate.reconcile.Entry;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One side's rows, dealt into work files by a hash of an id. */
final class Partitions implements Closeable {
  /** 20 million rows make files of 80 thousand, which fit the heap. */
  static final int COUNT = 256;

  private static final int BUFFER = 1 << 13;

  private final Path folder;
  private final String side;
  private final Function<Entry, String> id;
  private final @Nullable FileChannel[] channels = new @Nullable FileChannel[COUNT];
  private final ByteBuffer[] buffers = new ByteBuffer[COUNT];

  Partitions(Path folder, String side, Function<Entry, String> id) {
    this.folder = folder;
    this.side = side;
    this.id = id;
    for (int part = 0; part < COUNT; part++) {
      buffers[part] = ByteBuffer.allocate(BUFFER);
    }
  }

  void add(Entry entry) {
    String key = id.apply(entry);
    int part = spread(key.hashCode());
    if (buffers[part].remaining() < EntryCodec.bound(entry)) {
      flush(part);
      if (buffers[part].remaining() < EntryCodec.bound(entry)) {
        buffers[part] = ByteBuffer.allocate(EntryCodec.bound(entry));
      }
    }
    EntryCodec.write(entry, buffers[part]);
  }

  /** The rows of one part, in the order they came; nothing may be added any more. */
  void read(int part, Consumer<Entry> rows) {
    var codec = new EntryCodec();
    try (var in = new DataInputStream(written(part))) {
      while (true) {
        in.mark(1);
        if (in.read() < 0) {
          return;
        }
        in.reset();
        rows.accept(codec.read(in));
      }
    } catch (EOFException torn) {
      throw new UncheckedIOException("a work file was cut by somebody else", torn);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A part that still fits its buffer never becomes a file. */
  private InputStream written(int part) throws IOException {
    if (channels[part] == null) {
      return new ByteArrayInputStream(buffers[part].array(), 0, buffers[part].position());
    }
    flush(part);
    return new BufferedInputStream(Files.newInputStream(file(part)), 1 << 16);
  }

  @Override
  public void close() throws IOException {
    for (int part = 0; part < COUNT; part++) {
      FileChannel channel = channels[part];
      if (channel != null) {
        channel.close();
        Files.deleteIfExists(file(part));
      }
    }
  }

  private void flush(int part) {
    var buffer = buffers[part];
    if (buffer.position() == 0) {
      return;
    }
    try {
      FileChannel channel = channels[part];
      if (channel == null) {
        channel =
            FileChannel.open(file(part), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channels[part] = channel;
      }
      buffer.flip();
      while (buffer.hasRemaining()) {
        if (channel.write(buffer) < 0) {
          throw new IOException("nothing was written");
        }
      }
      buffer.clear();
    } catch (IOException full) {
      throw new UncheckedIOException("can't write the work files in " + folder, full);
    }
  }

  private Path file(int part) {
    return folder.resolve(side + "-" + part);
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed >>> 24;
  }
}
