package io.github.duologue.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Jobs that are done before they are asked for. */
class AheadTest {

  @Test
  void eachJobIsDoneOnceWhoeverDoesIt() throws Exception {
    for (int atOnce : List.of(1, 3)) {
      List<AtomicInteger> done = IntStream.range(0, 20).mapToObj(i -> new AtomicInteger()).toList();
      try (Ahead ahead = new Ahead(20, atOnce, i -> () -> done.get(i).incrementAndGet())) {
        for (int i = 0; i < 20; i++) {
          ahead.get(i);
        }
      }
      assertThat(done).allMatch(count -> count.get() == 1);
    }
  }

  @Test
  void jobsRunSideBySide() throws Exception {
    CyclicBarrier all = new CyclicBarrier(4);
    try (Ahead ahead = new Ahead(4, 4, i -> () -> all.await(20, TimeUnit.SECONDS))) {
      for (int i = 0; i < 4; i++) {
        ahead.get(i); // the first would wait in vain if it were alone
      }
    }
  }

  @Test
  void whatAJobThrowsComesOutWhereItIsAskedFor() throws Exception {
    AssertionError error = new AssertionError("wrong");
    IOException problem = new IOException("broken");
    Callable<?> fails =
        () -> {
          throw problem;
        };
    Callable<?> isWrong =
        () -> {
          throw error;
        };
    for (int atOnce : List.of(1, 2)) {
      try (Ahead ahead = new Ahead(2, atOnce, i -> i == 0 ? fails : isWrong)) {
        assertThatThrownBy(() -> ahead.get(0)).isSameAs(problem);
        assertThatThrownBy(() -> ahead.get(1)).isSameAs(error);
      }
    }
  }

  @Test
  void onlyFewJobsAreBegunAhead() throws Exception {
    var begun = ConcurrentHashMap.<Integer>newKeySet();
    try (Ahead ahead = new Ahead(1_000, 2, i -> () -> begun.add(i))) {
      ahead.get(0);
      ahead.get(500);
    }
    assertThat(begun).contains(0, 500).hasSizeLessThanOrEqualTo(12).doesNotContain(100, 999);
  }

  @Test
  void nothingGoesOnAfterTheEnd() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Callable<?> waits =
        () -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return null;
        };
    Callable<?> begins = () -> begun.await(20, TimeUnit.SECONDS);
    Ahead ahead = new Ahead(2, 2, i -> i == 0 ? begins : waits);
    ahead.get(0);
    ahead.close();
    assertThat(interrupted.getCount()).isZero();
    ahead.get(0); // still done, by who asks
  }
}
