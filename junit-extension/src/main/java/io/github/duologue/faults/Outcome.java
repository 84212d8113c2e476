package io.github.duologue.faults;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a client may end when a fault has struck.
 *
 * <p>Immutable; as thread-safe as its predicates are.
 *
 * @param <T> what the client returns
 * @since 0.1.0
 */
public final class Outcome<T extends @Nullable Object> {

  /** One way to end, which stands in a list of such. */
  private record Way<T extends @Nullable Object>(String description, Allows<T> allows) {}

  private interface Allows<T extends @Nullable Object> {
    boolean test(Ended<? extends T> ended, @Nullable Object undisturbed);
  }

  private final List<Way<? super T>> ways;

  private Outcome(List<Way<? super T>> ways) {
    this.ways = List.copyOf(ways);
  }

  private static <T extends @Nullable Object> Outcome<T> of(String description, Allows<T> allows) {
    return new Outcome<>(List.of(new Way<>(description, allows)));
  }

  /**
   * The client returns what it returned undisturbed, because it had all that it needed, or because
   * it tried again. All scripts that are not cut must then be played to their ends.
   *
   * @return the outcome
   */
  public static Outcome<@Nullable Object> sameResult() {
    return of(
        "the undisturbed result",
        (ended, undisturbed) ->
            ended instanceof Ended.Returned<?> returned
                && Objects.deepEquals(returned.value(), undisturbed));
  }

  /**
   * The client throws.
   *
   * @param type the type of what it throws, or a supertype
   * @return the outcome
   */
  public static Outcome<@Nullable Object> throwing(Class<? extends Throwable> type) {
    Objects.requireNonNull(type, "type");
    return of(
        "an exception of type " + type.getName(),
        (ended, undisturbed) ->
            ended instanceof Ended.Threw<?> threw && type.isInstance(threw.problem()));
  }

  /**
   * The client throws, and the reason is of a type: what is thrown itself, its cause, the cause of
   * that, and so on.
   *
   * @param type the type of the reason, or a supertype
   * @return the outcome
   */
  public static Outcome<@Nullable Object> throwingCausedBy(Class<? extends Throwable> type) {
    Objects.requireNonNull(type, "type");
    return of(
        "an exception caused by " + type.getName(),
        (ended, undisturbed) ->
            ended instanceof Ended.Threw<?> threw && isCausedBy(threw.problem(), type));
  }

  /**
   * The client returns something else that is right where a fault has struck: a fallback.
   *
   * @param description what it is, for messages, such as {@code the cached price}
   * @param predicate tells whether a result is that
   * @param <T> what the client returns
   * @return the outcome
   */
  public static <T extends @Nullable Object> Outcome<T> result(
      String description, Predicate<? super T> predicate) {
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(predicate, "predicate");
    return of(
        description,
        (ended, undisturbed) ->
            ended instanceof Ended.Returned<? extends T> returned
                && predicate.test(returned.value()));
  }

  /**
   * Allows another outcome beside this.
   *
   * @param other the other
   * @param <S> what the client returns
   * @return an outcome that is either of the two
   */
  public <S extends T> Outcome<S> or(Outcome<? super S> other) {
    List<Way<? super S>> all = new ArrayList<>(ways);
    all.addAll(other.ways());
    return new Outcome<>(all);
  }

  @SuppressWarnings("unchecked") // a way that takes a T takes whatever is one
  private <S extends T> List<Way<? super S>> ways() {
    return (List<Way<? super S>>) (List<?>) ways;
  }

  boolean allows(Ended<? extends T> ended, @Nullable Object undisturbed) {
    for (Way<? super T> way : ways) {
      if (way.allows().test(ended, undisturbed)) {
        return true;
      }
    }
    return false;
  }

  /** What is allowed, each as a phrase. */
  List<String> descriptions() {
    return ways.stream().<String>map(Way::description).toList();
  }

  private static boolean isCausedBy(Throwable problem, Class<? extends Throwable> type) {
    Map<Throwable, Boolean> seen = new IdentityHashMap<>(); // a circle ends where it began
    Throwable each = problem;
    while (each != null && seen.put(each, true) == null) {
      if (type.isInstance(each)) {
        return true;
      }
      each = each.getCause();
    }
    return false;
  }

  /** Shows what is allowed. */
  @Override
  public String toString() {
    return String.join(" or ", descriptions());
  }
}
