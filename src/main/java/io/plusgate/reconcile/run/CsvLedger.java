package io.plusgate.reconcile.run;

import io.plusgate.reconcile.BadReportException;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.profile.Profile;
import io.plusgate.reconcile.read.ReportFile;
import io.plusgate.reconcile.read.Totals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Our side in a file of our own, read by the profile's {@code ledger} layout. */
public record CsvLedger(Path file, Profile profile) implements Ledger {
  @Override
  public void read(Consumer<Entry> rows) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var totals = new ReportFile(file.toString(), profile, "ledger", "").read(in, 0, rows);
      if (totals.declaredCount().stream().anyMatch(count -> count != totals.count())) {
        throw new BadReportException(
            totals.declared().map(Totals.Declared::countPlace).orElse(file.toString()),
            "has "
                + totals.count()
                + " rows (expected: "
                + totals.declaredCount().orElse(0L)
                + ", as declared)");
      }
    }
  }

  @Override
  public long bytes() throws IOException {
    return Files.size(file);
  }

  @Override
  public String place(Entry row) {
    return file.getFileName() + ":" + row.line();
  }
}
