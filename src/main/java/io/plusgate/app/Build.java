package io.plusgate.app;

/** Which Plusgate this is. */
final class Build {
  private Build() {}

  /** As the packaged jar says; one that was never packaged is in development. */
  static String version() {
    String version = Build.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
