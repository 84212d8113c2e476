package io.github.duologue.junit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/**
 * Keeps what has happened when a test runs out of time. Apart from the others, because JUnit 5.11
 * cannot load it, and is to be told so by them.
 */
final class TimeoutCallbacks implements PreInterruptCallback {

  @Override
  public void beforeThreadInterrupt(PreInterruptContext interrupt, ExtensionContext context) {
    save(context);
  }

  static void save(ExtensionContext context) {
    Rounds rounds = Rounds.existing(context);
    if (rounds != null) {
      rounds.all().forEach(each -> each.saveAtTimeout(context));
    }
  }
}
