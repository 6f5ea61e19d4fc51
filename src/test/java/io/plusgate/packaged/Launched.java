package io.plusgate.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real process, started by the launcher from the packaged jar, as a user would start it. */
public final class Launched implements AutoCloseable {
  /** A shell lets its background jobs ignore Ctrl-C; whoever starts these tests may be one. */
  private static final List<String> HEARS_SIGINT = List.of("env", "--default-signal=INT,HUP");

  private final Process process;
  private final Path out;
  private final Path err;

  private Launched(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts {@code ./plusgate …}; the jar is the one this build has just made. */
  public static Launched plusgate(Path folder, String... arguments) {
    return plusgate(folder, Map.of(), arguments);
  }

  /** The same, with more in its environment. */
  public static Launched plusgate(
      Path folder, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(HEARS_SIGINT);
    command.add(Path.of("plusgate").toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    return start(folder, environment, command);
  }

  /** Starts the launcher that lies in that folder, beside its jar. */
  static Launched installed(Path folder, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(HEARS_SIGINT);
    command.add(folder.resolve("plusgate").toString());
    command.addAll(List.of(arguments));
    return start(folder, environment, command);
  }

  /** Any command line, with the same environment, e.g. one that types into a terminal. */
  static Launched any(Path folder, Map<String, String> environment, String... command) {
    return start(folder, environment, List.of(command));
  }

  /** Starts the same jar without the launcher, with options of the JVM. */
  static Launched jar(Path folder, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m", "-Xss512k"));
    command.addAll(options);
    command.addAll(List.of("-jar", Path.of("target/plusgate.jar").toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    return start(folder, Map.of(), command);
  }

  private static Launched start(
      Path folder, Map<String, String> environment, List<String> command) {
    try {
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      var builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      builder.environment().put("PLUSGATE_NO_BUILD", "1");
      builder.environment().put("PLUSGATE_JAVA", java());
      return new Launched(builder.start(), out, err);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String java() {
    return ProcessHandle.current().info().command().orElseThrow();
  }

  public int exitCode() {
    try {
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        throw new AssertionError("still running after 120 s; err: " + err());
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** Whether it ends by itself within that time. */
  public boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** SIGINT: what Ctrl-C sends. */
  void interrupt() {
    try {
      int code = new ProcessBuilder("kill", "-INT", String.valueOf(pid())).start().waitFor();
      if (code != 0) {
        throw new AssertionError("kill -INT ended with " + code);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
  }

  /** SIGSTOP: it stands still in the middle of whatever it does, until it is woken. */
  /** SIGHUP. */
  void hangUp() {
    signal("-HUP");
  }

  void freeze() {
    signal("-STOP");
  }

  /** SIGCONT. */
  void wake() {
    signal("-CONT");
  }

  private void signal(String name) {
    try {
      int exit = new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
      if (exit != 0) {
        throw new AssertionError("kill " + name + ": exit " + exit);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  public String out() {
    return read(out);
  }

  public String err() {
    return read(err);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
