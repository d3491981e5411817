package xooai.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.DocSchema;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.driver.Description;

/// Executors are found, described and made by the names of their classes.
class ExecutorsTest {
    private static final ClassLoader HERE = ExecutorsTest.class.getClassLoader();
    private static final AtomicInteger INITIALIZED = new AtomicInteger();

    record Range(@Min(0) int from, @Max(9) int to) {}

    record Config(
            @NotBlank String greeting, int times, @Nullable Range range) {}

    @SuppressWarnings("ArrayRecordComponent") // refused for it
    record BadConfig(byte @Nullable [] key) {}

    /// Made with a configuration.
    public static final class Greeter extends Executor {
        private final Config config;

        static {
            INITIALIZED.incrementAndGet();
        }

        /// With that one.
        public Greeter(Config config) {
            this.config = config;
        }

        @Post
        public Text greet(Text doc) {
            return Text.of((config.greeting() + " ").repeat(config.times()) + doc.text());
        }
    }

    static final class Plain extends Executor {}

    static final class Failing extends Executor {
        Failing() {
            throw new IllegalStateException("no model");
        }
    }

    static final class Refusing extends Executor {
        Refusing() {
            throw new XooaiException(Code.NOT_FOUND, "the model is not there");
        }
    }

    static final class TwoParameters extends Executor {
        TwoParameters(String a, String b) {
            assertThat(a).isNotEqualTo(b);
        }
    }

    static final class BadlyConfigured extends Executor {
        BadlyConfigured(BadConfig config) {
            assertThat(config).isNotNull();
        }
    }

    abstract static class Abstract extends Executor {}

    private static void assertRefused(Code code, String words, Class<?> type, Map<String, Object> config) {
        assertThatThrownBy(() -> Executors.create(HERE, type.getName(), config))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    @Test
    void anExecutorIsMadeWithItsConfiguration() {
        Executor greeter = Executors.create(
                HERE,
                Greeter.class.getName(),
                Map.of("greeting", "hi", "times", 2L, "range", Map.of("from", 1L, "to", 2L)));

        assertThat(greeter.post("greet", DocArray.of(Text.of("you")))).containsExactly(Text.of("hi hi you"));
        assertThat(Executors.create(HERE, Plain.class.getName(), Map.of())).isInstanceOf(Plain.class);
    }

    static List<Arguments> badConfigs() {
        return List.of(
                Arguments.of(Map.of("greeting", "hi"), "`times` is missing"),
                Arguments.of(Map.of("greeting", 5L, "times", 1L), "`greeting`: expected a string, found an integer"),
                Arguments.of(Map.of("greeting", "hi", "times", "1"), "`times`: expected an integer, found a string"),
                Arguments.of(Map.of("times", 1L), "`greeting` must not be blank"),
                Arguments.of(Map.of("greeting", " ", "times", 1L), "`greeting` must not be blank"),
                Arguments.of(
                        Map.of("greeting", "hi", "times", 1L, "tiems", 1L),
                        "there is no field `tiems`; there are [greeting, times, range]"),
                Arguments.of(
                        Map.of("greeting", "hi", "times", 1L, "range", Map.of("from", 0L, "to", 1L, "step", 2L)),
                        "there is no field `range.step`"),
                Arguments.of(
                        Map.of("greeting", "hi", "times", 1L, "range", Map.of("from", -1L, "to", 10L)),
                        "`range.from` must be greater than or equal to 0; `range.to` must be less than or equal to 9"));
    }

    @ParameterizedTest
    @MethodSource("badConfigs")
    void aConfigurationThatDoesNotFitNamesItsFields(Map<String, Object> config, String words) {
        assertRefused(Code.INVALID_ARGUMENT, words, Greeter.class, config);
    }

    @Test
    void whatCannotBeMadeSaysWhy() {
        assertRefused(Code.INVALID_ARGUMENT, "takes no configuration, and is given [a]", Plain.class, Map.of("a", 1L));
        assertRefused(Code.INVALID_ARGUMENT, "String is not an executor", String.class, Map.of());
        assertRefused(Code.INVALID_ARGUMENT, "Abstract is not an executor", Abstract.class, Map.of());
        assertRefused(
                Code.INVALID_ARGUMENT,
                "no constructor that takes nothing, or one record",
                TwoParameters.class,
                Map.of());
        assertRefused(Code.FAILED_PRECONDITION, "IllegalStateException: no model", Failing.class, Map.of());
        assertRefused(Code.NOT_FOUND, "the model is not there", Refusing.class, Map.of());
        assertRefused(Code.INVALID_ARGUMENT, "BadConfig.key is a byte[]: docs hold", BadlyConfigured.class, Map.of());
        assertThatThrownBy(() -> Executors.create(HERE, "com.acme.Gone", Map.of()))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.NOT_FOUND))
                .hasMessage("there is no class com.acme.Gone on the class path; add the jar that has it");
    }

    @Test
    void describingRunsNoCodeOfTheClass() throws Exception {
        URL classes = Path.of(Greeter.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toUri()
                .toURL();
        int before = INITIALIZED.get();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, HERE)) {
            Description description = Executors.describe(loader, Greeter.class.getName());

            assertThat(description.name()).isEqualTo("greeter");
            assertThat(description.use()).isEqualTo("class:" + Greeter.class.getName());
            assertThat(description.config()).isEqualTo(DocSchema.of(Config.class));
            assertThat(INITIALIZED).hasValue(before);
        }
        assertThatThrownBy(() -> Executors.describe(HERE, BadlyConfigured.class.getName()))
                .isInstanceOf(XooaiException.class)
                .hasMessageContaining("the configuration of " + BadlyConfigured.class.getName());
    }

    @Test
    void theIndexIsReadWithoutLoadingAClass(@TempDir Path directory) throws IOException {
        Path index = directory.resolve(Executors.INDEX);
        Files.createDirectories(index.getParent());
        Files.writeString(index, "com.acme.Second echo upper\n\n  com.acme.First\t one \n");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            assertThat(Executors.index(loader))
                    .containsExactly(
                            new Executors.Entry("com.acme.First", List.of("one")),
                            new Executors.Entry("com.acme.Second", List.of("echo", "upper")));
        }
    }
}
