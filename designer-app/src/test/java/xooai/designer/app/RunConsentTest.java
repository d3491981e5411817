package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.design.Edit;
import xooai.designer.files.Dialogs;
import xooai.designer.files.RemoteTokens;
import xooai.designer.files.Settings;
import xooai.driver.ServeSettings;
import xooai.driver.Server;
import xooai.executors.basic.TextExecutor;
import xooai.flow.Outside;

/// A flow of somebody else calls nobody before the person who opened it agreed, and tokens stay with their host.
final class RunConsentTest {
    private static final String TOKEN = "0123456789abcdefghijABCDEFGHIJ";

    @TempDir
    Path home;

    /// Keeps the questions; gives the answer that a test chooses.
    private static final class Asked implements Dialogs {
        private final List<String> texts = new ArrayList<>();
        private String answer = "";

        @Override
        public void ask(String title, String text, List<Answer> answers) {
            texts.add(text);
            answers.stream()
                    .filter(each -> each.text().equals(answer))
                    .forEach(each -> each.run().run());
        }
    }

    @Test
    void eachAddressAndVariableIsAskedForOnceAndNothingRunsBefore() {
        Asked asked = new Asked();
        RunConsent consent = new RunConsent(Settings.in(home), asked);
        List<String> ran = new ArrayList<>();
        Outside first = new Outside(List.of("http://a.example/x"), List.of("KEY"));

        consent.thenRun(first, () -> ran.add("left open"));
        asked.answer = "Do not run";
        consent.thenRun(first, () -> ran.add("declined"));
        assertThat(ran).isEmpty();
        assertThat(asked.texts)
                .hasSize(2)
                .allMatch(text -> text.contains("http://a.example/x") && text.contains("KEY"));

        asked.answer = "Run";
        consent.thenRun(first, () -> ran.add("agreed"));
        consent.thenRun(first, () -> ran.add("again"));
        assertThat(asked.texts).hasSize(3);
        consent.thenRun(new Outside(List.of("http://a.example/x", "http://b.example/y"), List.of("KEY")), () -> {});
        assertThat(asked.texts.getLast()).contains("http://b.example/y").doesNotContain("http://a.example/x", "KEY");
        assertThat(ran).containsExactly("agreed", "again");
    }

    @Test
    void aFlowThatReachesNothingRunsUnasked() {
        Asked asked = new Asked();
        List<String> ran = new ArrayList<>();

        new RunConsent(Settings.in(home), asked).thenRun(new Outside(List.of(), List.of()), () -> ran.add("ran"));

        assertThat(ran).containsExactly("ran");
        assertThat(asked.texts).isEmpty();
    }

    @Test
    void theQuestionNamesTheAddressAndNothingIsAskedOfItMeanwhile() {
        try (SilentServer silent = new SilentServer();
                DesignerUi ui = DesignerUi.open(home)) {
            ui.run(() -> ui.designer.models().design.apply(new Edit.SetUse("e2", silent.address() + "/x/count")));
            ui.act("flow.run");
            assertThat(ui.find("#question").lookupAll(".label").stream()
                            .filter(Label.class::isInstance)
                            .map(each -> ((Label) each).getText()))
                    .anyMatch(text -> text.contains(silent.address() + "/x/count"));
            assertThat(ui.designer.models().runs.runningProperty().get()).isFalse();
            ui.click("#question .button");
            assertThat(silent.isAsked()).isFalse();
        }
    }

    @Test
    void aRemoteExecutorThatAsksForATokenIsAddedWithIt() throws Exception {
        try (Server server = new TextExecutor().serve("http://127.0.0.1:0", ServeSettings.DEFAULT.withToken(TOKEN));
                DesignerUi ui = DesignerUi.open(home)) {
            String address = "http://127.0.0.1:" + server.address().getPort();
            ui.run(() -> {
                ((TextField) ui.find("#remote-address")).setText(address);
                ((TextField) ui.find("#remote-token")).setText(TOKEN);
            });
            Node add = ui.find("#remote-add");
            ui.run(() -> ((javafx.scene.control.Button) add).fire());
            ui.until(
                    "it is described",
                    () -> ui.designer.models().catalog.remotes().stream()
                            .anyMatch(remote -> !remote.descriptions().isEmpty()));
        }
        RemoteTokens kept = kept();
        assertThat(kept.tokens().byHost().values()).containsExactly(TOKEN);
    }

    private RemoteTokens kept() throws Exception {
        Path file;
        try (var files = Files.walk(home)) {
            file = files.filter(each -> each.endsWith("remote-tokens"))
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        return new RemoteTokens(file.resolveSibling("").toAbsolutePath());
    }

    @Test
    void aFileOfTokensThatCannotBeReadIsSaidAndLeftAsItIs() throws Exception {
        Path file = Files.writeString(home.resolve("remote-tokens"), "no token here at all");
        RemoteTokens tokens = new RemoteTokens(home);

        assertThat(tokens.problem()).contains("line 1").doesNotContain("no token here");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> tokens.put(URI.create("http://a.example"), TOKEN))
                .hasMessageContaining("line 1");
        assertThat(file).hasContent("no token here at all");
    }
}
