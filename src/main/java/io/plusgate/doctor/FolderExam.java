package io.plusgate.doctor;

import io.plusgate.store.embedded.FolderHolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The folder of the embedded store: can it be written to, does it last, how fast is its disk. */
final class FolderExam {
  private static final String CHECK = "store";
  private static final int WRITES = 20;
  private static final int PAGE = 4_096;
  private static final long GIBIBYTE = 1L << 30;

  /** Gone with the machine's power, or with the container. */
  private static final Set<String> FLEETING = Set.of("tmpfs", "ramfs", "overlay");

  private final Path folder;
  private final Findings findings;

  FolderExam(Path folder, Findings findings) {
    this.folder = folder;
    this.findings = findings;
  }

  void examine() {
    Path there = nearest(folder.toAbsolutePath());
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      findings.fail(
          CHECK,
          folder.toString(),
          there + " is no folder we may write to",
          "make it, owned by the user the gateway runs as (mode 700)");
      return;
    }
    try {
      describe(there);
      new WriteTimes(writes(there)).judge(findings, "fsync", folder.toString());
    } catch (IOException failed) {
      findings.fail(
          CHECK, folder.toString(), Wire.words(failed), "see that the disk is there and not full");
    }
  }

  private void describe(Path there) throws IOException {
    var disk = Files.getFileStore(there);
    long free = disk.getUsableSpace();
    boolean exists = there.equals(folder.toAbsolutePath());
    Optional<String> holder = exists ? FolderHolder.of(folder) : Optional.empty();
    String seen =
        (exists ? "writable" : "will be made, " + there + " is writable")
            + ", %s, %d.%d GiB free"
                .formatted(disk.type(), free / GIBIBYTE, free % GIBIBYTE * 10 / GIBIBYTE)
            + holder.map(who -> ", open in " + who).orElse("");
    if (FLEETING.contains(disk.type())) {
      findings.warn(
          CHECK,
          folder.toString(),
          seen,
          "a "
              + disk.type()
              + " is gone with the machine or the container: put store.path on a disk that stays");
    } else if (free < GIBIBYTE) {
      findings.warn(CHECK, folder.toString(), seen, "a million payments take about 0.2 GiB");
    } else {
      findings.ok(CHECK, folder.toString(), seen);
    }
  }

  /** The folder, or the one above it in which it would be made. */
  private static Path nearest(Path wanted) {
    Path at = wanted;
    while (Files.notExists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }

  /** Appends pages to a file of our own and has each brought to the disk; then the file goes. */
  private static List<Duration> writes(Path there) throws IOException {
    Path file = Files.createTempFile(there, ".plusgate-doctor", ".tmp");
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      var times = new ArrayList<Duration>();
      for (int i = 0; i < WRITES; i++) {
        long begun = System.nanoTime();
        int written = channel.write(ByteBuffer.allocate(PAGE));
        channel.force(false);
        if (written == PAGE) {
          times.add(Duration.ofNanos(System.nanoTime() - begun));
        }
      }
      if (times.isEmpty()) {
        throw new IOException("nothing was written to " + there);
      }
      return times;
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
