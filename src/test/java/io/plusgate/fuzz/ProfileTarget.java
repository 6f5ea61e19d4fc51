package io.plusgate.fuzz;

import io.plusgate.reconcile.BadReportException;
import io.plusgate.reconcile.profile.ProfileReader;
import java.nio.file.Path;
import java.util.List;

/** A report profile as somebody typed it: a profile, or a complaint that names the file. */
final class ProfileTarget implements FuzzTarget {
  private final ScratchFile file;

  ProfileTarget(Path folder) {
    file = new ScratchFile(folder.resolve("profile.yaml"));
  }

  @Override
  public String name() {
    return "profile";
  }

  @Override
  public int inputs() {
    return 5_000;
  }

  @Override
  public List<String> words() {
    return List.of(
        "reports:\n  transactionItems:\n    detail: { amount: amount }\n",
        "separator: ",
        "zone: ",
        "quoting: none",
        "types: ",
        "&a",
        "*a",
        "<<: ",
        "!!binary ",
        "[[[[[[[[",
        "{",
        "- ",
        ": ",
        "\t",
        "...");
  }

  @Override
  public void take(byte[] input) {
    var path = file.with(input);
    try {
      var profile = ProfileReader.read(path);
      Promised.that(!profile.layouts().isEmpty(), "a profile knows a report");
    } catch (BadReportException complaint) {
      Promised.that(
          complaint.complaint().startsWith(path + ":"), "a complaint begins with the file");
    }
  }
}
