package io.plusgate.system;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.plusgate.store.PostgresServer;
import io.plusgate.store.StoreEngine;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;

/** A store of a gateway that can be taken away and given back while the gateway runs. */
interface StoreOutage extends AutoCloseable {
  /** Whether this machine lets us: a disk of our own takes the right to mount one. */
  default boolean isPossible() {
    return true;
  }

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

  /**
   * A disk of 32 MB that somebody else fills, and fills again when the store that is opened again
   * finds some room.
   */
  final class FullDisk implements StoreOutage {
    private final Path disk;
    private final boolean mounted;
    private final ScheduledExecutorService hog = Executors.newSingleThreadScheduledExecutor();
    private Future<?> filling = CompletableFuture.completedFuture("not begun");

    FullDisk(Path folder) {
      disk = folder.resolve("disk");
      try {
        Files.createDirectory(disk);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
      mounted = run("mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", disk.toString());
    }

    @Override
    public boolean isPossible() {
      return mounted;
    }

    @Override
    public String yaml() {
      return "store: { type: embedded, path: disk/data";
    }

    @Override
    public void begin() {
      filling = hog.scheduleWithFixedDelay(this::fill, 0, 10, MILLISECONDS);
    }

    private void fill() {
      try (var out = Files.newOutputStream(ballast(), CREATE, APPEND)) {
        while (!Thread.interrupted()) {
          out.write(new byte[4_096]);
        }
      } catch (IOException full) {
        // That is what was wanted.
      }
    }

    @Override
    public void end() {
      filling.cancel(false);
      try {
        // In the hog's own thread: no fill is under way.
        hog.submit(() -> Files.deleteIfExists(ballast())).get(20, SECONDS);
      } catch (InterruptedException | ExecutionException | TimeoutException broken) {
        throw new AssertionError(broken);
      }
    }

    private Path ballast() {
      return disk.resolve("ballast");
    }

    @Override
    public void close() {
      end();
      hog.shutdownNow();
      if (mounted && !run("umount", disk.toString())) {
        throw new AssertionError("umount " + disk + ": failed");
      }
    }

    private static boolean run(String... command) {
      try {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return process.waitFor(10, SECONDS) && process.exitValue() == 0;
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
