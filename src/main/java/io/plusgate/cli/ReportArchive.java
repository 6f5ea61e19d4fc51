package io.plusgate.cli;

import io.plusgate.reconcile.OwnFiles;
import io.plusgate.reconcile.ReportKind;
import io.plusgate.reconcile.ReportName;
import io.plusgate.reconcile.fetch.SftpFetch;
import io.plusgate.reconcile.fetch.SftpServer;
import io.plusgate.reconcile.profile.Profile;
import io.plusgate.reconcile.run.SetControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The raw report files on our side: {@code incoming/DATE} while a set is not whole, {@code
 * DATE/SET} once it is. A set comes there by one rename, so it is there as a whole or not at all.
 */
final class ReportArchive {
  private static final List<String> KINDS = List.of("clearing", "settlement");

  private final Path folder;
  private final Profile profile;
  private final Consumer<String> news;
  private final Consumer<String> complaints;

  /**
   * @param news hears of each file that came
   * @param complaints hears what is wrong with a set, with file, line and column
   */
  ReportArchive(Path folder, Profile profile, Consumer<String> news, Consumer<String> complaints) {
    this.folder = folder;
    this.profile = profile;
    this.news = news;
    this.complaints = complaints;
  }

  /**
   * How a day stands.
   *
   * @param files how many the server has
   * @param sound whether every one of them is archived
   */
  record Day(int files, boolean sound) {}

  /** Brings what the server has of this generation date and archives the whole sets. */
  Day fetch(SftpServer server, String base, String participant, LocalDate generated)
      throws IOException {
    var incoming = incoming(generated);
    var day = day(generated);
    int found = 0;
    takeBack(incoming);
    try (var sftp = SftpFetch.open(server)) {
      for (String kind : KINDS) {
        String there = String.join("/", base, kind, participant, name(generated));
        for (var report : sftp.list(there)) {
          found++;
          bring(sftp, there + "/" + report.file(), report, day, incoming);
        }
      }
    }
    return new Day(found, Files.notExists(incoming) || importSets(incoming, day));
  }

  /** The agreements of which this generation date has transactions archived. */
  Set<String> agreements(LocalDate generated) throws IOException {
    var found = new TreeSet<String>();
    for (var file : archived(day(generated))) {
      ReportName.parse(String.valueOf(file.getFileName()))
          .filter(name -> name.kind() == ReportKind.TRANSACTION_ITEMS)
          .ifPresent(name -> found.add(name.wholeAgreement()));
    }
    return found;
  }

  /** The first generation date of which anything is archived. */
  Optional<LocalDate> first() throws IOException {
    if (Files.notExists(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> days = Files.list(folder)) {
      return days.map(day -> String.valueOf(day.getFileName()))
          .filter(name -> name.matches("\\d{8}"))
          .sorted()
          .findFirst()
          .map(name -> LocalDate.parse(name, DateTimeFormatter.BASIC_ISO_DATE));
    }
  }

  Path day(LocalDate generated) {
    return folder.resolve(name(generated));
  }

  private void bring(SftpFetch sftp, String from, ReportName report, Path day, Path incoming)
      throws IOException {
    Path kept = day.resolve(folderOf(report.set())).resolve(report.file());
    if (Files.exists(kept)) {
      long size = sftp.size(from);
      if (size != Files.size(kept)) {
        complaints.accept(
            kept
                + ": the server has "
                + size
                + " bytes now (expected: "
                + Files.size(kept)
                + ", as archived; issued again? move the set away to fetch it anew)");
      }
      return;
    }
    sftp.bring(from, incoming)
        .ifPresent(bytes -> news.accept(report.file() + "  " + bytes + " bytes"));
  }

  /** A damaged set stays where it came in, its bytes kept, and is looked at again next time. */
  private boolean importSets(Path incoming, Path day) throws IOException {
    boolean sound = true;
    for (var set : SetControl.complaints(incoming, profile).entrySet()) {
      set.getValue().forEach(complaints);
      sound &= set.getValue().isEmpty() && archive(set.getKey(), incoming, day);
    }
    return sound;
  }

  private boolean archive(String set, Path incoming, Path day) throws IOException {
    Path whole = day.resolve(folderOf(set));
    if (Files.exists(whole)) {
      complaints.accept(
          incoming + ": more of " + set + " came after it was archived (expected: a set once)");
      return false;
    }
    Path ready = OwnFiles.folder(incoming.resolve("ready").resolve(folderOf(set)));
    for (Path file : SetControl.files(incoming, set)) {
      Path kept = ready.resolve(String.valueOf(file.getFileName()));
      var note = ready.resolve(file.getFileName() + ".sha256");
      var written =
          Files.writeString(
              OwnFiles.file(note), SetControl.digest(file) + "  " + file.getFileName() + "\n");
      Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE);
      if (Files.notExists(written)) {
        throw new IOException(written + ": was not kept");
      }
    }
    Files.move(ready, OwnFiles.folder(day).resolve(folderOf(set)), StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(incoming.resolve("ready"));
    return true;
  }

  /** What a run that was killed had made ready, but not archived, is looked at again. */
  private static void takeBack(Path incoming) throws IOException {
    Path ready = incoming.resolve("ready");
    for (Path file : archived(ready)) {
      Files.move(
          file,
          incoming.resolve(String.valueOf(file.getFileName())),
          StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static List<Path> archived(Path below) throws IOException {
    if (Files.notExists(below)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(below)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private Path incoming(LocalDate generated) {
    return folder.resolve("incoming").resolve(name(generated));
  }

  private static String folderOf(String set) {
    return set.replace(' ', '_');
  }

  private static String name(LocalDate generated) {
    return generated.format(DateTimeFormatter.BASIC_ISO_DATE);
  }
}
