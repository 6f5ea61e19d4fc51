package io.plusgate.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.plusgate.store.StoreRefusedException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a backup says of itself, in a file beside its tables; no gateway opens a folder that has it.
 *
 * @param takenAt everything acknowledged until then is in it
 * @param contents by family
 */
record BackupNote(Instant takenAt, Map<String, FamilyCopy.Content> contents) {
  private static final String FILE = "BACKUP";

  BackupNote {
    contents = Map.copyOf(contents);
  }

  long rows() {
    return contents.values().stream().mapToLong(FamilyCopy.Content::rows).sum();
  }

  void write(Path folder) throws IOException {
    var families = new JsonObject();
    new TreeMap<>(contents)
        .forEach(
            (family, content) ->
                families.put(
                    family,
                    new JsonObject().put("rows", content.rows()).put("sha256", content.digest())));
    var note = new JsonObject().put("takenAt", takenAt.toString()).put("families", families);
    var bytes = ByteBuffer.wrap((note.encodePrettily() + "\n").getBytes(UTF_8));
    try (var file = FileChannel.open(folder.resolve(FILE), CREATE_NEW, WRITE)) {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
  }

  static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(FILE));
  }

  /** Nothing when the folder is no backup of ours. */
  static Optional<BackupNote> of(Path folder) {
    try {
      return isIn(folder)
          ? Optional.of(read(new JsonObject(Files.readString(folder.resolve(FILE)))))
          : Optional.empty();
    } catch (IOException
        | DecodeException
        | ClassCastException
        | DateTimeException
        | NullPointerException damaged) {
      throw unreadable(folder, damaged);
    }
  }

  private static BackupNote read(JsonObject note) {
    var families = note.getJsonObject("families");
    var contents = new TreeMap<String, FamilyCopy.Content>();
    for (String family : families.fieldNames()) {
      var content = families.getJsonObject(family);
      contents.put(
          family, new FamilyCopy.Content(content.getLong("rows"), content.getString("sha256")));
    }
    return new BackupNote(note.getInstant("takenAt"), contents);
  }

  private static StoreRefusedException unreadable(Path folder, Exception damaged) {
    return new StoreRefusedException(
        folder.resolve(FILE) + ": cannot be read (expected: as the backup wrote it)", damaged);
  }
}
