package io.github.duologue.junit;

import io.github.duologue.server.FakeServer;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives parameters and fields the servers that {@link WithFakeServer} and {@link Fake} declare. All
 * state is in the stores of contexts: one extension serves tests that run at the same time.
 */
final class DeclaredServers extends VerdictCallbacks
    implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

  DeclaredServers() {
    JupiterVersion.require();
  }

  // By default a constructor would be told of its class, and could not have the server of the test.
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  /** Fills static fields, and starts what code of the whole class may need. */
  @Override
  public void beforeAll(ExtensionContext context) {
    ClassPlan plan = ClassPlan.of(context.getRequiredTestClass(), context);
    for (FakeField field : plan.fields()) {
      if (field.isStatic()) {
        Declaration declaration =
            Declarations.nearest(context).pick(field.name(), field.toString());
        FakeServer server = SharedServers.ofClass(context, declaration).server();
        FieldUse.beginClass(field, server, context);
        field.set(null, server);
      }
    }
    for (Declaration each : plan.declarations().all()) {
      if (each.scope() != ServerScope.PER_TEST && !each.properties().isEmpty()) {
        SharedServers.ofClass(context, each);
      }
    }
  }

  /** Begins the test on the servers of its classes, and fills the fields of its instances. */
  @Override
  public void beforeEach(ExtensionContext context) {
    for (LiveServer shared : SharedServers.around(context)) {
      Rounds.of(context).begin(shared);
    }
    for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
      for (FakeField field : ClassPlan.of(instance.getClass(), context).fields()) {
        if (!field.isStatic()) {
          Declaration declaration =
              Declarations.nearest(context).pick(field.name(), field.toString());
          if (context.getTestInstanceLifecycle().orElse(null) == TestInstance.Lifecycle.PER_CLASS) {
            FieldUse.beginTest(field, instance, context);
          }
          field.set(instance, Rounds.of(context).live(declaration).server());
        }
      }
    }
    for (Declaration each : Declarations.nearest(context).all()) {
      if (!each.properties().isEmpty()) {
        Rounds.of(context).live(each);
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return Parameters.isServer(parameter) && !Registered.resolves(parameter, context);
  }

  @Override
  public FakeServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Parameters.requireApart(parameter);
    String name = Parameters.name(parameter.getParameter());
    Declaration declaration =
        Declarations.nearest(context).pick(name, Parameters.describe(parameter));
    if (context.getTestMethod().isPresent()) {
      return Rounds.of(context).live(declaration).server();
    }
    if (SharedServers.find(context, declaration) == null) {
      requireMeantForClass(parameter, name, context);
    }
    return SharedServers.ofClass(context, declaration).server();
  }

  private static void requireMeantForClass(
      ParameterContext parameter, String name, ExtensionContext context) {
    Optional<FakeField> field = ClassPlan.of(context.getRequiredTestClass(), context).field(name);
    if (field.isPresent()) {
      throw new ExtensionConfigurationException(
          "%s is for the whole class, and %s holds that server for one test; make the field static"
              .formatted(Parameters.describe(parameter), field.get()));
    }
    if (AnnotationSupport.isAnnotated(parameter.getDeclaringExecutable(), AfterAll.class)) {
      throw new ExtensionConfigurationException(
          ("%s asks for a server of the whole class, and each test had its own; let a @BeforeAll"
                  + " method ask for it too, or write @WithFakeServer(scope = PER_CLASS)")
              .formatted(Parameters.describe(parameter)));
    }
  }
}
