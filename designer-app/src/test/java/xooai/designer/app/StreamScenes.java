package xooai.designer.app;

import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import xooai.designer.design.Edit;
import xooai.designer.invoke.InvokeModel;
import xooai.designer.invoke.Route;
import xooai.flow.Need;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// The screens that show streams, as pictures to be looked at.
final class StreamScenes {
    private static final String PARTS = "class:xooai.executors.basic.TextPartsExecutor";
    private static final String PACE = "class:xooai.executors.basic.PaceExecutor";
    private static final String TEXT = "A stream is shown as it comes, one word after another";

    private final DesignerUi ui;
    private final String theme;

    StreamScenes(DesignerUi ui, String theme) {
        this.ui = ui;
        this.theme = theme;
    }

    void runInWhichSomethingStreams() {
        ui.run(() -> ui.designer.models().files.unlessDirty(() -> {}));
        ui.act("file.new");
        ui.run(() -> {
            var design = ui.designer.models().design;
            NodeSpec words = NodeSpec.of("words", PARTS).withOn("words");
            NodeSpec pace = NodeSpec.of("pace", PACE)
                    .withOn("pace")
                    .withConfig(Map.of("perSecond", 0.05))
                    .withNeeds(List.of(Need.of("words")));
            NodeSpec upper = NodeSpec.of("upper", "class:xooai.executors.basic.TextExecutor")
                    .withOn("upper")
                    .withNeeds(List.of(Need.of("pace")));
            design.apply(new Edit.AddNode(words, new Point(0, 0)));
            design.apply(new Edit.AddNode(pace, new Point(300, 0)));
            design.apply(new Edit.AddNode(upper, new Point(600, 0)));
            ui.designer.models().input.form().setWhole(List.of(Map.of("text", TEXT)));
            ui.designer.canvas().showAll();
        });
        ui.act("flow.run");
        ui.until("the first came out", () -> chunks("#run-result #chunks") == 2);
        ui.run(() -> ui.designer.models().design.selectNode("pace"));
        Screens.write(ui.scene(), theme + "stream-run");
        ui.act("flow.stop");
        Screens.write(ui.scene(), theme + "stream-run-stopped");
    }

    void tryStreams(String address) {
        InvokeModel invoke = ui.designer.models().invoke;
        ui.run(() -> {
            ui.designer.models().design.selectNode("words");
            ui.designer.inspector().catchUp();
            ui.designer.inspector().showTry();
            invoke.input().setWhole(List.of(Map.of("text", TEXT)));
            invoke.routeProperty().set(new Route("grpc"));
            invoke.invoke();
        });
        ui.until("it has ended", () -> !invoke.runningProperty().get());
        ui.until("it is drawn", () -> chunks("#invoke-pane #chunks") == 11);
        Screens.write(ui.scene(), theme + "stream-done");
        ui.run(() -> ui.designer.models().catalog.describeRemote(address));
        ui.until(
                "it is described",
                () -> ui.designer.models().catalog.remotes().stream()
                        .anyMatch(remote -> !remote.descriptions().isEmpty()));
        select(address, "endless", "x");
        ui.run(invoke::invoke);
        ui.until("it streams", () -> chunks("#invoke-pane #chunks") == 1);
        Screens.write(ui.scene(), theme + "stream-live");
        ui.click("#invoke-stop");
        Screens.write(ui.scene(), theme + "stream-stopped");
        select(address, "breaks", "x");
        ui.run(invoke::invoke);
        ui.until(
                "it broke",
                () -> ui.scene().lookup("#invoke-pane .error-message") instanceof Label label
                        && label.getText().contains("torn"));
        Screens.write(ui.scene(), theme + "stream-broken");
        select(address, "shout", "one");
        ui.run(invoke::invoke);
        ui.until("it answered", () -> chunks("#invoke-pane #chunks") == 2);
        ui.run(() -> invoke.input().setWhole(List.of(Map.of("text", "and another"))));
        ui.run(invoke::invoke);
        ui.until("it answered again", () -> chunks("#invoke-pane #chunks") == 4);
        Screens.write(ui.scene(), theme + "stream-chat");
        ui.run(invoke::cancel);
    }

    void certificate(String address) {
        ui.run(() -> ((TextField) ui.find("#remote-address")).setText("ftp://127.0.0.1"));
        ui.click("#remote-add");
        Screens.write(ui.scene(), theme + "remote-refused");
        ui.run(() -> ((TextField) ui.find("#remote-address")).setText(address));
        ui.click("#remote-add");
        ui.until(
                "the certificate is shown",
                () -> ui.scene().lookup("#trust-card").isVisible());
        Screens.write(ui.scene(), theme + "certificate");
        ui.click("#trust");
        ui.until(
                "it is trusted",
                () -> ui.designer.models().catalog.remotes().stream()
                        .anyMatch(remote -> remote.address().equals(address)
                                && !remote.descriptions().isEmpty()));
        Screens.write(ui.scene(), theme + "certificate-trusted");
        ui.run(() -> List.copyOf(ui.designer.models().catalog.remotes())
                .forEach(remote -> ui.designer.models().catalog.forget(remote.address())));
        ui.run(() ->
                ui.designer.models().design.open(ui.designer.models().design.design()));
    }

    private void select(String address, String on, String text) {
        ui.run(() -> {
            NodeSpec node = NodeSpec.of(on, address + "/streaming_executor/" + on);
            ui.designer.models().design.apply(new Edit.AddNode(node, new Point(0, 200)));
            ui.designer.models().design.selectNode(on);
            ui.designer.inspector().catchUp();
            ui.designer.inspector().showTry();
            ui.designer.models().invoke.input().setWhole(List.of(Map.of("text", text)));
        });
    }

    private int chunks(String selector) {
        return ui.scene().lookup(selector) instanceof ListView<?> list
                ? list.getItems().size()
                : 0;
    }
}
