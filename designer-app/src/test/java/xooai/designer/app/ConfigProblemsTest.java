package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import xooai.cli.Xooai;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.design.NodeStatus;
import xooai.flow.NodeMode;

/// Configurations that do not fit, as a person sees them before the flow is run.
@Tag("window")
final class ConfigProblemsTest {
    private static final String REPLACE =
            "\"use\": \"class:xooai.executors.basic.ReplaceExecutor\", \"on\": \"replace\"";
    private static final String FLOW = """
        {"xooai": 1, "name": "conf", "nodes": {
          "a": {REPLACE, "config": {"find": "A", "with": "B"}},
          "b": {REPLACE, "needs": ["a"]},
          "c": {REPLACE, "needs": ["b"], "config": {"find": "", "replacement": "B"}},
          "d": {REPLACE, "needs": ["c"], "config": {"find": 5, "replacement": "B"}},
          "e": {REPLACE, "needs": ["d"], "config": {"find": "${env:XOOAI_NO_SUCH}", "replacement": "B"}},
          "f": {REPLACE, "needs": ["e"], "config": {"find": "${env:PATH}", "replacement": "B"}},
          "g": {"use": "flow:#in", "needs": ["f"]},
          "h": {"use": "http://127.0.0.1:1/h", "on": "h", "needs": ["g"], "config": {"find": "A"}},
          "i": {REPLACE, "needs": ["a"], "mode": "disabled"}},
         "flows": {"in": {"nodes": {"x": {REPLACE, "config": {"find": "A"}}}}}}
        """.replace("REPLACE", REPLACE);

    @TempDir
    Path home;

    private Path write(String text) throws IOException {
        Path file = home.resolve("conf.flow.json");
        Files.writeString(file, text);
        return file;
    }

    private static DesignModel design(DesignerUi ui) {
        return ui.designer.models().design;
    }

    private static List<String> problems(DesignerUi ui) {
        return DesignerUi.onFx(() -> ui.designer.models().problems.entries().stream()
                .map(entry -> entry.node() + ": " + entry.message())
                .toList());
    }

    private static String out(Path file) {
        StringWriter out = new StringWriter();
        CommandLine line = Xooai.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        line.execute("check", file.toString());
        return out.toString();
    }

    private static List<String> atThePrompt(Path file) {
        return out(file)
                .lines()
                .map(String::strip)
                .filter(each -> each.matches("[a-i]: .*"))
                .toList();
    }

    @Test
    void theDesignerSaysOfConfigurationsWhatTheCommandLineSays() throws IOException {
        Path file = write(FLOW);
        List<String> wanted = atThePrompt(file);
        assertThat(wanted).hasSizeGreaterThan(6).anyMatch(each -> each.startsWith("g: in in, x: `config`: "));
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"))) {
            ui.run(() -> ui.designer.models().files.open(file));
            ui.until("the configurations are checked", () -> problems(ui).size() >= wanted.size());

            assertThat(problems(ui)).containsExactlyInAnyOrderElementsOf(wanted);
            assertThat(((Labeled) ui.find("#problem-count")).getText()).isEqualTo(wanted.size() + " problems");
        }
    }

    @Test
    void aNodeWhoseConfigurationDoesNotFitIsNotConfiguredUntilItIsMended() throws IOException {
        Path file = write("{\"xooai\": 1, \"name\": \"conf\", \"nodes\": {\"b\": {" + REPLACE + "}}}");
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"))) {
            ui.run(() -> ui.designer.models().files.open(file));
            ui.until(
                    "the node is not configured",
                    () -> design(ui).status("b").state() == NodeStatus.State.NOT_CONFIGURED);
            assertThat(ui.node("b").getAccessibleText())
                    .contains(
                            "not configured, problem: `config`: ReplaceConfig is not valid: `find` must not be empty");

            ui.run(() -> design(ui).apply(new Edit.SetConfig("b", Map.of("find", "A", "replacement", "B"))));
            ui.until("no problem is left", () -> problems(ui).isEmpty());
            assertThat(design(ui).status("b").state()).isEqualTo(NodeStatus.State.READY);

            ui.run(() -> design(ui).undo());
            ui.until("it is not configured again", () -> !problems(ui).isEmpty());
            ui.run(() -> design(ui).apply(new Edit.SetMode(Set.of("b"), NodeMode.DISABLED)));
            ui.until(
                    "nothing is said of a configuration that nobody reads",
                    () -> problems(ui).stream().noneMatch(each -> each.contains("config")));
            assertThat(design(ui).status("b").state()).isEqualTo(NodeStatus.State.DISABLED);
        }
    }

    @Test
    void whatKeepsARunFromItsBeginNamesTheNodeInEveryLine() throws IOException {
        Path file = write("""
            {"xooai": 1, "name": "conf", "nodes": {
              "a": {REPLACE, "config": {"find": "A", "with": "B"}},
              "b": {REPLACE, "needs": ["a"]},
              "c": {REPLACE, "needs": ["b"], "config": {"find": 5, "replacement": "B"}}}}
            """.replace("REPLACE", REPLACE));
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"))) {
            ui.run(() -> ui.designer.models().files.open(file));
            ui.act("flow.run");
            ui.until(
                    "the run has ended",
                    () -> !ui.designer.models().runs.runs().isEmpty()
                            && !ui.designer.models().runs.runningProperty().get());
            List<String> lines = DesignerUi.onFx(() -> ui.find("#run-result").lookupAll(".error-cause").stream()
                    .map(line -> ((Labeled) line).getText())
                    .toList());
            assertThat(lines)
                    .hasSize(3)
                    .allMatch(
                            line -> line.matches("because FAILED_PRECONDITION at [a-c]: `config`: .*"),
                            "names its node");
        }
    }
}
