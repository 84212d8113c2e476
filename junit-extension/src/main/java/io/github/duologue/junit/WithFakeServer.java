package io.github.duologue.junit;

import io.github.duologue.server.FakeServer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives every test that asks for one a {@link FakeServer} of its own, and fails the test if the
 * conversation did not go as scripted.
 *
 * <p>A test asks by a parameter of type {@link FakeServer}: of the test method, of a
 * {@code @BeforeEach} or {@code @AfterEach} method, or of the constructor where the class has an
 * instance per test. All of them get the same server, which is started when the first of them asks.
 * It is verified after the {@code @AfterEach} methods if the test has passed, and is always closed.
 * If the test has failed, what went wrong with the conversation is added to its failure as
 * suppressed; a test that was aborted stays aborted. Each invocation of a repeated or parameterized
 * test has a server of its own, all dynamic tests of one factory share one.
 *
 * <p>On a class it also holds for subclasses and {@code @Nested} classes; the annotation that is
 * nearest to the test counts. It may be put on other annotations.
 *
 * <p>With the JUnit configuration parameter or system property {@code duologue.live} set to {@code
 * true}, all that happens on the wire is logged as it happens, by the system logger {@code
 * io.github.duologue} at level {@code INFO}.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(FakeServerExtension.class)
@SuppressWarnings("exports") // of the extension nobody needs more than this link
public @interface WithFakeServer {

  /**
   * Names the server in messages and its threads.
   *
   * @return the name; if it is empty, classes and method of the test, such as {@code
   *     SmtpClientTest.sendsOneMail}
   */
  String name() default "";
}
