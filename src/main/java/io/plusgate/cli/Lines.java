package io.plusgate.cli;

/** Text with visible line ends, broken into lines for a person. */
final class Lines {
  private Lines() {}

  /** A real line end after every visible one. */
  static String afterLineEnds(String visible) {
    return visible.replace("␊", "␊\n");
  }
}
