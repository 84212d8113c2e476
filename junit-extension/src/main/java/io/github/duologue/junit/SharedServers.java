package io.github.duologue.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** The servers of classes and of the session, in the stores of their contexts. */
final class SharedServers {
  private static final Namespace NAMESPACE = Namespace.create(SharedServers.class);

  /** Where the list of a context is; others must not take it for theirs. */
  private record ListOf(String context) {}

  private SharedServers() {}

  /** Finds the server if it is there, for that context or one around it. */
  static @Nullable LiveServer find(ExtensionContext context, Declaration declaration) {
    LiveServer found = context.getStore(NAMESPACE).get(declaration.key(), LiveServer.class);
    if (found != null && !found.declaration().said().equals(declaration.said())) {
      throw new ExtensionConfigurationException(
          "%s and %s say different things about the server '%s' of the session; let them say the"
                  .formatted(found.declaration().place(), declaration.place(), declaration.name())
              + " same, or name them apart");
    }
    return found;
  }

  /**
   * Finds the server that a whole class wants, or starts it; tests of that class begin on it from
   * now on, whether they ask or not.
   */
  static LiveServer ofClass(ExtensionContext context, Declaration declaration) {
    if (declaration.scope() == ServerScope.PER_TEST) {
      return getOrStart(context, declaration);
    }
    LiveServer live = get(context, declaration);
    listOf(context).add(live);
    return live;
  }

  /** Finds the server, or starts it for the context that the declaration is about. */
  static LiveServer get(ExtensionContext context, Declaration declaration) {
    return getOrStart(home(context, declaration), declaration);
  }

  /** Finds the server, or starts it for that very context. */
  @SuppressWarnings("deprecation") // its successor came with JUnit 6
  static LiveServer getOrStart(ExtensionContext context, Declaration declaration) {
    LiveServer present = find(context, declaration);
    if (present != null) {
      return present;
    }
    Store store = context.getStore(NAMESPACE);
    LiveServer found =
        store.getOrComputeIfAbsent(
            declaration.key(), key -> start(declaration, context), LiveServer.class);
    return Objects.requireNonNull(found);
  }

  private static LiveServer start(Declaration declaration, ExtensionContext context) {
    LiveServer started = LiveServer.shared(declaration, context);
    if (context.getTestClass().isPresent()) {
      listOf(context).add(started);
    }
    return started;
  }

  @SuppressWarnings({"unchecked", "deprecation"})
  private static List<LiveServer> listOf(ExtensionContext context) {
    Object list =
        context
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(
                new ListOf(context.getUniqueId()), key -> new CopyOnWriteArrayList<LiveServer>());
    return (List<LiveServer>) Objects.requireNonNull(list);
  }

  /** The servers of all the classes that a test is in, those of outer classes first. */
  static List<LiveServer> around(ExtensionContext test) {
    List<LiveServer> all = new ArrayList<>();
    Optional<ExtensionContext> context = test.getParent();
    while (context.isPresent()) {
      Object list = context.get().getStore(NAMESPACE).get(new ListOf(context.get().getUniqueId()));
      if (list != null) {
        all.addAll(0, listOf(context.get()));
      }
      context = context.get().getParent();
    }
    return all;
  }

  /** The context of the class on which a declaration is; that of its superclass is the same. */
  private static ExtensionContext home(ExtensionContext context, Declaration declaration) {
    if (declaration.scope() == ServerScope.PER_SESSION) {
      return context.getRoot();
    }
    ExtensionContext home = context;
    for (Optional<ExtensionContext> each = Optional.of(context);
        each.isPresent();
        each = each.get().getParent()) {
      if (each.get().getTestClass().filter(declaration.origin()::equals).isPresent()) {
        home = each.get();
      }
    }
    return home;
  }
}
