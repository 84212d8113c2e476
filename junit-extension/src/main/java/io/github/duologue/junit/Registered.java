package io.github.duologue.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;

/**
 * What {@link FakeServerExtension}s say of the servers that they have in a context, in the order in
 * which they were registered.
 */
record Registered(List<Declaration> all) {
  private static final Namespace NAMESPACE = Namespace.create(Registered.class);

  /** Adds one to those of a context and of the contexts around it. */
  static void add(Declaration declaration, ExtensionContext context) {
    Registered before = of(context);
    List<Declaration> all = new ArrayList<>(before == null ? List.of() : before.all);
    if (all.stream().noneMatch(each -> each.key().equals(declaration.key()))) {
      all.add(declaration);
      context.getStore(NAMESPACE).put(Registered.class, new Registered(all));
    }
  }

  private static @Nullable Registered of(ExtensionContext context) {
    return context.getStore(NAMESPACE).get(Registered.class, Registered.class);
  }

  /** Tells whether such an extension is to resolve a parameter, and not an annotation. */
  static boolean resolves(ParameterContext parameter, ExtensionContext context) {
    Registered registered = of(context);
    if (registered == null) {
      return false;
    }
    String name = Parameters.name(parameter.getParameter());
    if (name.isEmpty() && !Declarations.nearest(context).all().isEmpty()) {
      return false;
    }
    List<String> meant =
        registered.all.stream()
            .map(Declaration::name)
            .filter(each -> name.isEmpty() || each.equals(name))
            .toList();
    if (meant.size() > 1) {
      boolean distinct = Set.copyOf(meant).size() == meant.size();
      throw new ExtensionConfigurationException(
          "%s could be any of the registered servers %s; %s"
              .formatted(
                  Parameters.describe(parameter),
                  meant.stream().map(Registered::describe).toList(),
                  distinct
                      ? "say which by @Fake and a name"
                      : "give each a name of its own in its builder, and say which by @Fake"));
    }
    return !meant.isEmpty();
  }

  private static String describe(String name) {
    return name.isEmpty() ? "the one without a name" : name;
  }
}
