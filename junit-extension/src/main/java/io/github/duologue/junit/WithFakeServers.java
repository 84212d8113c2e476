package io.github.duologue.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Holds several {@link WithFakeServer}; written by the compiler.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(DeclaredServers.class) // first, so that it can refuse a JUnit that is too old
@ExtendWith(TimeoutCallbacks.class)
@ResourceLock(
    value = JupiterVersion.READABLE_LOCK,
    mode = ResourceAccessMode.READ,
    providers = PropertyLocks.class)
@SuppressWarnings("exports")
public @interface WithFakeServers {

  /**
   * Lists the annotations.
   *
   * @return one for each server
   */
  WithFakeServer[] value();
}
