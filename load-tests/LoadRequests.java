import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where Load.java takes the next request from. */
interface LoadRequests {
  /** The whole request, or null when there are no more. */
  ByteBuffer next();

  /** The file that SignedRequests.java writes: each request with its length before it. */
  static LoadRequests mapped(Path file, int first) throws IOException {
    final ByteBuffer all;
    try (var channel = FileChannel.open(file)) {
      all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    }
    for (int skipped = 0; skipped < first; skipped++) {
      all.position(all.getInt() + all.position());
    }
    return () -> {
      if (!all.hasRemaining()) {
        return null;
      }
      int length = all.getInt();
      var request = all.slice(all.position(), length);
      all.position(all.position() + length);
      return request;
    };
  }

  /** One request for ever; a run of twenty # in it becomes another number each time. */
  static LoadRequests repeated(Path file) throws IOException {
    var text = Files.readString(file, StandardCharsets.ISO_8859_1);
    var request = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    int at = text.indexOf("#".repeat(20));
    if (at < 0) {
      return () -> request.rewind();
    }
    long started = System.currentTimeMillis() % 100_000_000_000L * 10_000_000L;
    var counter = new long[] {started};
    return () -> {
      long rest = counter[0]++;
      for (int digit = at + 19; digit >= at; digit--) {
        request.put(digit, (byte) ('0' + rest % 10));
        rest /= 10;
      }
      return request.rewind();
    };
  }
}
