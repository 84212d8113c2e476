package io.github.duologue.junit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;

/**
 * The names of the servers that {@link FakeServerExtension}s have in a context, those without one
 * too.
 */
record Registered(List<String> names) {
  private static final Namespace NAMESPACE = Namespace.create(Registered.class);

  /** Adds one to those of a context and of the contexts around it. */
  static void add(String name, ExtensionContext context) {
    Registered before = of(context);
    List<String> names = new ArrayList<>(before == null ? List.of() : before.names);
    if (!names.contains(name)) {
      names.add(name);
      context.getStore(NAMESPACE).put(Registered.class, new Registered(names));
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
    if (!name.isEmpty()) {
      return registered.names.contains(name);
    }
    if (!Declarations.nearest(context).all().isEmpty()) {
      return false;
    }
    if (registered.names.size() > 1) {
      throw new ExtensionConfigurationException(
          "%s could be any of the registered servers %s; say which by @Fake and a name"
              .formatted(Parameters.describe(parameter), registered.names));
    }
    return true;
  }
}
