package xooai.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import xooai.codec.Response;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.flow.Flow;
import xooai.flow.FlowFile;
import xooai.flow.FlowSpec;
import xooai.flow.Problem;
import xooai.flow.TestCase;
import xooai.flow.TestCase.Expected;
import xooai.flow.TestCase.Tolerance;
import xooai.flow.TestCases;
import xooai.store.FetchPolicy;

class FlowTesterTest {
    @TempDir
    private Path folder = Path.of("");

    /// Upper case, of text that is not empty.
    public static final class Upper extends Executor {
        @Post
        public Text upper(Text text) {
            if (text.text().equals("bad")) {
                throw new XooaiException(Code.OUT_OF_RANGE, "no such word as bad");
            }
            return text.withText(text.text().toUpperCase(java.util.Locale.ROOT));
        }
    }

    @Test
    void aTestPassesWhenTheAnswerIsWhatIsExpected() {
        TestResult result = run(test(doc("Aa"), new Expected.Docs(List.of(answer("AA")))));

        assertThat(result.isPassed()).as(result.differences().toString()).isTrue();
    }

    @Test
    void aTestFailsWithThePlaceAndBothValues() {
        TestResult result = run(test(doc("Aa"), new Expected.Docs(List.of(answer("Aa")))));

        assertThat(result.differences())
                .extracting(Difference::toString)
                .containsExactly("[0].text: expected \"Aa\", found \"AA\"");
    }

    @Test
    void anAnswerWhereAFailureIsExpectedFails() {
        TestResult result = run(test(doc("Aa"), new Expected.Failure(Code.INVALID_ARGUMENT, "")));

        assertThat(result.differences())
                .extracting(Difference::toString)
                .containsExactly("expected INVALID_ARGUMENT, found an answer");
    }

    @Test
    void whatCannotBeReadIsAFailureThatMayBeExpected() {
        Map<String, Object> wrong = Map.of("text", 5L);

        assertThat(run(test(wrong, new Expected.Failure(Code.INVALID_ARGUMENT, "text")))
                        .isPassed())
                .isTrue();
        assertThat(run(test(wrong, new Expected.Docs(List.of()))).differences())
                .extracting(Difference::expected)
                .containsExactly("0 docs");
    }

    @Test
    void textBesideTheFlowIsReadAndNothingElseOfThisMachine() throws IOException {
        Path flow = Files.createDirectory(folder.resolve("flow"));
        Files.writeString(flow.resolve("in.txt"), "Aa");
        Files.writeString(folder.resolve("secret.txt"), "secret");

        assertThat(run(test(Map.of("ref", "in.txt"), new Expected.Docs(List.of(answer("AA")))), flow)
                        .differences())
                .isEmpty();
        for (String outside : List.of(
                "../secret.txt", folder.resolve("secret.txt").toString(), "file:" + folder.resolve("secret.txt"))) {
            TestResult result = run(test(Map.of("ref", outside), new Expected.Docs(List.of())), flow);
            assertThat(result.differences().toString()).as(outside).doesNotContain("SECRET");
            assertThat(result.response().docs().errors())
                    .as(outside)
                    .extracting(xooai.doc.CallError::code)
                    .containsExactly(Code.PERMISSION_DENIED);
        }
    }

    @Test
    void aTestOfSomebodysDocsTakesInNoFileOfThisMachine() throws IOException {
        Path flow = Files.createDirectory(folder.resolve("flow"));
        Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.writeString(flow.resolve("in.txt"), "beside");
        Response answer = Response.of("r", DocArray.of(Text.of("AA")));
        Map<String, Object> outside = Map.of("ref", secret.toString());

        assertThatThrownBy(() -> new TestDraft(flow, false).of("t", List.of(outside), Map.of(), answer, Tolerance.NONE))
                .hasMessageContaining("it is not beside the flow");
        assertThat(new TestDraft(flow, true)
                        .of("t", List.of(outside), Map.of(), answer, Tolerance.NONE)
                        .docs()
                        .toString())
                .contains("c2VjcmV0");
        assertThat(new TestDraft(flow, false)
                        .of(
                                "t",
                                List.of(Map.of("ref", flow.resolve("in.txt").toString())),
                                Map.of(),
                                answer,
                                Tolerance.NONE)
                        .docs())
                .containsExactly(Map.of("ref", "in.txt"));
        assertThatThrownBy(() -> new TestDraft(flow, true)
                        .of("t", List.of(Map.of("ref", "/dev/zero")), Map.of(), answer, Tolerance.NONE))
                .hasMessageContaining("is not a regular file");
    }

    @Test
    void whatWasFoundIsAcceptedAndNothingElseChanges() {
        TestCase test = new TestCase(
                "t",
                List.of(Map.of("ref", "/etc/passwd")),
                Map.of("k", 1L),
                new Expected.Failure(Code.INTERNAL, ""),
                new Tolerance(1, 0.5),
                List.of("[0].x"),
                Duration.ofSeconds(7));

        TestCase accepted = TestDraft.accept(test, Response.of("r", DocArray.of(Text.of("AA"))));

        assertThat(accepted.docs()).isEqualTo(test.docs());
        assertThat(accepted.params()).isEqualTo(test.params());
        assertThat(accepted.timeout()).isEqualTo(test.timeout());
        assertThat(accepted.tolerance()).isEqualTo(test.tolerance());
        assertThat(accepted.ignore()).isEqualTo(test.ignore());
        assertThat(accepted.expected()).isInstanceOf(Expected.Docs.class);
    }

    @Test
    void testsAreKeptInTheFileAndReadAsTheyWere() {
        TestCase test = new TestCase(
                "greets",
                List.of(doc("Aa")),
                Map.of("lang", "en"),
                new Expected.Docs(List.of(answer("AA"))),
                new Tolerance(0.5, 1e-6),
                List.of("[*].id"),
                Duration.ofSeconds(2));
        TestCase failing = test(doc("bad"), new Expected.Failure(Code.OUT_OF_RANGE, "bad"));
        FlowSpec spec = TestCases.with(TestCases.with(FlowSpec.named("f"), test), failing);

        FlowFile file = FlowFile.read(FlowFile.write(spec));

        assertThat(file.problems()).isEmpty();
        assertThat(TestCases.of(file.spec())).containsExactly(test, failing);
        assertThat(FlowFile.write(file.spec())).isEqualTo(FlowFile.write(spec));
        assertThat(TestCases.of(TestCases.without(spec, "greets"))).containsExactly(failing);
        assertThat(TestCases.withoutAll(spec)).isEqualTo(FlowSpec.named("f"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        []                                                     | `tests` is an object
        {"t": 5}                                               | the test `t` is an object
        {"t": {"docs": []}}                                    | says either `expected` or `expectedError`
        {"t": {"docs": 1, "expected": []}}                     | has `docs`, which is a list
        {"t": {"docs": [], "expected": [], "wants": 1}}        | has no key `wants`
        {"t": {"docs": [], "expectedError": {"code": "BAD"}}}  | has `expectedError`, which is
        {"t": {"docs": [], "expected": [], "tolerance": {"absolute": -1}}} | which is a number from 0
        {"t": {"docs": [], "expected": [], "tolerance": {"near": 1}}} | and not of `near`
        {"t": {"docs": [], "expected": [], "ignore": [1]}}     | which is a list of paths
        {"t": {"docs": [], "expected": [], "timeout": "soon"}} | which is a time
        """)
    void aTestThatCannotBeReadIsAProblemAndIsKept(String tests, String problem) {
        String json = "{\"xooai\": 1, \"name\": \"f\", \"tests\": " + tests + "}";

        FlowFile file = FlowFile.read(json.getBytes(StandardCharsets.UTF_8));

        assertThat(file.problems())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains(problem);
        assertThat(TestCases.of(file.spec())).isEmpty();
        assertThat(FlowFile.read(FlowFile.write(file.spec())).spec()).isEqualTo(file.spec());
    }

    private TestResult run(TestCase test) {
        return run(test, folder);
    }

    private static TestResult run(TestCase test, Path directory) {
        try (Flow flow =
                Flow.named("f").add("up", Flow.use(new Upper()).on("upper")).build()) {
            return new FlowTester(flow, directory, FetchPolicy.PUBLIC).run(test);
        }
    }

    private static TestCase test(Map<String, Object> doc, Expected expected) {
        return new TestCase("t", List.of(doc), Map.of(), expected, Tolerance.NONE, List.of(), null);
    }

    private static Map<String, Object> doc(String text) {
        return Map.of("text", text);
    }

    private static Map<String, Object> answer(String text) {
        return Map.of("id", "0", "text", text, "type", "Text");
    }
}
