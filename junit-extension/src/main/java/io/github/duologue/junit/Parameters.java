package io.github.duologue.junit;

import io.github.duologue.server.FakeServer;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterContext;

/** What a parameter says about the server that it wants. */
final class Parameters {
  private Parameters() {}

  /** The name of the server, empty if none is said. */
  static String name(Parameter parameter) {
    Fake annotation = parameter.getAnnotation(Fake.class);
    return annotation == null ? "" : annotation.value();
  }

  /** Tells whether it is for a server; refuses one that says so and is of another type. */
  static boolean isServer(ParameterContext parameter) {
    Class<?> type = parameter.getParameter().getType();
    if (type != FakeServer.class && parameter.isAnnotated(Fake.class)) {
      throw new ExtensionConfigurationException(
          "%s is annotated @Fake and is a %s; make it a FakeServer"
              .formatted(describe(parameter), type.getSimpleName()));
    }
    return type == FakeServer.class;
  }

  /** Refuses two parameters that would get the same server: they are meant to be two. */
  static void requireApart(ParameterContext parameter) {
    Executable executable = parameter.getDeclaringExecutable();
    if (executable.getParameterCount() < 2) {
      return;
    }
    int alike = 0;
    String name = name(parameter.getParameter());
    for (Parameter each : executable.getParameters()) {
      alike += each.getType() == FakeServer.class && name(each).equals(name) ? 1 : 0;
    }
    if (alike > 1) {
      throw new ExtensionConfigurationException(
          "%s and another one would get the same server; name them apart: @Fake(\"…\")"
              .formatted(describe(parameter)));
    }
  }

  static String describe(ParameterContext parameter) {
    return "parameter "
        + (parameter.getIndex() + 1)
        + " of "
        + Names.of(parameter.getDeclaringExecutable());
  }
}
