package io.plusgate.cli;

import io.plusgate.config.GatewayConfig;
import io.plusgate.config.StoreConfig;
import io.plusgate.payment.Arbiter;
import io.plusgate.payment.PaymentKey;
import io.plusgate.store.CatchUp;
import io.plusgate.store.StoreRefusedException;
import io.plusgate.store.embedded.EmbeddedStore;
import io.plusgate.store.embedded.FolderBackup;
import io.plusgate.store.embedded.FolderHolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plusgate store restore}: brings a backup back, fit to catch up with Alipay+. */
@Command(
    name = "restore",
    description = {
      "Bring a backup back to store.path of a stopped gateway.",
      "The copy is verified first. All payments it has open, and those of --payments, are asked for"
          + " when the gateway starts, which is not ready before each was answered; no Webhook-Id"
          + " is given twice. Nothing is deleted. docs/restore.md goes through it."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:restored; start the gateway",
      "1:the copy is none or damaged; nothing was changed",
      "2:wrong usage or configuration, or there is something in the folder; nothing was changed",
      "3:a gateway has the folder open; nothing was changed"
    },
    footer = {
      "",
      "Example:",
      "  plusgate store restore /backups/plusgate-2026-11-26 --payments since.txt"
    })
final class StoreRestoreCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  @Spec private CommandSpec spec;
  @Mixin private final CatchUpOptions options = new CatchUpOptions();
  @Mixin private final Output output = new Output();

  @Parameters(paramLabel = "COPY", description = "What store backup wrote.")
  private Path copy;

  @Option(
      names = "--move-aside",
      description = "Keep what is in the folder under another name, with the time in it.")
  private boolean moveAside;

  @Override
  public Integer call() {
    var config = options.config();
    Path folder = config.store().engine().match(StoreConfig.Embedded::path, server -> none());
    var now = Clock.systemUTC().instant();
    var aside = aside(folder, now);
    var listed = options.listed(config);
    try (var keptOut = keepOut(folder)) {
      var restored = restore(config, folder, aside, listed, now);
      tell(folder, aside, restored);
      return ExitCode.FINE;
    } catch (StoreRefusedException refused) {
      throw ExitException.no(String.valueOf(refused.getMessage()));
    } catch (IOException left) {
      throw ExitException.no(folder + ": " + left);
    }
  }

  private static Closeable keepOut(Path folder) {
    try {
      return FolderHolder.keepOut(folder);
    } catch (StoreRefusedException held) {
      throw ExitException.unreachable(String.valueOf(held.getMessage()));
    }
  }

  private static Path none() {
    throw ExitException.usage(
        "store.type: postgresql (expected: embedded; bring a database back by its own means, then:"
            + " plusgate store restored)");
  }

  /** Where what is in the folder goes; nothing when nothing is. */
  private Optional<Path> aside(Path folder, Instant now) {
    if (isFree(folder)) {
      return Optional.empty();
    }
    if (!moveAside) {
      throw ExitException.usage(
          folder + ": there is something in it (expected: nothing, or --move-aside to keep it)");
    }
    Path absolute = folder.toAbsolutePath().normalize();
    String name = absolute.getFileName() + ".before-restore-" + TIME.format(now);
    return Optional.of(absolute.resolveSibling(name));
  }

  private static boolean isFree(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    } catch (IOException notThere) {
      return !Files.exists(folder);
    }
  }

  private FolderBackup.Restored<CatchUp> restore(
      GatewayConfig config,
      Path folder,
      Optional<Path> aside,
      Set<PaymentKey> listed,
      Instant now) {
    try (var status = StatusLine.on(spec.commandLine().getErr(), "restoring " + copy)) {
      return FolderBackup.restore(
          copy, folder, aside, (part, takenAt) -> begin(config, part, takenAt, listed, now));
    }
  }

  private static CatchUp begin(
      GatewayConfig config, Path part, Instant takenAt, Set<PaymentKey> listed, Instant now) {
    var arbiter = new Arbiter(config.inquiry().policy());
    var store = EmbeddedStore.open(part, new SecureRandom(), arbiter);
    return CatchUpOptions.begin(store, "restored from a copy of " + takenAt, listed, now);
  }

  private void tell(Path folder, Optional<Path> aside, FolderBackup.Restored<CatchUp> restored) {
    var copied = restored.copied();
    var begun = restored.prepared();
    var json = CatchUpOptions.json(begun);
    json.put("folder", folder.toString())
        .put("takenAt", copied.takenAt().toString())
        .put("rows", copied.rows());
    aside.ifPresent(kept -> json.put("before", kept.toString()));
    output.print(
        json,
        out -> {
          out.printf("%s: %d rows as of %s%n", folder, copied.rows(), copied.takenAt());
          aside.ifPresent(kept -> out.println("what was there before: " + kept));
          CatchUpOptions.print(begun, out);
        });
  }
}
