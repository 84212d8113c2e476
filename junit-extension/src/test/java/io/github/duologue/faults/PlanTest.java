package io.github.duologue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.duologue.bytes.Bytes;
import io.github.duologue.network.Condition;
import io.github.duologue.network.Fault;
import io.github.duologue.network.NetworkConditions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which cases there are, how they are named, and which of them run. */
class PlanTest {
  private static final List<Replies> TWO_REPLIES = List.of(replies(1, "ab", "c"));

  private static Replies replies(int connection, String... writes) {
    return new Replies(connection, Arrays.stream(writes).map(Bytes::utf8).toList());
  }

  private static Plan plan(List<Replies> sent, int most) {
    List<FaultCase> harmless = Harmless.cases(sent, Duration.ofSeconds(2), 42);
    return new Plan(harmless, sent, sent.size() > 1, false, most);
  }

  private static List<String> names(List<FaultCase> cases) {
    return cases.stream().map(FaultCase::name).toList();
  }

  private static List<String> ids(List<FaultCase> cases) {
    return cases.stream().map(FaultCase::id).toList();
  }

  @Test
  void eachByteIsAPlaceAndSoIsTheBeginning() {
    List<FaultCase> cases = plan(TWO_REPLIES, 1_000).running(Fault.RESET);
    assertThat(names(cases))
        .containsExactly(
            "cut with reset before the first byte of reply 1",
            "cut with reset after byte 1 of reply 1",
            "cut with reset after the last byte of reply 1",
            "cut with reset after the last byte of reply 2");
    assertThat(ids(cases))
        .containsExactly("reset@1:1+0", "reset@1:1+1", "reset@1:1+2", "reset@1:2+1");
    assertThat(cases.stream().map(FaultCase::toClient))
        .containsExactly(
            List.of(Condition.cutAfter(0, Fault.RESET)),
            List.of(Condition.cutAfter(1, Fault.RESET)),
            List.of(Condition.cutAfter(2, Fault.RESET)),
            List.of(Condition.cutAfter(3, Fault.RESET)));
  }

  @Test
  void aStallIsCalledOne() {
    assertThat(names(plan(TWO_REPLIES, 1_000).running(Fault.STALL)))
        .contains("stall after byte 1 of reply 1");
  }

  @Test
  void ofSeveralConnectionsTheNameTellsWhich() {
    List<Replies> sent = List.of(replies(1, "a"), replies(3, "b"));
    assertThat(names(plan(sent, 1_000).running(Fault.DISCONNECT)))
        .containsExactly(
            "cut with disconnect before the first byte of reply 1, connection 1",
            "cut with disconnect after the last byte of reply 1, connection 1",
            "cut with disconnect before the first byte of reply 1, connection 3",
            "cut with disconnect after the last byte of reply 1, connection 3");
  }

  @Test
  void aCutIsOnItsConnectionOnlyAndWhatIsHarmlessOnAll() {
    Plan plan = plan(List.of(replies(1, "a"), replies(2, "b")), 1_000);
    FaultCase cut = plan.find("stall@2:1+0").orElseThrow();
    assertThat(cut.conditions(1, List.of())).isEqualTo(NetworkConditions.none());
    assertThat(cut.conditions(2, List.of()))
        .isEqualTo(NetworkConditions.toClient(Condition.cutAfter(0, Fault.STALL)));
    FaultCase sliced = plan.find("one-byte").orElseThrow();
    assertThat(sliced.conditions(2, List.of()))
        .isEqualTo(sliced.conditions(1, List.of()))
        .isNotEqualTo(NetworkConditions.none());
  }

  @Test
  void betweenRepliesLeavesOutWhatIsWithinReplies() {
    Plan plan = new Plan(List.of(), List.of(replies(1, "abc", "def")), false, true, 1_000);
    assertThat(ids(plan.running(Fault.RESET)))
        .containsExactly("reset@1:1+0", "reset@1:1+3", "reset@1:2+3");
    assertThat(plan.size()).isEqualTo(9);
    assertThat(plan.find("reset@1:2+2")).isPresent();
  }

  @Test
  void theHarmlessCasesAreNamedForWhatTheyDo() {
    List<FaultCase> cases = plan(TWO_REPLIES, 1_000).harmless();
    assertThat(names(cases))
        .containsExactly(
            "one byte a segment",
            "random slices, seed 42",
            "random slices, seed 43",
            "random slices, seed 44",
            "all in one segment",
            "latency",
            "varying latency, seed 42",
            "throttled to 12 bytes per second");
    assertThat(cases).hasSize(Harmless.COUNT);
    assertThat(ids(cases))
        .containsExactly(
            "one-byte",
            "random-42",
            "random-43",
            "random-44",
            "coalesced",
            "latency",
            "varying-latency",
            "throttled");
  }

  @Test
  void aHarmlessCaseLastsNoLongerThanAQuarterOfTheTime() {
    List<Replies> sent = List.of(replies(1, "x".repeat(100), "y".repeat(100)));
    List<FaultCase> cases = Harmless.cases(sent, Duration.ofMillis(80), 1);
    assertThat(cases.stream().map(each -> each.toClient().get(0)))
        .contains(
            Condition.throttled(10_000),
            Condition.latency(Duration.ofMillis(5)),
            Condition.coalesced(Duration.ofMillis(10)));
  }

  @Test
  void aServerThatSendsNothingLeavesNothingToCut() {
    Plan plan = plan(List.of(), 1_000);
    assertThat(plan.size()).isEqualTo(Harmless.COUNT);
    assertThat(plan.running(Fault.RESET)).isEmpty();
  }

  @Test
  void allCasesRunIfTheyAreFewEnough() {
    Plan plan = plan(TWO_REPLIES, 20);
    assertThat(plan.size()).isEqualTo(20);
    assertThat(plan.harmful()).hasSize(12);
  }

  @Test
  void tooManyCasesAreSpreadEvenly() {
    Plan plan = plan(List.of(replies(1, "x".repeat(999))), 38);
    assertThat(plan.size()).isEqualTo(3_008);
    assertThat(plan.harmful()).hasSize(30);
    List<String> cuts =
        Plan.FAULTS.stream().flatMap(fault -> ids(plan.running(fault)).stream()).toList();
    assertThat(cuts)
        .hasSize(30)
        .doesNotHaveDuplicates()
        .startsWith("disconnect@1:1+0", "disconnect@1:1+103")
        .endsWith("stall@1:1+999");
    assertThat(plan.running(Fault.RESET)).hasSize(10);
  }

  @Test
  void spreadingKeepsTheFirstAndTheLast() {
    assertThat(LongStream.range(0, 4).map(i -> Plan.spread(i, 4, 10)))
        .containsExactly(0L, 3L, 6L, 9L);
    assertThat(LongStream.range(0, 3).map(i -> Plan.spread(i, 3, 3))).containsExactly(0L, 1L, 2L);
    assertThat(Plan.spread(0, 1, 10)).isZero();
  }

  @Test
  void aCaseIsFoundByItsIdAlsoIfItWouldNotRun() {
    Plan plan = plan(List.of(replies(1, "x".repeat(999))), 20);
    assertThat(plan.find("disconnect@1:1+7").map(FaultCase::name))
        .contains("cut with disconnect after byte 7 of reply 1");
    assertThat(plan.find("random-43").map(FaultCase::name)).contains("random slices, seed 43");
  }

  @Test
  void thereIsNoCaseBesideThosePlaces() {
    Plan plan = plan(TWO_REPLIES, 1_000);
    for (String id :
        List.of(
            "reset@1:1+3",
            "reset@1:2+0",
            "reset@1:3+1",
            "reset@1:0+1",
            "reset@2:1+1",
            "refuse@1:1+1",
            "reset@1:1",
            "reset@1:1+99999999999",
            "")) {
      assertThat(plan.find(id)).as(id).isEmpty();
    }
  }

  @Test
  void ofAWrongIdTheNearestAreNamed() {
    assertThat(plan(TWO_REPLIES, 1_000).nearest("Reset@1:2+9"))
        .hasSize(5)
        .startsWith("reset@1:2+1")
        .allMatch(each -> each.startsWith("reset@1:") || each.startsWith("stall@1:"));
    assertThat(plan(TWO_REPLIES, 1_000).nearest("onebyte")).startsWith("one-byte");
  }
}
