package io.github.duologue.samples.stock;

import static io.github.duologue.dsl.Steps.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.codec.Framing;
import io.github.duologue.junit.Fake;
import io.github.duologue.server.FakeServer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Spring Boot is told where the server is before it makes its context.
 *
 * <p>The server is in a static field, so it listens as long as the class has tests, and so does the
 * client in the context that they share. Spring keeps contexts for later classes that would have
 * the same one, by when this server is gone: a context with a server is better thrown away.
 */
@SpringBootTest(classes = Shop.class)
@DirtiesContext
class ShopTest {

  @Fake static FakeServer server;

  @DynamicPropertySource
  static void whereTheServerIs(DynamicPropertyRegistry properties) {
    properties.add("stock.host", server::host);
    properties.add("stock.port", server::port);
  }

  @Autowired Shop.Counter counter;

  @Test
  void whatIsThereIsCounted() {
    server.play(Framing.lines(), expect("COUNT tea").reply("3"));

    assertThat(counter.answer("tea")).isEqualTo("3 left");
  }

  @Test
  void whatIsNotThereIsSoldOut() {
    server.play(Framing.lines(), expect("COUNT coffee").reply("0"));

    assertThat(counter.answer("coffee")).isEqualTo("sold out");
  }
}
