package io.github.duologue.junit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Refuses a JUnit Jupiter that is too old. What it reads itself, and all that is loaded before it,
 * must be there in older versions too.
 */
final class JupiterVersion {
  /**
   * A lock that excludes nobody, since all take it for reading. Without one, older versions end the
   * run before any extension could say why.
   */
  static final String READABLE_LOCK = "io.github.duologue";

  private static final @Nullable String PROBLEM = problem();

  private JupiterVersion() {}

  /** Throws where this extension cannot work. */
  static void require() {
    if (PROBLEM != null) {
      throw new ExtensionConfigurationException(PROBLEM);
    }
  }

  /** Says what is wrong, or nothing. */
  static @Nullable String problem() {
    try {
      Class.forName(
          "org.junit.jupiter.api.extension.PreInterruptCallback",
          false,
          JupiterVersion.class.getClassLoader());
      return null;
    } catch (ClassNotFoundException before512) {
      return "Duologue needs JUnit Jupiter 5.12 or later, and "
          + present()
          + " is here; let the build use a later one, by the BOM of JUnit or of the framework that"
          + " manages its version";
    }
  }

  private static String present() {
    String version = ExtensionContext.class.getPackage().getImplementationVersion();
    return version == null ? "an earlier one" : version;
  }
}
