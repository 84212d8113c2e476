package io.github.duologue.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.duologue.server.FakeServer;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A declaration that cannot be meant is refused, with the place and a way out. */
class BadDeclarationTest {

  private static void refused(Class<?> cases, String message) {
    Throwable failure = Launch.of(cases).failures().get(0);
    Throwable problem =
        failure instanceof ExtensionConfigurationException ? failure : failure.getCause();
    assertThat(problem)
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessage(message.replace("Cases.", "BadDeclarationTest.").strip());
  }

  static class ParameterOfOtherType {
    @Test
    void test(@Fake("smtp") String server) {}
  }

  static class FieldOfOtherType {
    @Fake AutoCloseable server;

    @Test
    void test() {}
  }

  static class FinalField {
    @Fake final FakeServer server = null;

    @Test
    void test() {}
  }

  @Test
  void whatIsToHoldAServerMustBeAbleTo() {
    refused(
        ParameterOfOtherType.class,
        "parameter 1 of Cases.ParameterOfOtherType.test is annotated @Fake and is a String; make"
            + " it a FakeServer");
    refused(
        FieldOfOtherType.class,
        "field Cases.FieldOfOtherType.server is annotated @Fake and is a AutoCloseable; make it a"
            + " FakeServer");
    refused(
        FinalField.class,
        "field Cases.FinalField.server is annotated @Fake and is final; each test gets another"
            + " server, so leave it out");
  }

  @WithFakeServer
  static class TwoParameters {
    @Test
    void test(FakeServer one, int number, FakeServer two) {}
  }

  static class TwoFields {
    @Fake FakeServer one;
    @Fake static FakeServer two;

    @Test
    void test() {}
  }

  static class TwoFieldsOfOneName {
    @Fake("smtp")
    FakeServer one;

    @Fake("smtp")
    FakeServer two;

    @Test
    void test() {}
  }

  @Test
  void twoServersMustBeToldApart() {
    refused(
        TwoParameters.class,
        "parameter 1 of Cases.TwoParameters.test and another one would get the same server; name"
            + " them apart: @Fake(\"…\")");
    refused(
        TwoFields.class,
        "field Cases.TwoFields.one and field Cases.TwoFields.two are both without a name, so that"
            + " they would hold one server; name them apart: @Fake(\"…\")");
    refused(
        TwoFieldsOfOneName.class,
        "field Cases.TwoFieldsOfOneName.one and field Cases.TwoFieldsOfOneName.two both say"
            + " \"smtp\", so that they would hold one server; name them apart: @Fake(\"…\")");
  }

  @WithFakeServer
  @Retention(RetentionPolicy.RUNTIME)
  @interface Acme {}

  @Acme
  @WithFakeServer(port = 4711)
  static class TwoAnnotations {
    @Test
    void test(FakeServer server) {}
  }

  @WithFakeServer(name = "smtp")
  @WithFakeServer(name = "smtp", lenient = true)
  static class TwoAnnotationsOfOneName {
    @Test
    void test(FakeServer server) {}
  }

  @Test
  void twoAnnotationsMustNotBeAtOdds() {
    refused(
        TwoAnnotations.class,
        "Cases.TwoAnnotations has two @WithFakeServer without a name; keep one, or give each a"
            + " name of its own");
    refused(
        TwoAnnotationsOfOneName.class,
        "Cases.TwoAnnotationsOfOneName has two @WithFakeServer named 'smtp'; keep one, or give"
            + " each a name of its own");
  }

  @WithFakeServer(name = "orders")
  @WithFakeServer(name = "mail")
  static class Undecided {
    @Test
    void test(FakeServer server) {}
  }

  static class BlankFake {
    @Test
    void test(@Fake(" ") FakeServer server) {}
  }

  @WithFakeServer(name = "orders")
  static class Unknown {
    @Test
    void test(@Fake("oders") FakeServer server) {}
  }

  @Test
  void whoAsksMustNameAServerThatThereIs() {
    refused(
        Undecided.class,
        "parameter 1 of Cases.Undecided.test could be any of the servers 'orders', 'mail'; say"
            + " which: @Fake(\"orders\")");
    refused(
        BlankFake.class,
        "parameter 1 of Cases.BlankFake.test has a @Fake with a blank name; give a name or leave it"
            + " out");
    refused(
        Unknown.class,
        "parameter 1 of Cases.Unknown.test wants the server 'oders', and @WithFakeServer on"
            + " Cases.Unknown declares only 'orders'; add @WithFakeServer(name = \"oders\")");
  }

  static class MissingStatic {
    @Fake FakeServer server;

    @BeforeAll
    static void prepare(@Fake FakeServer server) {}

    @Test
    void test() {}
  }

  @WithFakeServer
  static class OnlyAfterAll {
    @Test
    void test() {}

    @AfterAll
    static void finish(FakeServer server) {}
  }

  static class ClassScopeOnMethod {
    @Test
    @WithFakeServer(scope = ServerScope.PER_CLASS)
    void test(FakeServer server) {}
  }

  @Test
  void scopesMustFit() {
    refused(
        MissingStatic.class,
        "parameter 1 of Cases.MissingStatic.prepare is for the whole class, and field"
            + " Cases.MissingStatic.server holds that server for one test; make the field static");
    refused(
        OnlyAfterAll.class,
        "parameter 1 of Cases.OnlyAfterAll.finish asks for a server of the whole class, and each"
            + " test had its own; let a @BeforeAll method ask for it too, or write"
            + " @WithFakeServer(scope = PER_CLASS)");
    refused(
        ClassScopeOnMethod.class,
        "@WithFakeServer on Cases.ClassScopeOnMethod.test has scope PER_CLASS, and a method has"
            + " servers per test; put the annotation on the class");
  }

  @WithFakeServer
  static class ForgottenTest {
    @WithFakeServer(name = "smtp")
    void sendsOneMail(FakeServer server) {}

    @Test
    void test() {}
  }

  static class ForgottenBesideAnother {
    @WithFakeServer
    void sendsOneMail(FakeServer server) {}

    @WithFakeServer
    @Test
    void test() {}
  }

  @Test
  void anAnnotatedMethodMustBeATest() {
    refused(
        ForgottenTest.class,
        "Cases.ForgottenTest.sendsOneMail has @WithFakeServer and is no test; add @Test, or put"
            + " the annotation on the class");
    refused(
        ForgottenBesideAnother.class,
        "Cases.ForgottenBesideAnother.sendsOneMail has @WithFakeServer and is no test; add @Test,"
            + " or put the annotation on the class");
  }

  @WithFakeServer(port = 65_536)
  static class BadPort {
    @Test
    void test(FakeServer server) {}
  }

  @WithFakeServer(deadline = "5 fortnights")
  static class BadDeadline {
    @Test
    void test(FakeServer server) {}
  }

  @WithFakeServer(idle = "0 s")
  static class BadIdle {
    @Test
    void test(FakeServer server) {}
  }

  @WithFakeServer(properties = "smtp.port")
  static class BadProperty {
    @Test
    void test(FakeServer server) {}
  }

  @WithFakeServer(properties = "smtp.url=smtp://{name}")
  static class BadPlaceholder {
    @Test
    void test(FakeServer server) {}
  }

  @WithFakeServer(name = " ")
  static class BlankName {
    @Test
    void test(FakeServer server) {}
  }

  @Test
  void settingsMustMakeSense() {
    refused(
        BadPort.class,
        "@WithFakeServer on Cases.BadPort is refused: port 65536 is out of range 0..65535; 0 takes"
            + " a free one");
    refused(
        BadDeadline.class,
        "the deadline of @WithFakeServer on Cases.BadDeadline is \"5 fortnights\", which is no"
            + " duration; write it as \"500 ms\", \"2 s\", \"1 min\" or \"PT2S\"");
    refused(
        BadIdle.class,
        "@WithFakeServer on Cases.BadIdle is refused: idle PT0S is out of range; it must be above"
            + " zero");
    refused(
        BadProperty.class,
        "@WithFakeServer on Cases.BadProperty has the property \"smtp.port\", which has no key and"
            + " value; write \"mail.port={port}\"");
    refused(
        BadPlaceholder.class,
        "@WithFakeServer on Cases.BadPlaceholder has the property \"smtp.url=smtp://{name}\", and"
            + " nothing is known as {name}; there are {host} and {port}");
    refused(
        BlankName.class,
        "@WithFakeServer on Cases.BlankName is refused: name is blank; give a name or leave it"
            + " out");
  }

  static class PortInUse {
    static int taken;

    @RegisterExtension
    final FakeServerExtension smtp =
        FakeServerExtension.builder().name("smtp").configure(server -> server.port(taken)).build();

    @Test
    void test() {}
  }

  @Test
  void aPortInUseIsNamed() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PortInUse.taken = other.getLocalPort();
      refused(
          PortInUse.class,
          "'smtp' of the FakeServerExtension 'smtp' was not started: port "
              + PortInUse.taken
              + " on 127.0.0.1 is taken; use port 0 for a free one, or stop what listens there");
    }
  }

  @WithFakeServer(name = "common", scope = ServerScope.PER_SESSION)
  static class OneOfSession {
    @Test
    void test(FakeServer server) {}
  }

  @WithFakeServer(name = "common", scope = ServerScope.PER_SESSION, idle = "1 min")
  static class AnotherOfSession {
    @Test
    void test(FakeServer server) {}
  }

  @Test
  void theServerOfASessionMustBeTheSameForAll() {
    Throwable failure = Launch.ofAll(OneOfSession.class, AnotherOfSession.class).failures().get(0);
    assertThat(failure)
        .cause()
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessage(
            "@WithFakeServer on BadDeclarationTest.OneOfSession and @WithFakeServer on"
                + " BadDeclarationTest.AnotherOfSession say different things about the server"
                + " 'common' of the session; let them say the same, or name them apart");
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  @Execution(ExecutionMode.CONCURRENT)
  static class FieldOfSharedInstance {
    private final CountDownLatch first = new CountDownLatch(1);
    @Fake FakeServer server;

    @RepeatedTest(4)
    void test() throws InterruptedException {
      first.await(200, TimeUnit.MILLISECONDS); // so that another begins meanwhile
    }
  }

  @Test
  void aFieldCannotHoldServersOfTestsAtTheSameTime() {
    assertThat(Launch.parallel(FieldOfSharedInstance.class).failures())
        .isNotEmpty()
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage(
                        "field BadDeclarationTest.FieldOfSharedInstance.server belongs to an"
                            + " instance that tests share which run at the same time, and each has"
                            + " its own server; take it as a parameter, or let the class run its"
                            + " tests in one thread, as @Execution(SAME_THREAD) does"));
    Launch.of(FieldOfSharedInstance.class).passed();
  }

  static class TwoRegistered {
    @RegisterExtension
    final FakeServerExtension one = FakeServerExtension.builder().name("one").build();

    @RegisterExtension
    final FakeServerExtension two = FakeServerExtension.builder().name("two").build();

    @Test
    void test(FakeServer server) {}
  }

  @Test
  void oneOfSeveralRegisteredServersMustBeNamed() {
    refused(
        TwoRegistered.class,
        "parameter 1 of Cases.TwoRegistered.test could be any of the registered servers [one,"
            + " two]; say which by @Fake and a name");
  }

  static class TwoRegisteredAlike {
    @RegisterExtension final FakeServerExtension one = FakeServerExtension.builder().build();

    @RegisterExtension static final FakeServerExtension TWO = FakeServerExtension.builder().build();

    @Test
    void test(FakeServer server) {}
  }

  static class TwoRegisteredOfOneName {
    @RegisterExtension
    final FakeServerExtension one = FakeServerExtension.builder().name("mail").build();

    @RegisterExtension
    final FakeServerExtension two = FakeServerExtension.builder().name("mail").build();

    @Test
    void test(@Fake("mail") FakeServer server) {}
  }

  @Test
  void registeredServersOfOneNameCannotBeToldApart() {
    refused(
        TwoRegisteredAlike.class,
        "parameter 1 of Cases.TwoRegisteredAlike.test could be any of the registered servers [the"
            + " one without a name, the one without a name]; give each a name of its own in its"
            + " builder, and say which by @Fake");
    refused(
        TwoRegisteredOfOneName.class,
        "parameter 1 of Cases.TwoRegisteredOfOneName.test could be any of the registered servers"
            + " [mail, mail]; give each a name of its own in its builder, and say which by @Fake");
  }

  @Test
  void anExtensionThatWasNotRegisteredHasNoServer() {
    FakeServerExtension idle = FakeServerExtension.builder().name("smtp").build();
    assertThatThrownBy(idle::server)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the FakeServerExtension 'smtp' has no server yet; it is started before the @BeforeEach"
                + " methods, or, in a static field with @RegisterExtension, before the @BeforeAll"
                + " methods");
  }
}
