package xooai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class TestCommandTest {
    private static final String PASSING = """
        "greets": {"docs": [{"text": "Aa"}],
          "expected": [{"id": "0", "text": "AA!", "type": "Text"}]}\
        """;
    private static final String FAILING = """
        "whispers & <shouts>": {"docs": [{"text": "Aa"}],
          "expected": [{"id": "0", "text": "aa", "type": "Text"}]}\
        """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void testsThatPassEndWithZero() throws IOException {
        Run run = test(PASSING);

        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .containsPattern("passed greets \\(\\d+\\.\\d ms\\)")
                .contains("1 test passed");
    }

    @Test
    void aTestThatFailsSaysWhereAndEndsWithOne() throws IOException {
        Run run = test(PASSING + "," + FAILING);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("passed greets", "FAILED whispers & <shouts>", "1 of 2 tests failed")
                .contains("[0].text: expected \"aa\", found \"AA!\"");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void onlyTheNamedTestsRun() throws IOException {
        Run run = test(PASSING + "," + FAILING, "--only", "gr*");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("greets").doesNotContain("whispers");
        Run missing = test(PASSING, "--only", "sings");
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).hasLineCount(1).contains("there is no test sings", "there are greets");
    }

    @Test
    void aFlowWithoutTestsFails() throws IOException {
        Run run = test("");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("there is no test in");
    }

    @Test
    void theReportIsWhatABuildServerReads() throws Exception {
        Path report = folder.resolve("report.xml");

        test(PASSING + "," + FAILING, "--junit", report.toString());

        Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
        Element suite = xml.getDocumentElement();
        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("name")).isEqualTo("shouting");
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        Element failed = (Element) suite.getElementsByTagName("testcase").item(1);
        assertThat(failed.getAttribute("name")).isEqualTo("whispers & <shouts>");
        assertThat(((Element) failed.getElementsByTagName("failure").item(0)).getAttribute("message"))
                .isEqualTo("[0].text: expected \"aa\", found \"AA!\"");
    }

    @Test
    void aTestThatCannotBeReadKeepsAllFromRunning() throws IOException {
        Run run = test("\"broken\": {\"docs\": 5, \"expected\": []}");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("the test `broken` has `docs`, which is a list of docs");
    }

    @Test
    void aReportThatCannotBeWrittenIsSaid() throws IOException {
        Run run = test(PASSING, "--junit", folder.resolve("no/such/report.xml").toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("cannot write the report");
    }

    @Test
    void aReportReplacesNeitherTheFlowNorADevice() throws IOException {
        Run onFlow = test(PASSING, "--junit", folder.resolve("f.flow.json").toString());
        assertThat(onFlow.code()).isEqualTo(1);
        assertThat(onFlow.err()).contains("it is the flow itself");
        assertThat(Files.readString(folder.resolve("f.flow.json"))).contains("\"xooai\"");

        Run onDevice = test(PASSING, "--junit", "/dev/null");
        assertThat(onDevice.code()).isEqualTo(1);
        assertThat(onDevice.err()).contains("it is no regular file");
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void whomAFlowCallsIsSaidAndOfflineRefusesIt() throws IOException {
        String flow = """
            {"xooai": 1, "name": "calls", "nodes": {
              "far": {"use": "http://127.0.0.1:1/${env:HOME}"}},
              "tests": {"t": {"docs": [], "expected": []}}}
            """;
        Path file = Files.writeString(folder.resolve("c.flow.json"), flow);

        assertThat(Run.of("test", file.toString()).err())
                .contains("note: the flow calls http://127.0.0.1:1/")
                .contains("note: the flow reads the environment variables HOME");
        Run offline = Run.of("test", file.toString(), "--offline");
        assertThat(offline.code()).isEqualTo(1);
        assertThat(offline.err()).hasLineCount(1).contains("was not run, because of --offline: it calls http://");
    }

    private Run test(String tests, String... options) throws IOException {
        String flow = """
            {"xooai": 1, "name": "shouting", "nodes": {
              "loud": {"use": "class:acme.Shout", "on": "shout", "config": {"mark": "!"}}},
              "tests": {%s}}
            """.formatted(tests);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "test";
        arguments[1] = Files.writeString(folder.resolve("f.flow.json"), flow).toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Run.of(arguments);
    }
}
