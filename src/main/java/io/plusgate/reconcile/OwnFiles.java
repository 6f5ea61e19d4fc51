package io.plusgate.reconcile;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files and folders that only our own user can look into: reports tell of payments. */
public final class OwnFiles {
  private OwnFiles() {}

  /** Makes the folder, and those above it, unless it is there. */
  public static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, only(folder, "rwx------"));
    }
  }

  /** The folder, made unless it is there. */
  public static Path folder(Path folder) throws IOException {
    makeFolder(folder);
    return folder;
  }

  /** The file, made empty when it is not there yet; otherwise it stays as it is. */
  public static Path file(Path file) throws IOException {
    try {
      return Files.createFile(file, only(file, "rw-------"));
    } catch (FileAlreadyExistsException there) {
      return file;
    }
  }

  private static FileAttribute<?>[] only(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
