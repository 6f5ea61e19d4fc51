package io.plusgate.reconcile.run;

import io.plusgate.reconcile.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks whether sets are whole and add up, without comparing them with anything. */
public final class SetControl {
  private SetControl() {}

  /** The complaints of each set below this folder, by its name; none for a sound one. */
  public static Map<String, List<String>> complaints(Path folder, Profile profile)
      throws IOException {
    var complaints = new TreeMap<String, List<String>>();
    for (ReportSet set : ReportSets.find(List.of(folder))) {
      new SetReader(profile, row -> {}, row -> {}, rows -> {}).read(set);
      complaints.put(set.name(), set.damage());
    }
    return complaints;
  }

  /** The files of this set below the folder. */
  public static List<Path> files(Path folder, String set) throws IOException {
    return ReportSets.find(List.of(folder)).stream()
        .filter(one -> one.name().equals(set))
        .flatMap(one -> one.files().stream())
        .toList();
  }

  /** The SHA-256 of a file, in hex. */
  public static String digest(Path file) throws IOException {
    return ReportSets.digest(file);
  }
}
