package io.plusgate.system;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.plusgate.store.PostgresServer;
import io.plusgate.store.StoreEngine;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A store of a gateway that can be taken away and given back while the gateway runs. */
interface StoreOutage extends AutoCloseable {
  /** The section {@code store}, whose last key is still open to more. */
  String yaml();

  void begin();

  void end();

  @Override
  void close();

  static StoreOutage of(StoreEngine engine, Vertx vertx, Path folder) {
    return switch (engine) {
      case EMBEDDED -> new FullDisk(folder);
      case POSTGRESQL -> new CutWire(vertx);
    };
  }

  /** A disk of 32 MB that somebody else fills. */
  final class FullDisk implements StoreOutage {
    private final Path disk;

    FullDisk(Path folder) {
      disk = folder.resolve("disk");
      try {
        Files.createDirectory(disk);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
      run("mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", disk.toString());
    }

    @Override
    public String yaml() {
      return "store: { type: embedded, path: disk/data";
    }

    @Override
    public void begin() {
      try (var out = Files.newOutputStream(disk.resolve("ballast"))) {
        while (true) {
          out.write(new byte[4_096]);
        }
      } catch (IOException full) {
        // That is what was wanted.
      }
    }

    @Override
    public void end() {
      try {
        Files.delete(disk.resolve("ballast"));
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }

    @Override
    public void close() {
      run("umount", disk.toString());
    }

    private static void run(String... command) {
      try {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        if (!process.waitFor(10, SECONDS) || process.exitValue() != 0) {
          throw new AssertionError(String.join(" ", command) + ": failed");
        }
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError(interrupted);
      }
    }
  }

  /** A database at the end of a wire that is cut. */
  final class CutWire implements StoreOutage {
    private final Wire wire;
    private final String database = PostgresServer.newDatabase();

    CutWire(Vertx vertx) {
      wire = new Wire(vertx, PostgresServer.port());
    }

    @Override
    public String yaml() {
      return "store: { type: postgresql, uri: \"postgresql://postgres@127.0.0.1:"
          + wire.port()
          + "/"
          + database
          + "\"";
    }

    @Override
    public void begin() {
      wire.cut();
    }

    @Override
    public void end() {
      wire.mend();
    }

    /** The other end neither answers nor hangs up. */
    void silence() {
      wire.silence();
    }

    @Override
    public void close() {
      wire.close();
    }
  }
}
