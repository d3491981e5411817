package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.design.Edit;
import xooai.designer.design.NodeStatus;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;
import xooai.doc.Code;

/// What goes on can be stopped, and the window answers meanwhile.
final class CancelTest {
    @TempDir
    Path home;

    @Test
    void aRunThatWaitsForASilentAddressStopsAtOnce() {
        try (SilentServer silent = new SilentServer();
                DesignerUi ui = DesignerUi.open(home)) {
            ui.run(() -> ui.designer.models().design.apply(new Edit.SetUse("e2", silent.address() + "/x/count")));
            ui.act("flow.run");
            ui.click("#question .accent");
            ui.until("the address is asked", silent::isAsked);
            assertThat(ui.designer.models().design.status("e3").state()).isNotEqualTo(NodeStatus.State.DONE);
            ui.act("flow.stop");
            assertThat(ui.designer.models().runs.runningProperty().get()).isFalse();
            assertThat(ui.lastRun().code()).isEqualTo(Code.CANCELLED);
        }
    }

    @Test
    void whatIsStoppedIsSaidToBeThatAndNotWhatItsJobMakesOfIt() throws Exception {
        try (DesignerUi _ = DesignerUi.open(home)) {
            for (int i = 0; i < 300; i++) {
                CountDownLatch began = new CountDownLatch(1);
                CompletableFuture<Outcome<String>> outcome = new CompletableFuture<>();
                Work<String> work = Work.start(
                        "fails when it is stopped",
                        progress -> {
                            began.countDown();
                            while (!progress.context().isCancelled()) {
                                Thread.onSpinWait();
                            }
                            throw new IOException("stopped in the middle");
                        },
                        outcome::complete);
                began.await();
                work.cancel();
                assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Cancelled.class);
            }
        }
    }

    @Test
    void anErrorOfAJobIsItsOutcomeToo() throws Exception {
        try (DesignerUi _ = DesignerUi.open(home)) {
            CompletableFuture<Outcome<String>> outcome = new CompletableFuture<>();
            Work.start(
                    "throws an error",
                    _ -> {
                        throw new AssertionError("nobody thought of this");
                    },
                    outcome::complete);
            assertThat(outcome.get(20, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.toString()).contains("nobody thought of this"));
        }
    }

    @Test
    void aCallThatWaitsStopsAtOnce() {
        try (SilentServer silent = new SilentServer();
                DesignerUi ui = DesignerUi.open(home)) {
            ui.run(() -> {
                ui.designer.models().design.apply(new Edit.SetUse("e1", silent.address() + "/x/shout"));
                ui.designer.models().design.selectNode("e1");
                ui.designer.inspector().catchUp();
                ui.designer.models().invoke.input().setWhole(List.of(Map.of("text", "x")));
            });
            ui.act("flow.invoke");
            ui.click("#question .accent");
            ui.until("the address is asked", silent::isAsked);
            ui.run(ui.designer.models().invoke::cancel);
            assertThat(ui.designer
                            .models()
                            .invoke
                            .lastProperty()
                            .get()
                            .response()
                            .code())
                    .isEqualTo(Code.CANCELLED);
        }
    }

    @Test
    void describingAnAddressThatNeverAnswersCanBeCancelled() {
        try (SilentServer silent = new SilentServer();
                DesignerUi ui = DesignerUi.open(home)) {
            ui.run(() -> ((TextField) ui.find("#remote-address")).setText(silent.address()));
            ui.click("#remote-add");
            ui.until("the address is asked", silent::isAsked);
            Button cancel = (Button) ui.find("#remote-cancel");
            ui.run(cancel::fire);
            ui.until(
                    "it is stopped",
                    () -> ui.designer.models().catalog.remotes().stream().allMatch(remote -> remote.work() == null));
        }
    }
}
