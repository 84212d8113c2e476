package io.github.duologue.junit;

import io.github.duologue.server.FakeServer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Gives every test that asks for one a {@link FakeServer} of its own, and fails the test if the
 * conversation did not go as scripted.
 *
 * <p>A test asks by a parameter of type {@link FakeServer}, of the test method, of a
 * {@code @BeforeEach} or {@code @AfterEach} method or of the constructor, or by a field that is
 * annotated {@link Fake}. All of them get the same server, which is started when the first of them
 * asks. It is verified after the {@code @AfterEach} methods if the test has passed, and again when
 * the fields of the test are closed; it is always closed. If the test has failed, what went wrong
 * with the conversation is added to its failure as suppressed and logged; a test that was aborted
 * stays aborted. The transcript of a failed test is saved as a file, whose path is in the message.
 * Each invocation of a repeated or parameterized test has a server of its own, all dynamic tests of
 * one factory share one.
 *
 * <p>A server is for the whole class if {@link #scope} says so, if a static field holds it, or if a
 * {@code @BeforeAll} method (or the constructor of a class with one instance for all tests) asks
 * for it. It keeps its port from test to test, but no script, connection, signal, shared capture or
 * transcript: scripts are given in {@code @BeforeEach} methods and tests, and who connects while no
 * test runs is reset. Its tests have to run one after another.
 *
 * <p>On a class it also holds for subclasses and {@code @Nested} classes; what is nearest to the
 * test counts. It may be put on other annotations, and repeated with another {@link #name} for each
 * server, which parameters and fields pick with {@link Fake}.
 *
 * <p>A method that has it still needs {@code @Test} or the like. Where that is missing, the tests
 * of its class that have a server fail and say so; if there are none, nobody is asked, and JUnit
 * passes over the method as over any other.
 *
 * <p>Tests run in parallel as they would without it, unless they set {@link #properties}. But if it
 * is on a class in which a single test has a lock for writing, by {@code @ResourceLock} or by
 * properties of its own, JUnit runs all tests of that class one after another.
 *
 * <p>With the JUnit configuration parameter or system property {@code duologue.live} set to {@code
 * true}, all that happens on the wire is logged as it happens, by the system logger {@code
 * io.github.duologue} at level {@code INFO}. Deadlines are off under a debugger, and where {@code
 * junit.jupiter.execution.timeout.mode} is {@code disabled}.
 *
 * <p>Needs JUnit Jupiter 5.12 or later, and says so on an earlier one.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Repeatable(WithFakeServers.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(DeclaredServers.class) // first, so that it can refuse a JUnit that is too old
@ExtendWith(TimeoutCallbacks.class)
@ResourceLock(
    value = JupiterVersion.READABLE_LOCK,
    mode = ResourceAccessMode.READ,
    providers = PropertyLocks.class)
@SuppressWarnings("exports") // of the extensions nobody needs more than this link
public @interface WithFakeServer {

  /**
   * Names the server in messages and its threads, and for {@link Fake}.
   *
   * @return the name; if it is empty, classes and method of the test, such as {@code
   *     SmtpClientTest.sendsOneMail}
   */
  String name() default "";

  /**
   * Sets the port to listen on.
   *
   * @return 1..65535, or 0 for any that is free
   */
  int port() default 0;

  /**
   * Says whether clients can connect when a test begins. If not, they are refused until {@link
   * FakeServer#startListening}; the port is known before.
   *
   * @return whether the server listens from the start
   */
  boolean listening() default true;

  /**
   * Bounds blocked writes, functions of the script and the waits of the test, as {@link
   * io.github.duologue.server.FakeServerBuilder#deadline} does.
   *
   * @return a number with one of {@code ms}, {@code s} and {@code min}, such as {@code 500 ms}, or
   *     as in ISO 8601, such as {@code PT0.5S}; if it is empty, 5 seconds
   */
  String deadline() default "";

  /**
   * Bounds how long a client may send nothing that its script requires, as {@link
   * io.github.duologue.server.FakeServerBuilder#idle} does.
   *
   * @return as for {@link #deadline}; if it is empty, 30 seconds
   */
  String idle() default "";

  /**
   * Says how long the server lives.
   *
   * @return the scope; on a method it is {@link ServerScope#PER_TEST}
   */
  ServerScope scope() default ServerScope.PER_TEST;

  /**
   * Sets system properties for the code under test as long as the server lives. They are restored
   * then; tests in parallel that lock {@link
   * org.junit.jupiter.api.parallel.Resources#SYSTEM_PROPERTIES} have to wait meanwhile, as this
   * annotation does, but for a server of the session, whose properties stay until the run is over.
   * The server is started before the {@code @BeforeEach} methods, or before the {@code @BeforeAll}
   * methods if it is for the whole class.
   *
   * @return properties such as {@code mail.port={port}} or {@code mail.url=smtp://{host}:{port}}
   */
  String[] properties() default {};

  /**
   * Keeps what goes wrong with the conversation from failing the test: it is then published as a
   * report entry.
   *
   * @return whether nothing that the server finds fails the test by itself
   */
  boolean lenient() default false;
}
