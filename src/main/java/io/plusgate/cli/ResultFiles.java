package io.plusgate.cli;

import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.Finding;
import io.plusgate.reconcile.OwnFiles;
import io.plusgate.reconcile.report.HtmlReport;
import io.plusgate.reconcile.report.SafeCsv;
import io.vertx.core.json.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The files that {@code reconcile} may write its findings to. */
final class ResultFiles {
  @Option(names = "--csv", paramLabel = "FILE", description = "Write every finding as CSV.")
  private @Nullable Path csv;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write every finding as a line of JSON.")
  private @Nullable Path json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write one page for people.")
  private @Nullable Path html;

  Open open() throws IOException {
    return new Open();
  }

  /** The files of one run. */
  final class Open implements Closeable {
    private final List<Writer> writers = new ArrayList<>();
    private final List<Consumer<Finding>> sinks = new ArrayList<>();
    private final HtmlReport page = new HtmlReport();

    private Open() throws IOException {
      if (csv != null) {
        var writer = Files.newBufferedWriter(OwnFiles.file(csv));
        writers.add(writer);
        sinks.add(new SafeCsv(writer)::write);
      }
      if (json != null) {
        var writer = Files.newBufferedWriter(OwnFiles.file(json));
        writers.add(writer);
        sinks.add(finding -> line(writer, finding));
      }
      if (html != null) {
        sinks.add(page::add);
      }
    }

    void accept(Finding finding) {
      sinks.forEach(sink -> sink.accept(finding));
    }

    void finish(String title, List<HtmlReport.Line> totals) throws IOException {
      if (html != null) {
        var written = Files.writeString(OwnFiles.file(html), page.page(title, totals));
        if (Files.size(written) == 0) {
          throw new IOException(written + ": nothing was written");
        }
      }
    }

    @Override
    public void close() throws IOException {
      for (var writer : writers) {
        writer.close();
      }
    }
  }

  private static void line(Writer writer, Finding finding) {
    var object =
        new JsonObject()
            .put("class", finding.difference().name())
            .put("day", Entry.date(finding.day()).toString())
            .put("set", finding.set())
            .put("subject", finding.subject())
            .put("id", finding.id())
            .put("alipayId", finding.alipayId())
            .put("amount", finding.amount().toString())
            .put("ours", finding.ours())
            .put("theirs", finding.theirs())
            .put("place", finding.place())
            .put("cause", finding.difference().cause())
            .put("inquiry", finding.inquired().said())
            .put("action", finding.action());
    try {
      writer.write(object.encode() + "\n");
    } catch (IOException full) {
      throw new UncheckedIOException("can't write the JSON", full);
    }
  }
}
