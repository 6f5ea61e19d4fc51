package io.plusgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The PostgreSQL that Debian has, with its own pg_dump and pg_restore: those dump no newer server,
 * such as the one of {@link PostgresServer}.
 */
public final class DebianPostgres implements AutoCloseable {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final String USER = "postgres";

  private final Path programs;
  private final Path folder;
  private final int port;

  private DebianPostgres(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** Whether there is one on this machine. */
  public static boolean isInstalled() {
    try {
      return Files.isExecutable(newest().resolve("initdb"));
    } catch (IOException none) {
      return false;
    }
  }

  /** A new server without databases of ours. */
  public static DebianPostgres start() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("plusgate-postgres-");
    var server = new DebianPostgres(newest(), folder, freePort());
    if (isRoot()) {
      server.run(List.of("chown", USER, folder.toString()));
    }
    server.asServer("initdb", "-D", server.data(), "-U", USER, "-A", "trust", "--no-sync");
    String options = "-p " + server.port + " -k " + folder + " -c fsync=off";
    server.asServer(
        "pg_ctl", "-D", server.data(), "-w", "-l", folder + "/log", "-o", options, "start");
    return server;
  }

  public String newDatabase(String name) throws IOException, InterruptedException {
    client("createdb", "-h", "127.0.0.1", "-p", String.valueOf(port), "-U", USER, name);
    return name;
  }

  public String uri(String database) {
    return "postgresql://" + USER + "@127.0.0.1:" + port + "/" + database;
  }

  /** The section {@code store} of a gateway on this database. */
  public String yaml(String database) {
    return "store: { type: postgresql, uri: \"" + uri(database) + "\" }";
  }

  /** Runs one of PostgreSQL's programs as who has the backups; it must succeed. */
  public void client(String program, String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(programs.resolve(program).toString()));
    command.addAll(List.of(arguments));
    run(command);
  }

  /** The server refuses to be root. */
  private void asServer(String program, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", USER, "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Path said = Files.createTempFile("plusgate-postgres-", ".txt");
    var process =
        new ProcessBuilder(command)
            .directory(Path.of("/tmp").toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    int code = process.waitFor();
    assertThat(code).as("%s: %s", command, Files.readString(said)).isZero();
    Files.delete(said);
  }

  private String data() {
    return folder + "/data";
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static Path newest() throws IOException {
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Path::compareTo)
          .orElseThrow(
              () -> new IOException(VERSIONS + ": none (expected: apt install postgresql)"));
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    asServer("pg_ctl", "-D", data(), "-m", "immediate", "stop");
    run(List.of("rm", "-r", folder.toString()));
  }
}
