package io.github.duologue.junit;

import io.github.duologue.server.FakeServer;
import io.github.duologue.server.FakeServerBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Does in a field what {@link WithFakeServer} does as an annotation, where settings have to be
 * computed.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FakeServerExtension MAIL =
 *     FakeServerExtension.builder().configure(server -> server.framing(Framing.crlfLines())).build();
 * }</pre>
 *
 * <p>In an instance field there is a server per test, in a static field one for all tests of the
 * class, which keeps its port from test to test and nothing else: see {@link WithFakeServer}. JUnit
 * treats instance fields like static ones where all tests of a class share an instance. Parameters
 * of type {@link FakeServer} get it, too, by {@link Fake} where there are several. Safe for use by
 * several threads, as far as tests run one after another.
 *
 * @since 0.1.0
 */
public sealed class FakeServerExtension extends VerdictCallbacks
    implements BeforeAllCallback, BeforeEachCallback, ParameterResolver
    permits TimedFakeServerExtension {
  private final Declaration declaration;
  private volatile @Nullable LiveServer present;

  FakeServerExtension(Builder builder) {
    String what =
        builder.name.isEmpty()
            ? "a FakeServerExtension"
            : "the FakeServerExtension '" + builder.name + "'";
    List<Property> properties = new ArrayList<>();
    for (String each : builder.properties) {
      properties.add(Property.parse(each, what));
    }
    this.declaration =
        new Declaration(
            this,
            what,
            this,
            builder.name,
            ServerScope.PER_TEST,
            builder.lenient,
            builder.settings,
            properties);
  }

  /**
   * Begins to say what the server is to be like.
   *
   * @return a new builder
   * @throws ExtensionConfigurationException if JUnit Jupiter is older than 5.12
   */
  public static Builder builder() {
    JupiterVersion.require();
    return new Builder();
  }

  /**
   * Returns the server of the present test, or of the class.
   *
   * @return the server
   * @throws IllegalStateException before there is one: in a static field it is started before the
   *     {@code @BeforeAll} methods, else before the {@code @BeforeEach} methods
   */
  public FakeServer server() {
    LiveServer live = present;
    if (live == null) {
      throw new IllegalStateException(
          declaration.place()
              + " has no server yet; it is started before the @BeforeEach methods, or, in a static"
              + " field with @RegisterExtension, before the @BeforeAll methods");
    }
    return live.server();
  }

  /**
   * Tells what clients connect to.
   *
   * @return the numeric address, such as {@code 127.0.0.1}
   * @throws IllegalStateException as for {@link #server}
   */
  public String host() {
    return server().host();
  }

  /**
   * Tells what clients connect to.
   *
   * @return the port
   * @throws IllegalStateException as for {@link #server}
   */
  public int port() {
    return server().port();
  }

  // By default a constructor would be told of its class, and could not have the server of the test.
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    take(SharedServers.getOrStart(context, declaration), context);
    Registered.add(declaration, context);
  }

  private synchronized void take(LiveServer live, ExtensionContext context) {
    LiveServer other = present;
    if (other != null && other != live && !other.isClosed()) {
      throw new ExtensionConfigurationException(
          ("%s is in a static field that two classes have at the same time, %s is the second; let"
                  + " them run one after another, or have a field each")
              .formatted(declaration.place(), Names.of(context.getRequiredTestClass())));
    }
    present = live;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Registered.add(declaration, context);
    present = Rounds.of(context).live(declaration);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    String name = Parameters.name(parameter.getParameter());
    return parameter.getParameter().getType() == FakeServer.class
        && (name.isEmpty() || name.equals(declaration.name()))
        && Registered.resolves(parameter, context);
  }

  @Override
  public FakeServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Parameters.requireApart(parameter);
    return context.getTestMethod().isPresent()
        ? Rounds.of(context).live(declaration).server()
        : server();
  }

  /**
   * Says what the server of an extension is to be like. Not safe for use by several threads.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private final List<String> properties = new ArrayList<>();
    private String name = "";
    private boolean lenient;
    private Consumer<FakeServerBuilder> settings = builder -> {};

    private Builder() {}

    /**
     * Names the server in messages and its threads, and for {@link Fake}.
     *
     * @param newName the name; that of the test or class if none is given
     * @return this builder
     */
    public Builder name(String newName) {
      name = Objects.requireNonNull(newName, "name");
      return this;
    }

    /**
     * Sets everything else.
     *
     * @param change is given the builder of the server each time before one is started
     * @return this builder
     */
    public Builder configure(Consumer<? super FakeServerBuilder> change) {
      Consumer<FakeServerBuilder> before = settings;
      Objects.requireNonNull(change, "change");
      settings = before.andThen(change::accept);
      return this;
    }

    /**
     * Sets a system property as long as the server lives, as {@link WithFakeServer#properties}
     * does. Tests in parallel that use it too need {@code @ResourceLock(SYSTEM_PROPERTIES)}.
     *
     * @param property such as {@code mail.url=smtp://{host}:{port}}
     * @return this builder
     */
    public Builder property(String property) {
      properties.add(Objects.requireNonNull(property, "property"));
      return this;
    }

    /**
     * Keeps what goes wrong with the conversation from failing the test, as {@link
     * WithFakeServer#lenient} does.
     *
     * @return this builder
     */
    public Builder lenient() {
      lenient = true;
      return this;
    }

    /**
     * Makes the extension, for a field with {@code @RegisterExtension}.
     *
     * @return the extension
     */
    public FakeServerExtension build() {
      return TimedFakeServerExtension.of(this);
    }
  }
}
