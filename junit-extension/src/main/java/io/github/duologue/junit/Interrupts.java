package io.github.duologue.junit;

/** Keeps an interrupt that a test has left behind from what is none of its business. */
final class Interrupts {
  private Interrupts() {}

  /** Runs something without the interrupt of this thread, which is there again afterwards. */
  static void heldBack(Runnable body) {
    boolean interrupted = Thread.interrupted();
    try {
      body.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
