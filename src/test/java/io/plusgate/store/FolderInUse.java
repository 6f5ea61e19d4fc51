package io.plusgate.store;

import io.plusgate.store.embedded.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** Another process that has a store's folder open: a lock keeps nobody out of its own process. */
public final class FolderInUse implements AutoCloseable {
  private static final String OPEN = "open";

  private final Process process;

  private FolderInUse(Process process) {
    this.process = process;
  }

  /** Returns once it has it. */
  public static FolderInUse by(Path folder) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                FolderInUse.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    for (String line = process.inputReader().readLine();
        !OPEN.equals(line);
        line = process.inputReader().readLine()) {
      if (line == null) {
        throw new IOException("the other process ended (expected: it says that it is open)");
      }
    }
    return new FolderInUse(process);
  }

  public long pid() {
    return process.pid();
  }

  /** The other process: has it open until it hears the end of its input. */
  public static void main(String[] args) throws Exception {
    var store = EmbeddedStore.open(Path.of(args[0]), new Random(1), Samples.ARBITER);
    System.out.println(OPEN);
    while (System.in.read() >= 0) {
      // nobody says anything
    }
    StoreHarness.finish(store.close());
  }

  @Override
  public void close() throws Exception {
    process.outputWriter().close();
    process.waitFor();
  }
}
