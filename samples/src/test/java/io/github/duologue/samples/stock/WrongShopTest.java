package io.github.duologue.samples.stock;

import static io.github.duologue.dsl.Steps.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.codec.Framing;
import io.github.duologue.junit.Fake;
import io.github.duologue.samples.Failures;
import io.github.duologue.server.FakeServer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What a test says of a bean that asks a wrong question. */
class WrongShopTest {

  @Test
  void aQuestionForAnotherArticleIsSeenOnTheWire() {
    assertThat(Failures.of(Cases.class, "asksForCoffee"))
        .isEqualTo(
            """
            java.io.EOFException: no answer to "COUNT coffee"
            Suppressed: Connection #1 of 'stock' deviated from its script at step 1 of 1.

            expected
              "COUNT tea"       at io.github.duologue.samples.stock.WrongShopTest$Cases.asksForCoffee(WrongShopTest.java:0)
            but received
              "COUNT coffee"    12 bytes, +0 ms
            first difference at byte 6: 'c' (63) instead of 't' (74)

            transcript of #1
              C: COUNT coffee                               +0 ms   <-- here

            The connection was closed at once; an error in the client after that is a consequence.""");
  }

  @SpringBootTest(classes = Shop.class)
  @DirtiesContext
  static class Cases {
    @Fake("stock")
    static FakeServer server;

    @DynamicPropertySource
    static void whereTheServerIs(DynamicPropertyRegistry properties) {
      properties.add("stock.host", server::host);
      properties.add("stock.port", server::port);
    }

    @Autowired Shop.Counter counter;

    @Test
    void asksForCoffee(@Fake("stock") FakeServer server) {
      server.play(Framing.lines(), expect("COUNT tea").reply("3"));

      counter.answer("coffee");
    }
  }
}
