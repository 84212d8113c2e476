package io.github.duologue.samples.stock;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Bean;

/** An application of Spring Boot that has the client as a bean. */
@SpringBootConfiguration(proxyBeanMethods = false)
class Shop {

  @Bean
  Stock stock(@Value("${stock.host}") String host, @Value("${stock.port}") int port) {
    return new Stock(host, port);
  }

  @Bean
  Counter counter(Stock stock) {
    return new Counter(stock);
  }

  /** What the shop says to its customers. */
  record Counter(Stock stock) {
    String answer(String article) {
      try {
        int count = stock.count(article);
        return count == 0 ? "sold out" : count + " left";
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
