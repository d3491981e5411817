package xooai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XooaiTest {
    @ParameterizedTest
    @ValueSource(strings = {"serve", "call", "describe", "check", "diff", "merge", "export"})
    void everyCommandExplainsItselfWithExamples(String command) {
        Run run = Run.of(command, "--help");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Usage: xooai " + command, "Examples:", "--debug");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void theHelpListsEveryCommand() {
        assertThat(Run.of("--help").out())
                .contains("serve", "call", "describe", "check", "test", "diff", "merge", "export", "Exit codes");
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(Run.of("--version").out()).matches("xooai \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @Test
    void aCommandThatIsNoneIsAUsageError() {
        assertUsageError("bake");
        assertUsageError("");
        assertUsageError("check", "a.flow.json", "--nonsense");
        assertUsageError("check");
        assertUsageError("serve", "http://127.0.0.1:1/flow");
        assertUsageError("call", "http://127.0.0.1:1/flow");
        assertUsageError("call", "http://127.0.0.1:1/flow", "--doc", "{}", "--timeout", "soon");
    }

    @Test
    void withoutACommandItSaysWhatThereIs() {
        Run run = Run.of();
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("serve, call, describe, check, test, diff, merge or export")
                .hasLineCount(1);
    }

    @Test
    void aFailureIsOneSentenceAndOnlyDebugShowsTheTrace() {
        Run run = Run.of("check", "missing.flow.json");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).contains("missing.flow.json", "there is no such file");
        assertThat(Run.of("check", "missing.flow.json", "--debug").err()).contains("\tat xooai.cli.");
    }

    @Test
    void whatIsNoPathIsSaidInWords() {
        for (String[] command : new String[][] {
            {"check", "a\0b"}, {"export", "a.flow.json", "-o", "a\0b"}, {"check", "a.flow.json", "--class-path", "a\0b"}
        }) {
            Run run = Run.of(command);
            assertThat(run.err()).hasLineCount(1).contains("is no path here").doesNotContain("java");
        }
    }

    private static void assertUsageError(String... arguments) {
        Run run = Run.of(arguments);
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains("--help");
        assertThat(run.out()).isEmpty();
    }
}
