package io.github.duologue.junit;

import static io.github.duologue.dsl.Steps.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.codec.Framing;
import io.github.duologue.server.FakeServer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** A test may have several servers, told apart by their names, however they are declared. */
class SeveralServersTest {
  @TempDir Path directory;

  static void ping(FakeServer server) {
    server.play(Framing.lines(), expect("PING").reply("PONG"));
    try (Client client = new Client(server)) {
      assertThat(client.ask("PING")).isEqualTo("PONG");
    }
  }

  static class FieldCases {
    @Fake("primary")
    FakeServer primary;

    @Fake("replica")
    private FakeServer replica;

    @Fake FakeServer other;

    @BeforeEach
    void prepare(@Fake("replica") FakeServer same) {
      assertThat(same).isSameAs(replica).isNotSameAs(primary);
    }

    @Test
    void one(FakeServer same) {
      assertThat(same).isSameAs(other);
      assertThat(primary.name()).isEqualTo("primary");
      assertThat(replica.name()).isEqualTo("replica");
      assertThat(other.name()).isEqualTo("SeveralServersTest.FieldCases.one");
      Launch.SERVERS.add(primary);
      ping(primary);
      ping(replica);
      ping(other);
    }

    @Test
    void two() {
      Launch.SERVERS.add(primary);
      ping(primary);
    }

    @Nested
    class Inner {
      @Fake("inner")
      FakeServer inner;

      @Test
      void three(@Fake("primary") FakeServer same) {
        assertThat(same).isSameAs(primary).isNotSameAs(inner);
        Launch.SERVERS.add(primary);
      }
    }
  }

  @Test
  void fieldsOfInstancesHaveAServerForEachTest() {
    Launch.of(FieldCases.class).passed();
    assertThat(Launch.SERVERS).hasSize(3).doesNotHaveDuplicates();
  }

  @WithFakeServer(name = "orders", deadline = "50 ms")
  @WithFakeServer(name = "mail")
  static class RepeatedCases {
    @Test
    void both(@Fake("orders") FakeServer orders, @Fake("mail") FakeServer mail) {
      assertThat(orders).isNotSameAs(mail);
      ping(orders);
      ping(mail);
    }

    @Test
    @WithFakeServer(name = "own")
    void nearer(FakeServer own) {
      assertThat(own.name()).isEqualTo("own");
    }
  }

  @Test
  void theAnnotationMayBeRepeatedAndWhatIsNearestCounts() {
    Launch.of(RepeatedCases.class).passed();
  }

  @WithFakeServer(name = "base")
  abstract static class Base {}

  @WithFakeServer(name = "derived")
  static class DerivedCase extends Base {
    @Test
    void test(FakeServer server) {
      assertThat(server.name()).isEqualTo("derived");
    }
  }

  @Test
  void theAnnotationOfASubclassCountsAndNotThatOfItsSuperclass() {
    Launch.of(DerivedCase.class).passed();
  }

  @WithFakeServer(name = "a")
  @WithFakeServer(name = "base only")
  abstract static class BaseOfTwo {}

  @WithFakeServer(name = "a")
  @WithFakeServer(name = "b")
  static class AgainCase extends BaseOfTwo {
    @Test
    void test(@Fake("a") FakeServer first, @Fake("b") FakeServer second) {
      assertThat(first.name()).isEqualTo("a");
      assertThat(second.name()).isEqualTo("b");
    }
  }

  @Test
  void aSubclassMayRepeatWhatItsSuperclassHas() {
    Launch.of(AgainCase.class).passed();
  }

  static class TwoExtensionsCase {
    @RegisterExtension
    final FakeServerExtension good = FakeServerExtension.builder().name("good").build();

    @RegisterExtension
    final FakeServerExtension other = FakeServerExtension.builder().name("other").build();

    @Test
    void test(@Fake("annotated") FakeServer bad) {
      ping(good.server());
      bad.play(expect("never"));
    }
  }

  @Test
  void theVerdictIsToldOnceHoweverManyExtensionsThereAre() {
    Recording recording = Recording.of(TwoExtensionsCase.class, directory);
    assertThat(recording.entries())
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry)
                    .containsEntry("duologue.server", "annotated")
                    .hasEntrySatisfying(
                        "duologue.verdict",
                        verdict -> assertThat(verdict).startsWith("No connection played")));
    assertThat(Launch.of(TwoExtensionsCase.class).failure().getSuppressed()).isEmpty();
  }

  static class BothBadCase {
    @Test
    void test(@Fake("a") FakeServer first, @Fake("b") FakeServer second) {
      first.play(expect("A"));
      second.play(expect("B"));
    }
  }

  @Test
  void theVerdictsOfAllServersAreTold() {
    Throwable failure = Launch.of(BothBadCase.class).failure();
    assertThat(failure).isInstanceOf(AssertionFailedError.class).hasMessageContaining("'a'");
    assertThat(failure.getSuppressed())
        .singleElement()
        .isInstanceOf(AssertionFailedError.class)
        .asString()
        .contains("'b'");
  }

  static class RegisteredCases {
    @RegisterExtension
    static final FakeServerExtension COMMON =
        FakeServerExtension.builder()
            .name("common")
            .configure(server -> server.framing(Framing.lines()))
            .build();

    @RegisterExtension
    final FakeServerExtension own =
        FakeServerExtension.builder()
            .name("own")
            .configure(server -> server.framing(Framing.lines()))
            .build();

    @BeforeEach
    void prepare(@Fake("common") FakeServer common, @Fake("own") FakeServer same) {
      assertThat(common).isSameAs(COMMON.server());
      assertThat(same).isSameAs(own.server());
      assertThat(own.port()).isEqualTo(same.port());
      assertThat(own.host()).isEqualTo("127.0.0.1");
    }

    @Test
    void one() {
      pingBoth();
    }

    @Test
    void two() {
      pingBoth();
    }

    private void pingBoth() {
      for (FakeServerExtension each : new FakeServerExtension[] {COMMON, own}) {
        Launch.SERVERS.add(each.server());
        each.server().play(expect("PING").reply("PONG"));
        try (Client client = new Client(each.server())) {
          client.ask("PING");
        }
      }
    }

    @Nested
    class Inner {
      @Test
      void three() {
        pingBoth();
      }
    }
  }

  @Test
  void registeredExtensionsHaveAServerForAllTestsOrForEach() {
    Launch.of(RegisteredCases.class).passed();
    assertThat(Launch.SERVERS).filteredOn(each -> each.name().equals("common")).hasSize(3);
    assertThat(Launch.SERVERS.stream().distinct()).hasSize(4);
  }

  static class RegisteredBadCase {
    @RegisterExtension final FakeServerExtension own = FakeServerExtension.builder().build();

    @Test
    void test(FakeServer server) {
      assertThat(server).isSameAs(own.server());
      assertThat(server.name()).isEqualTo("SeveralServersTest.RegisteredBadCase.test");
      server.play(expect("A"));
    }
  }

  @Test
  void theServerOfARegisteredExtensionIsJudgedToo() {
    assertThat(Launch.of(RegisteredBadCase.class).failure())
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("No connection played");
  }

  static class RegisteredConstructorCases {
    @RegisterExtension
    static final FakeServerExtension COMMON = FakeServerExtension.builder().build();

    private final FakeServer ofConstructor;

    RegisteredConstructorCases(FakeServer server) {
      ofConstructor = server;
    }

    @RepeatedTest(2)
    void test(FakeServer server) {
      assertThat(ofConstructor).isSameAs(COMMON.server()).isSameAs(server);
      ping(ofConstructor);
    }
  }

  @Test
  void constructorsHaveTheServerOfARegisteredExtensionToo() {
    Launch.of(RegisteredConstructorCases.class).passed();
  }

  @WithFakeServer
  static class BothWaysCase {
    @RegisterExtension
    final FakeServerExtension own = FakeServerExtension.builder().name("own").build();

    @Test
    void test(FakeServer declared, @Fake("own") FakeServer registered) {
      assertThat(registered).isSameAs(own.server()).isNotSameAs(declared);
    }
  }

  @Test
  void annotationAndExtensionGoTogether() {
    Launch.of(BothWaysCase.class).passed();
  }
}
