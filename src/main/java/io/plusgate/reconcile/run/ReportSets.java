package io.plusgate.reconcile.run;

import io.plusgate.reconcile.ReportKind;
import io.plusgate.reconcile.ReportName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds the report files below some paths and puts them into sets, each file once. */
final class ReportSets {
  private final Map<String, ReportSet> sets = new TreeMap<>();
  private final Map<String, String> digests = new HashMap<>();
  private final Map<String, String> bytes = new HashMap<>();

  /** The sets below these files and folders; a {@link IOException} when one can't be read. */
  static Collection<ReportSet> find(List<Path> paths) throws IOException {
    var sets = new ReportSets();
    for (Path path : paths) {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          sets.add(file);
        }
      }
    }
    sets.sets.values().forEach(ReportSets::lookForGaps);
    return sets.sets.values();
  }

  private void add(Path file) throws IOException {
    var parsed = ReportName.parse(String.valueOf(file.getFileName()));
    if (parsed.isEmpty()) {
      return;
    }
    var name = parsed.get();
    String digest = digest(file);
    String earlier = digests.putIfAbsent(name.file(), digest);
    var set = sets.computeIfAbsent(name.set(), key -> new ReportSet(name));
    if (earlier != null) {
      if (!earlier.equals(digest)) {
        set.damaged(
            file + ": stands here and elsewhere with other bytes (expected: one issue of a file)");
      }
      return;
    }
    String twin = bytes.putIfAbsent(digest, name.file());
    // The files of an empty day may be equal, those of one set's transactions may not.
    if (twin != null && name.kind() != ReportKind.SUMMARY && isSamePart(name, twin)) {
      set.damaged(file + ": has the bytes of " + twin + " (expected: each part once)");
    }
    set.add(new ReportSet.Part(name, file));
  }

  private static boolean isSamePart(ReportName name, String twin) {
    return ReportName.parse(twin)
        .filter(other -> other.set().equals(name.set()) && other.kind() == name.kind())
        .isPresent();
  }

  private static void lookForGaps(ReportSet set) {
    for (ReportKind kind : ReportKind.values()) {
      var parts = set.parts(kind);
      for (int at = 1; at < parts.size(); at++) {
        int number = parts.get(at).name().part();
        int before = parts.get(at - 1).name().part();
        if (number != before + 1) {
          set.damaged(
              "%s: part %03d follows %03d (expected: no gap; a part is missing)"
                  .formatted(parts.get(at).path(), number, before));
        }
      }
    }
    if (set.parts(ReportKind.TRANSACTION_ITEMS).isEmpty() && set.isClearing()) {
      set.damaged(
          set.files().get(0)
              + ": stands without a transactionItems file (expected: a whole set, one file at least"
              + " on empty days too)");
    }
  }

  /** The SHA-256 of a file, as the archive keeps it. */
  static String digest(Path file) throws IOException {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("SHA-256 is in every JDK", impossible);
    }
  }
}
