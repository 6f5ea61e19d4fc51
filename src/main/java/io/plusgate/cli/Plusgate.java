package io.plusgate.cli;

/** The command line's entry point. */
public final class Plusgate {
  private Plusgate() {}

  public static void main(String[] arguments) {
    System.out.println("plusgate " + arguments.length);
  }
}
