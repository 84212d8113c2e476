package io.github.duologue.samples.stock;

import static io.github.duologue.dsl.Steps.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.codec.Framing;
import io.github.duologue.junit.WithFakeServer;
import io.github.duologue.server.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client reads from a plain file where its server is, so the test writes that file. */
@WithFakeServer
class PropertiesFileTest {

  @TempDir Path directory;

  @BeforeEach
  void writeSettings(FakeServer server) throws IOException {
    Files.write(
        directory.resolve("stock.properties"),
        List.of("stock.host = " + server.host(), "stock.port = " + server.port()));
  }

  @Test
  void theClientFindsTheServerByItsFile(FakeServer server) throws IOException {
    server.play(Framing.lines(), expect("COUNT tea").reply("3"));

    Stock stock = Stock.of(directory.resolve("stock.properties"));

    assertThat(stock.count("tea")).isEqualTo(3);
  }
}
