package io.github.duologue.junit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/** What the builder makes; apart from its class for the reason of {@link TimeoutCallbacks}. */
final class TimedFakeServerExtension extends FakeServerExtension implements PreInterruptCallback {

  private TimedFakeServerExtension(Builder builder) {
    super(builder);
  }

  /** A constructor would have this class loaded wherever it is called. */
  static FakeServerExtension of(Builder builder) {
    return new TimedFakeServerExtension(builder);
  }

  @Override
  public void beforeThreadInterrupt(PreInterruptContext interrupt, ExtensionContext context) {
    TimeoutCallbacks.save(context);
  }
}
