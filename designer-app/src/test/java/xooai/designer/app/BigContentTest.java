package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.design.Edit;
import xooai.designer.invoke.Moved;
import xooai.designer.invoke.SaveContent;
import xooai.designer.stores.TestStores;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.driver.ServeSettings;
import xooai.driver.Server;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.flow.NodeSpec;
import xooai.flow.Point;
import xooai.store.FetchPolicy;
import xooai.store.Stores;

/// Large content on its way through a store that both sides know: it is seen, it can be stopped, it can be saved.
final class BigContentTest {
    private static final int SIZE = 1 << 20;

    @RegisterExtension
    final StyleWarnings styles = new StyleWarnings();

    @TempDir
    Path home;

    /// Says how many characters a text has.
    public static final class CountingExecutor extends Executor {
        @Post("count")
        public DocArray<Text> count(DocArray<Text> docs) {
            return DocArray.of(new Text(Content.ofText(
                    Integer.toString(docs.getFirst().content().text().length()))));
        }
    }

    static Server served(TestStores.Held store) {
        return new CountingExecutor()
                .serve(
                        "http://127.0.0.1:0",
                        ServeSettings.DEFAULT.withRefs(FetchPolicy.NONE.withStores(Stores.of("media", store))));
    }

    private Path text() throws Exception {
        StringBuilder text = new StringBuilder();
        new Random().ints(SIZE, 'a', 'z').forEach(letter -> text.append((char) letter));
        return Files.writeString(home.resolve("story.txt"), text);
    }

    /// The flow of one node, which is that executor, and its input.
    private static void prepare(DesignerUi ui, Server server, Path file) {
        ui.act("file.new");
        ui.run(() -> {
            String address = "http://127.0.0.1:" + server.address().getPort() + "/counting_executor";
            NodeSpec node = NodeSpec.of("counter", address).withOn("count");
            ui.designer.models().design.apply(new Edit.AddNode(node, new Point(0, 0)));
            ui.designer.models().design.selectNode("counter");
            ui.designer.inspector().catchUp();
            ui.designer
                    .models()
                    .invoke
                    .input()
                    .setWhole(List.of(Map.of("type", "Text", "ref", file.toString(), "mediaType", "text/plain")));
        });
    }

    private static void invoke(DesignerUi ui) {
        ui.act("flow.invoke");
        if (ui.scene().lookup("#question") != null) {
            ui.click("#question .accent");
        }
    }

    @Test
    void contentThatIsSentThroughAStoreIsSeenOnItsWayAndAnswered() throws Exception {
        TestStores.Held store = TestStores.named("seen");
        try (Server server = served(store);
                DesignerUi ui = DesignerUi.open(home)) {
            ui.run(() -> ui.designer.models().stores.add("media", "test://seen"));
            store.standStill();
            prepare(ui, server, text());
            invoke(ui);
            ui.until("it stands", store::stands);
            ui.until(
                    "it is seen",
                    () -> ui.designer.models().invoke.movedProperty().get() != null);
            Moved moved = DesignerUi.onFx(
                    () -> ui.designer.models().invoke.movedProperty().get());
            assertThat(moved.words()).isEqualTo("Sending story.txt: 64 KiB of 1 MiB");
            assertThat(moved.fraction()).isEqualTo(0.0625);
            assertThat(((Label) ui.find("#invoke-pane .moved-words")).getText()).isEqualTo(moved.words());
            store.letGo();
            ui.until(
                    "it has ended",
                    () -> !ui.designer.models().invoke.runningProperty().get());
            assertThat(ui.designer
                            .models()
                            .invoke
                            .lastProperty()
                            .get()
                            .response()
                            .toString())
                    .contains(Integer.toString(SIZE));
            assertThat(DesignerUi.onFx(
                            () -> ui.designer.models().invoke.movedProperty().get() == null))
                    .isTrue();
        }
    }

    @Test
    void stopEndsATransferAtOnceAndSaysSo() throws Exception {
        TestStores.Held store = TestStores.named("stopped");
        try (Server server = served(store);
                DesignerUi ui = DesignerUi.open(home)) {
            ui.run(() -> ui.designer.models().stores.add("media", "test://stopped"));
            store.standStill();
            prepare(ui, server, text());
            invoke(ui);
            ui.until("it stands", store::stands);
            Duration took = DesignerUi.onFx(() -> {
                long start = System.nanoTime();
                ui.designer.models().invoke.cancel();
                assertThat(ui.designer.models().invoke.runningProperty().get()).isFalse();
                return Duration.ofNanos(System.nanoTime() - start);
            });
            assertThat(took).isLessThan(Duration.ofMillis(100));
            var response = ui.designer.models().invoke.lastProperty().get().response();
            assertThat(response.code()).isEqualTo(Code.CANCELLED);
            assertThat(Objects.requireNonNull(response.error()).message()).isEqualTo("The call was stopped.");
            ui.until("nobody waits for the store any more", () -> store.interrupted.get() == 1);
        }
    }

    @Test
    void aRunShowsWhatMovesToo() throws Exception {
        TestStores.Held store = TestStores.named("run");
        try (Server server = served(store);
                DesignerUi ui = DesignerUi.open(home)) {
            ui.run(() -> ui.designer.models().stores.add("media", "test://run"));
            store.standStill();
            Path file = text();
            prepare(ui, server, file);
            ui.run(() -> ui.designer
                    .models()
                    .input
                    .form()
                    .setWhole(List.of(Map.of("type", "Text", "ref", file.toString(), "mediaType", "text/plain"))));
            ui.act("flow.run");
            ui.click("#question .accent");
            ui.until("it stands", store::stands);
            ui.until(
                    "it is seen",
                    () -> ui.designer.models().runs.movedProperty().get() != null);
            assertThat(((Label) ui.find("#run-result .moved-words")).getText()).startsWith("Sending story.txt: 64 KiB");
            ui.act("flow.stop");
            assertThat(ui.lastRun().code()).isEqualTo(Code.CANCELLED);
        }
    }

    @Test
    void contentOfAnAnswerIsSavedAndStoppedFromTheStatusLine() throws Exception {
        TestStores.Held store = TestStores.named("saved");
        byte[] bytes = new byte[SIZE];
        Content content = Content.at("store://media/x", null, SIZE, "image/png").from(_ -> {
            String signature =
                    store.put(new java.io.ByteArrayInputStream(bytes)).signature();
            store.standStill();
            return store.get(signature);
        });
        try (DesignerUi ui = DesignerUi.open(home)) {
            Path file = home.resolve("saved.png");
            save(ui, content, file);
            ui.until("it stands", store::stands);
            assertThat(((Button) ui.find("#status-cancel")).isVisible()).isTrue();
            store.letGo();
            ui.until("it is there", () -> Files.exists(file));
            assertThat(file).hasSize(SIZE);
            save(ui, content, home.resolve("stopped.png"));
            ui.until("it stands", store::stands);
            ui.run(((Button) ui.find("#status-cancel"))::fire);
            ui.until("nobody waits any more", () -> store.interrupted.get() == 1);
            assertThat(home.resolve("stopped.png")).doesNotExist();
        }
    }

    private static void save(DesignerUi ui, Content content, Path file) {
        ui.choices.plan(file);
        ui.run(() -> ui.designer.inspector().node().fireEvent(new SaveContent(content)));
    }

    @Test
    void storesAreAddedTestedChangedAndRemovedOnTheCard() {
        try (DesignerUi ui = DesignerUi.open(home)) {
            ui.act("file.settings");
            type(ui, "media", home.resolve("media").toString());
            ui.click("#store-test-media");
            ui.until("it works", () -> texts(ui).stream().anyMatch(text -> text.startsWith("Works: ")));
            type(ui, "secret", "s3://key:secret@bucket");
            assertThat(texts(ui)).anyMatch(text -> text.startsWith("An address holds no keys"));
            assertThat(ui.designer.models().settings.texts("stores")).hasSize(1);
        }
    }

    private static void type(DesignerUi ui, String name, String address) {
        ui.run(() -> {
            ((TextField) ui.find("#store-name")).setText(name);
            ((TextField) ui.find("#store-address")).setText(address);
        });
        ui.click("#store-take");
    }

    private static List<String> texts(DesignerUi ui) {
        return DesignerUi.onFx(() -> ui.scene().getRoot().lookupAll("#settings-card .label").stream()
                .filter(Node::isVisible)
                .map(label -> ((Label) label).getText())
                .toList());
    }
}
