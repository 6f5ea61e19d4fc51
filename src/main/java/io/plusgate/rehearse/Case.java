package io.plusgate.rehearse;

/** One line of the acceptance matrix, and how it is played. */
record Case(String id, String title, String expected, Play play) {

  /** The steps of a case, from start to end. */
  @FunctionalInterface
  interface Play {
    void on(Stage stage) throws InterruptedException;
  }
}
