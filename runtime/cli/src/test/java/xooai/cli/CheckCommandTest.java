package xooai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aFlowWithNothingWrongPasses() throws IOException {
        Run run = check(FlowFiles.SHOUTING);
        assertThat(run.code()).as(run.err() + run.out()).isZero();
        assertThat(run.out()).contains("no problems");
    }

    @Test
    void allProblemsAreToldOneALine() throws IOException {
        Run run = check("""
            {"xooai": 1, "name": "wrong", "nodes": {
              "a": {"use": "class:acme.Missing"},
              "b": {"use": "class:acme.Unwanted", "needs": ["a"]},
              "c": {"use": "class:acme.Whisper", "on": "sing", "needs": ["nobody"]}}}
            """);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("a: ", "acme.Missing", "b: ", "is not an executor", "c: ", "nobody", "sing");
        assertThat(run.out().lines().count()).isGreaterThanOrEqualTo(4);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aPinIsNoProblemAndIsNoted() throws IOException {
        Run run = check(FlowFiles.of(
                "pinned",
                "{\"use\": \"class:acme.Shout\", \"on\": \"shout\", \"pin\": [{\"type\":\"Text\",\"text\":\"a\"}]}"));
        assertThat(run.code()).as(run.err() + run.out()).isZero();
        assertThat(run.out())
                .contains("no problems")
                .contains("note: only is pinned in the designer; where the flow is served or exported, it is called");
    }

    @Test
    void pinsInsideOfSubFlowsAndSubFlowsThatNobodyUsesAreNoted() throws IOException {
        Run run = check("""
            {"xooai": 1, "name": "f", "nodes": {"a": {"use": "flow:#in"}}, "flows": {
              "in": {"nodes": {
                "b": {"use": "class:acme.Shout", "on": "shout", "pin": [{"type": "Text", "text": "a"}]},
                "c": {"use": "class:acme.Shout", "on": "shout", "needs": ["b"], "mode": "bypassed"}}},
              "left": {"nodes": {"d": {"use": "class:acme.Shout", "on": "shout"}}}}}
            """);
        assertThat(run.code()).as(run.err() + run.out()).isZero();
        assertThat(run.out())
                .contains(
                        "note: #in/b is pinned in the designer",
                        "note: #in/c is bypassed",
                        "note: the flow does not use the sub-flow \"left\"")
                .doesNotContain("the sub-flow \"in\"");
    }

    @Test
    void aPinOfWhatIsNotCalledIsNotToldToBeCalled() throws IOException {
        String pinned = "\"use\": \"class:acme.Shout\", \"on\": \"shout\", \"pin\": []";
        Run run = check("""
            {"xooai": 1, "name": "f", "nodes": {
              "a": {"use": "class:acme.Shout", "on": "shout"},
              "off": {%1$s, "mode": "disabled"}, "by": {%1$s, "mode": "bypassed", "needs": ["a"]},
              "skipped": {%1$s, "needs": ["off"]},
              "sub": {"use": "flow:#idle", "mode": "disabled"}}, "flows": {
              "idle": {"nodes": {"i": {%1$s}}},
              "left": {"nodes": {"l": {%1$s}, "m": {"use": "class:acme.Shout", "mode": "disabled"}}}}}
            """.formatted(pinned));
        assertThat(run.code()).as(run.err() + run.out()).isZero();
        assertThat(run.out())
                .contains("note: off is disabled", "note: sub is disabled", "not use the sub-flow \"left\"")
                .doesNotContain("pinned", "#left/", "\"idle\"");
    }

    @Test
    void aSubFlowThatOnlyUnusedOnesUseIsUnusedToo() throws IOException {
        String one = "{\"nodes\": {\"n\": {\"use\": \"flow:#%s\"}}}";
        Run run = check("""
            {"xooai": 1, "name": "f", "nodes": {"a": {"use": "class:acme.Shout", "on": "shout"}}, "flows": {
              "one": %s, "other": %s, "left": %s, "deep": {"nodes": {}}, "": {"nodes": {}}}}
            """.formatted(one.formatted("other"), one.formatted("one"), one.formatted("deep")));
        assertThat(run.out())
                .contains(
                        "note: the flow does not use the sub-flow \"one\"",
                        "note: the flow does not use the sub-flow \"other\"",
                        "note: the flow does not use the sub-flow \"left\"",
                        "note: the flow does not use the sub-flow \"deep\"",
                        "note: the flow does not use the sub-flow \"\"");
    }

    @Test
    void aCycleIsAProblem() throws IOException {
        Run run = check("""
            {"xooai": 1, "name": "round", "nodes": {
              "a": {"use": "class:acme.Shout", "on": "shout", "needs": ["b"]},
              "b": {"use": "class:acme.Shout", "on": "shout", "needs": ["a"]}}}
            """);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("a: needs itself by way of a → b → a");
    }

    @Test
    void aFlowThatUsesItselfIsAProblem() throws IOException {
        Run run = check(FlowFiles.of("self", "{\"use\": \"flow:f.flow.json\"}"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("uses itself");
    }

    @Test
    void nodesThatAreOffAreNoted() throws IOException {
        Run run = check("""
            {"xooai": 1, "name": "f", "nodes": {
              "a": {"use": "class:acme.Missing", "mode": "disabled"},
              "b": {"use": "class:acme.Missing", "needs": ["a"]},
              "c": {"use": "class:acme.Shout", "mode": "bypassed"}}}
            """);
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("note: a is disabled", "note: b is skipped, since a is off", "note: c is bypassed");
    }

    @Test
    void problemsOfANestedFlowAreToldWithTheirPlace() throws IOException {
        FlowFiles.write(folder, "inner.flow.json", FlowFiles.of("inner", "{\"use\": \"class:acme.Missing\"}"));
        Run run = check(FlowFiles.of("outer", "{\"use\": \"flow:inner.flow.json\"}"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("only: in inner.flow.json, only: ", "acme.Missing");
    }

    @Test
    void whatDoesNotFitTheConfigurationIsToldByNodeAndField() throws IOException {
        Run run = check("""
            {"xooai": 1, "name": "wrong", "gateway": "gopher://host", "nodes": {
              "a": {"use": "class:acme.Shout", "config": {"mark": 5, "loud": true}},
              "b": {"use": "class:acme.Shout", "config": {"mark": "${env:XOOAI_NO_SUCH}"}}}}
            """);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out().lines())
                .containsExactly(
                        "`gateway` is `gopher://host`: no driver for `gopher:` is installed; installed are class, flow,"
                                + " grpc, grpcs, http, https, inprocess, quic",
                        "a: `config`: `mark`: expected a string, found an integer",
                        "a: `config`: there is no field `loud`; there are [mark]",
                        "b: uses ${env:XOOAI_NO_SUCH}, and the environment variable XOOAI_NO_SUCH is not set");
    }

    @Test
    void anUnknownKeyIsTold() throws IOException {
        Run run = check(FlowFiles.of("keys", "{\"use\": \"class:acme.Shout\", \"on\": \"shout\", \"colour\": 1}"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("colour");
    }

    @Test
    void whatIsNoFlowFileIsRefusedInOneSentence() throws IOException {
        assertRefused("", "cannot read the flow");
        assertRefused("{\"xooai\": 1, \"name\": ", "cannot read the flow");
        assertRefused("{\"xooai\": 2, \"name\": \"new\", \"nodes\": {}}", "2");
        assertRefused("[".repeat(100_000), "cannot read the flow");
        assertRefused("{\"a\":".repeat(65) + "1" + "}".repeat(65), "cannot read the flow");
    }

    @Test
    void aHugeFileIsRefusedUnread() throws IOException {
        Path huge = folder.resolve("huge.flow.json");
        Files.write(huge, new byte[(16 << 20) + 1]);
        Run run = Run.of("check", huge.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("larger than the limit of 16777216 bytes");
    }

    @Test
    void aFolderIsNoFlow() {
        Run run = Run.of("check", folder.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("cannot read the flow");
    }

    @Test
    void aJarThatIsNotThereIsToldByName() throws IOException {
        Path file = FlowFiles.write(folder, "f.flow.json", FlowFiles.SHOUTING);
        Run run = Run.of("check", file.toString(), "--class-path", "missing.jar");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("missing.jar", "does not exist");
    }

    private void assertRefused(String json, String message) throws IOException {
        Run run = check(json);
        assertThat(run.code()).as(run.out()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).contains(message);
    }

    private Run check(String json) throws IOException {
        return Run.of("check", FlowFiles.write(folder, "f.flow.json", json).toString());
    }
}
