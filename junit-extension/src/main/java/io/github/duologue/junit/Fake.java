package io.github.duologue.junit;

import io.github.duologue.server.FakeServer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Says which {@link FakeServer} a parameter or field gets; needed on fields, and where a test has
 * several servers.
 *
 * <p>The same name means the same server within a test. An instance field gets a server per test, a
 * static field one for all tests of its class, which the parameters of that name get, too. The
 * settings are those of the {@link WithFakeServer} of that name, else of the one without a name;
 * without any annotation they are the usual ones.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@ExtendWith(DeclaredServers.class) // first, so that it can refuse a JUnit that is too old
@ExtendWith(TimeoutCallbacks.class)
@SuppressWarnings("exports") // of the extensions nobody needs more than this link
public @interface Fake {

  /**
   * Names the server.
   *
   * @return its name; empty if there is one only
   */
  String value() default "";
}
