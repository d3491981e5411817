package xooai.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.executor.Executor;

/// javac refuses endpoints of a wrong shape, with method and rule, and indexes those of a right one.
class EndpointProcessorTest {
    private static final String SHAPES = "an endpoint is `DocArray<B> f(DocArray<A>)`, `B f(A)` or"
            + " `DocArray<B> f(Inputs)`, and may return a CompletionStage of its result; or it takes a DocStream<A>, or"
            + " returns a Stream<B> or DocStream<B>; with an optional last parameter Context";
    private static final String PUBLIC = "an endpoint is a public method that is not static";

    private static final String CORE = Path.of(URI.create(Executor.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toString()))
            .toString();

    @TempDir
    private Path classes;

    /// A source that is only here.
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /// The errors of compiling a class `acme.Mine` with that in its body.
    private List<String> errors(String body) throws IOException {
        return compiled("""
            package acme;
            import java.util.List;
            import java.util.concurrent.CompletionStage;
            import xooai.doc.*;
            import xooai.driver.Context;
            import xooai.executor.*;
            public class Mine extends Executor {
            %s
            }
            """.formatted(body));
    }

    private List<String> compiled(String source) throws IOException {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavaCompiler.CompilationTask task = compiler.getTask(
                new StringWriter(),
                null,
                found,
                List.of("-proc:only", "-d", classes.toString(), "-cp", CORE),
                null,
                List.of(new Source("acme/Mine", source)));
        task.setProcessors(List.of(new EndpointProcessor()));
        task.call();
        return found.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .map(each -> each.getMessage(Locale.ENGLISH))
                .toList();
    }

    private String index() throws IOException {
        Path index = classes.resolve("META-INF/xooai/executors");
        return Files.exists(index) ? Files.readString(index) : "";
    }

    private static final String WRONG = """
        @Post private Text f(Text doc) { return doc; } | public
        @Post Text f(Text doc) { return doc; } | public
        @Post protected Text f(Text doc) { return doc; } | public
        @Post public static Text f(Text doc) { return doc; } | public
        @Post public Text f() { return Text.of(""); } | shapes
        @Post public Text f(Context context) { return Text.of(""); } | shapes
        @Post public Text f(Context context, Text doc) { return doc; } | shapes
        @Post public Text f(Text doc, Text other) { return doc; } | shapes
        @Post public Text f(Text doc, Context context, int more) { return doc; } | shapes
        @Post public String f(Text doc) { return ""; } | shapes
        @Post public Text f(String doc) { return Text.of(""); } | shapes
        @Post public void f(Text doc) {} | shapes
        @Post public int f(int doc) { return doc; } | shapes
        @Post public Text f(DocArray<Text> docs) { return docs.get(0); } | shapes
        @Post public DocArray<Text> f(Text doc) { return DocArray.of(doc); } | shapes
        @Post public Text f(Inputs inputs) { return Text.of(""); } | shapes
        @Post public List<Text> f(List<Text> docs) { return docs; } | shapes
        @Post public Text[] f(Text[] docs) { return docs; } | shapes
        @Post public CompletionStage<String> f(Text doc) { return null; } | shapes
        @Post public CompletionStage f(Text doc) { return null; } | shapes
        @Post("a/b") public Text f(Text doc) { return doc; } | the path `a/b` is not 1 to 63 letters, digits, `_` and `-`
        @Post("run") public Text f(Text doc) { return doc; } | `run` is a method of Executor; choose another path
        @Post("f") public Text g(Text doc) { return doc; } @Post public Text f(Text doc) { return doc; } | two endpoints have the path `f`
        """;

    /// A row of a table: the body of a class, and what is expected of it.
    private record Row(String body, String expected) {
        static List<Row> of(String table) {
            return table.lines()
                    .map(line ->
                            new Row(line.substring(0, line.indexOf(" | ")), line.substring(line.indexOf(" | ") + 3)))
                    .toList();
        }

        /// The source of a class for each row: `C0`, `C1` and so on.
        static String classes(List<Row> rows) {
            return IntStream.range(0, rows.size())
                    .mapToObj(i -> "public static class C" + i + " extends Executor { "
                            + rows.get(i).body() + " }")
                    .collect(Collectors.joining("\n"));
        }
    }

    @Test
    void aWrongShapeIsAnErrorThatNamesMethodAndRule() throws IOException {
        List<Row> rows = Row.of(WRONG);
        List<String> errors = errors(Row.classes(rows));

        for (int i = 0; i < rows.size(); i++) {
            String method = "C" + i + ".f: ";
            String rule = switch (rows.get(i).expected()) {
                case "public" -> PUBLIC;
                case "shapes" -> SHAPES;
                default -> rows.get(i).expected();
            };
            assertThat(errors.stream().filter(error -> error.startsWith(method)))
                    .as(rows.get(i).body())
                    .containsExactly(method + rule);
        }
        assertThat(errors).hasSameSizeAs(rows);
        assertThat(index()).isEmpty();
    }

    @Test
    void aMethodOfExecutorIsNoEndpoint() throws IOException {
        assertThat(errors("@Post public Text describe(Text doc) { return doc; }"))
                .containsExactly("Mine.describe: `describe` is a method of Executor; choose another path");
    }

    @Test
    void anEndpointBelongsInAnExecutor() throws IOException {
        assertThat(compiled("""
            package acme;
            class Mine { @xooai.executor.Post public xooai.doc.Text f(xooai.doc.Text doc) { return doc; } }
            """))
                .containsExactly("Mine.f: a method with @Post belongs in a class that extends Executor");
    }

    private static final String RIGHT = """
        @Post public DocArray<Text> f(DocArray<Text> docs) { return docs; } | f
        @Post public DocArray<Text> f(DocArray<Text> docs, Context c) { return docs; } | f
        @Post public Image f(Text doc) { return Image.at(doc.text()); } | f
        @Post public Doc f(Doc doc, Context c) throws Exception { return doc; } | f
        @Post public DocArray<Text> f(Inputs inputs) { return DocArray.empty(); } | f
        @Post public CompletionStage<DocArray<Text>> f(Inputs i, Context c) { return null; } | f
        @Post public CompletionStage<Text> f(Text doc) { return null; } | f
        @Post public DocArray<? extends Doc> f(DocArray<? extends Doc> d) { return d; } | f
        @Post("a-b_1") public Text f(Text doc) { return doc; } | a-b_1
        @Post(idempotent = true) public Text answer(Text doc) { return doc; } | answer
        @Post public Text z(Text doc) { return doc; } @Post public Text a(Text doc) { return doc; } | a z
        """;

    @Test
    void aRightShapeIsIndexed() throws IOException {
        List<Row> rows = Row.of(RIGHT);

        assertThat(errors(Row.classes(rows))).isEmpty();

        assertThat(index().lines())
                .containsExactlyElementsOf(IntStream.range(0, rows.size())
                        .mapToObj(i -> "acme.Mine$C" + i + " " + rows.get(i).expected())
                        .sorted()
                        .toList());
    }

    @Test
    void nestedExecutorsHaveTheirBinaryNamesInOrder() throws IOException {
        assertThat(errors("""
            public static class Zebra extends Executor {
                @Post public Text f(Text doc) { return doc; }
                public static class Inner extends Executor { @Post public Text g(Text doc) { return doc; } }
            }
            public abstract static class Base extends Executor { @Post public Text b(Text doc) { return doc; } }
            public static class Ape extends Executor { @Post public Text h(Text doc) { return doc; } }
            """)).isEmpty();

        assertThat(index()).isEqualTo("acme.Mine$Ape h\nacme.Mine$Zebra f\nacme.Mine$Zebra$Inner g\n");
    }

    @Test
    void severalErrorsAreSaidAtOnce() throws IOException {
        assertThat(
                        errors("@Post private Text f(Text doc) { return doc; } @Post public Text g() { return null; }")
                                .stream()
                                .collect(Collectors.joining("\n")))
                .contains("Mine.f: " + PUBLIC, "Mine.g: " + SHAPES);
    }
}
