package io.plusgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Lays the native libraries of the jar out in a folder, under the names by which a JVM looks for
 * them in {@code java.library.path}; the launcher and the image's build run it.
 *
 * <p>A gateway that finds them there unpacks nothing when it starts, leaves nothing in {@code /tmp}
 * when it is killed, and needs no {@code /tmp} that programs may be run from.
 */
final class NativeLibraries {
  private static final String CORRETTO =
      "com/amazon/corretto/crypto/provider/libamazonCorrettoCryptoProvider.so";

  private NativeLibraries() {}

  /**
   * @param arguments the folder, which is made when it is missing
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException(
          "NativeLibraries " + String.join(" ", arguments) + " (expected: one folder)");
    }
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    for (String library : inTheJar()) {
      try (var bytes = NativeLibraries.class.getResourceAsStream("/" + library)) {
        if (bytes != null) { // Corretto's and Netty's are those of the machine that built the jar
          Files.copy(bytes, folder.resolve(name(library)));
        }
      }
    }
  }

  /** Of the three platforms that the jar is for, those of this one. */
  private static List<String> inTheJar() {
    if (System.getProperty("os.name").startsWith("Mac")) {
      return List.of(
          "librocksdbjni-osx-arm64.jnilib", "org/sqlite/native/Mac/aarch64/libsqlitejdbc.dylib");
    }
    return System.getProperty("os.arch").equals("aarch64")
        ? List.of(
            "librocksdbjni-linux-aarch64.so",
            "META-INF/native/libnetty_transport_native_epoll_aarch_64.so",
            "org/sqlite/native/Linux/aarch64/libsqlitejdbc.so",
            CORRETTO)
        : List.of(
            "librocksdbjni-linux64.so",
            "META-INF/native/libnetty_transport_native_epoll_x86_64.so",
            "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so",
            CORRETTO);
  }

  /** RocksDB's without the platform: its loader asks for the plain name first. */
  private static String name(String library) {
    return library
        .substring(library.lastIndexOf('/') + 1)
        .replaceFirst("^librocksdbjni-[^.]*", "librocksdbjni");
  }
}
