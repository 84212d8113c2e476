package io.github.duologue.samples.stock;

import static io.github.duologue.dsl.Steps.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.duologue.codec.Framing;
import io.github.duologue.junit.Fake;
import io.github.duologue.server.FakeServer;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Why a context with a server is thrown away: a later class with the same settings gets the one
 * that Spring has kept, whose client knows the server of the earlier class, which is gone by then.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class CachedContextTest {

  @SpringBootTest(classes = Shop.class)
  abstract static class AnyShop {
    @Fake static FakeServer server;

    @DynamicPropertySource
    static void whereTheServerIs(DynamicPropertyRegistry properties) {
      properties.add("stock.host", server::host);
      properties.add("stock.port", server::port);
    }

    @Autowired Shop.Counter counter;
  }

  @Nested
  @Order(1)
  class Earlier extends AnyShop {
    @Test
    void findsTheServer() {
      server.play(Framing.lines(), expect("COUNT tea").reply("3"));
      assertThat(counter.answer("tea")).isEqualTo("3 left");
    }
  }

  @Nested
  @Order(2)
  class Later extends AnyShop {
    @Test
    void looksForTheServerOfTheEarlierClass() {
      assertThatThrownBy(() -> counter.answer("tea"))
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(ConnectException.class);
    }
  }
}
