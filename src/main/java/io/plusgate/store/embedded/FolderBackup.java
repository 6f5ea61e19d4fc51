package io.plusgate.store.embedded;

import io.plusgate.store.StoreRefusedException;
import io.plusgate.store.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;

/**
 * Copies of a folder: taken beside the gateway that writes it, and brought back.
 *
 * <p>A copy is read row by row from a view of one moment, written anew, read again and compared: a
 * damaged table never becomes a backup. It stands under its name only when it is whole.
 */
public final class FolderBackup {
  private static final String PART = ".part";

  private FolderBackup() {}

  /**
   * A copy that is whole.
   *
   * @param takenAt everything acknowledged until then is in it; what came later may be missing
   */
  public record Copied(Path folder, Instant takenAt, long rows) {}

  /**
   * Copies the folder as it is now, whether a gateway has it open or not.
   *
   * @throws StoreRefusedException when it cannot be read, or the copy's place is taken
   */
  public static Copied take(Path folder, Path into, Instant now) {
    Path part = begin(into);
    try (var engine = Engine.asItIsNow(folder)) {
      var contents = engine.read(database -> copied(database, part));
      var note = new BackupNote(now, contents);
      note.write(part);
      putInPlace(part, into);
      return new Copied(into, now, note.rows());
    } catch (IOException unwritable) {
      throw unwritable(into, unwritable);
    } finally {
      delete(part);
    }
  }

  /** When the backup was taken; nothing for a folder that is no backup of ours. */
  public static Optional<Instant> takenAt(Path backup) {
    return BackupNote.of(backup).map(BackupNote::takenAt);
  }

  /**
   * Makes a folder out of a backup, and has it prepared under another name before it stands where a
   * gateway finds it.
   *
   * @param aside what is in the folder's place is kept there; nothing when nothing may be
   * @param preparing is handed the folder under its other name
   * @throws StoreRefusedException when the copy is none or damaged, or there is something in the
   *     place
   */
  public static <T> Restored<T> restore(
      Path backup, Path folder, Optional<Path> aside, Preparing<T> preparing) {
    var note = BackupNote.of(backup).orElseThrow(() -> noBackup(backup));
    Path part = aside.isPresent() ? emptyPart(folder) : begin(folder);
    try (var engine = Engine.asItIsNow(backup)) {
      var contents = engine.read(database -> copied(database, part));
      if (!note.contents().equals(contents)) {
        throw new StoreRefusedException(
            backup + ": holds other rows than it was taken with (expected: an unchanged backup)");
      }
      T prepared = preparing.prepare(part, note.takenAt());
      if (aside.isPresent()) {
        Files.move(folder, aside.get());
      }
      putInPlace(part, folder);
      return new Restored<>(new Copied(folder, note.takenAt(), note.rows()), prepared);
    } catch (StoreUnavailableException damaged) {
      throw new StoreRefusedException(
          backup + ": " + damaged.getMessage() + " (expected: a copy that can be read)", damaged);
    } catch (IOException unwritable) {
      throw unwritable(folder, unwritable);
    } finally {
      delete(part);
    }
  }

  /** What is still to be done to a folder before a gateway may have it. */
  @FunctionalInterface
  public interface Preparing<T> {
    T prepare(Path folder, Instant takenAt);
  }

  /** A backup that is a gateway's folder again, and what its preparing has said. */
  public record Restored<T>(Copied copied, T prepared) {}

  private static StoreRefusedException noBackup(Path backup) {
    return new StoreRefusedException(
        backup
            + ": is no backup (expected: what plusgate store backup wrote; it takes any folder,"
            + " also one that came back with its disk)");
  }

  /** A folder of its own beside the place, which must be free. */
  private static Path begin(Path place) {
    try {
      if (Files.exists(place) && !isEmpty(place)) {
        throw new StoreRefusedException(
            place + ": is there already (expected: a folder that is not there, or an empty one)");
      }
      return emptyPart(place);
    } catch (IOException unwritable) {
      throw unwritable(place, unwritable);
    }
  }

  private static Path emptyPart(Path place) {
    Path absolute = place.toAbsolutePath().normalize();
    Path part = absolute.resolveSibling(absolute.getFileName() + PART);
    try {
      delete(part);
      var onlyUs = PosixFilePermissions.fromString("rwx------");
      Files.createDirectories(part, PosixFilePermissions.asFileAttribute(onlyUs));
      return part;
    } catch (IOException unwritable) {
      throw unwritable(place, unwritable);
    }
  }

  /** What the copy holds once it is on the disk and is what was read. */
  private static Map<String, FamilyCopy.Content> copied(Database from, Path into) {
    try {
      Set<String> families = from.familyNames();
      try (var to = Database.open(into, families)) {
        FamilyCopy.copy(from, to);
      }
      var contents = FamilyCopy.contents(from);
      try (var written = Database.openToRead(into)) {
        if (!FamilyCopy.contents(written).equals(contents)) {
          throw new StoreRefusedException(
              into + ": does not hold what was written (expected: a working disk)");
        }
      }
      return contents;
    } catch (RocksDBException failed) {
      throw new StoreRefusedException(
          into + ": " + failed.getMessage() + " (expected: a disk with room)", failed);
    }
  }

  /** On the disk under its name when this returns. */
  private static void putInPlace(Path part, Path place) throws IOException {
    Files.deleteIfExists(place);
    Files.move(part, place);
    try (var parent = FileChannel.open(part.getParent(), StandardOpenOption.READ)) {
      parent.force(true);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }

  private static StoreRefusedException unwritable(Path place, IOException cause) {
    return new StoreRefusedException(
        place
            + ": "
            + cause
            + " (expected: a place we may write to, with room, and no mount point itself)",
        cause);
  }
}
