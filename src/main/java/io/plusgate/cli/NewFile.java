package io.plusgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that are not there yet, with the right permissions from their first byte on. */
final class NewFile {
  private NewFile() {}

  /** Only its owner can read it. */
  static void secret(Path file, String text) {
    write(file, text, "rw-------");
  }

  static void open(Path file, String text) {
    write(file, text, "rw-r--r--");
  }

  private static void write(Path file, String text, String permissions) {
    FileAttribute<?>[] attributes =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
            }
            : new FileAttribute<?>[0];
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.createFile(file, attributes);
      Files.writeString(file, text, UTF_8);
    } catch (FileAlreadyExistsException there) {
      throw ExitException.usage(
          file + ": it exists already (expected: a new name; nothing is overwritten)");
    } catch (IOException broken) {
      throw ExitException.usage(file + ": cannot be written (" + broken.getMessage() + ")");
    }
  }
}
