package io.github.duologue.samples.faults;

/** What a probe does once it has said HI. */
enum Routine {
  /** It reads as long as something comes. */
  READ,
  /** It reads as long as something comes, and then writes until that fails or blocks. */
  READ_THEN_WRITE,
  /** It writes until that fails. */
  FLOOD
}
