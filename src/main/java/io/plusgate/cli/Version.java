package io.plusgate.cli;

import picocli.CommandLine.IVersionProvider;

/** Which build this is. */
final class Version implements IVersionProvider {
  /** The version in the jar's manifest; "development" when run from classes. */
  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"plusgate " + text() + " (Java " + Runtime.version() + ")"};
  }
}
