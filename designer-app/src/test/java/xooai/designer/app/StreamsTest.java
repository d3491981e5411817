package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.design.Edit;
import xooai.designer.invoke.InvokeModel;
import xooai.designer.invoke.Route;
import xooai.designer.invoke.StreamLog;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.Text;
import xooai.driver.Server;
import xooai.flow.Need;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// Endpoints that stream, over every driver: found, tried, watched and stopped.
final class StreamsTest {
    private static final String PARTS = "class:xooai.executors.basic.TextPartsExecutor";
    private static final long MOST_HELD = 16 << 20;
    private static final String PACE = "class:xooai.executors.basic.PaceExecutor";

    @TempDir
    Path home;

    @RegisterExtension
    final StyleWarnings styles = new StyleWarnings();

    private DesignerUi open() {
        DesignerUi ui = DesignerUi.open(home.resolve("settings"));
        ui.act("file.new");
        return ui;
    }

    /// Adds the address by the form.
    private static void add(DesignerUi ui, String address) {
        ui.run(() -> ((TextField) ui.find("#remote-address")).setText(address));
        ui.click("#remote-add");
        ui.until(
                "the address was asked",
                () -> ui.designer.models().catalog.remotes().stream().allMatch(each -> each.work() == null));
    }

    /// A node of that endpoint of the palette, selected, with that text as its input.
    private static InvokeModel select(DesignerUi ui, String use, String on, String text) {
        NodeSpec node = NodeSpec.of(on, use.startsWith("class:") ? use : use + "/" + on);
        NodeSpec added = use.startsWith("class:") ? node.withOn(on) : node;
        ui.run(() -> {
            ui.designer.models().design.apply(new Edit.AddNode(added, new Point(0, 0)));
            ui.designer.models().design.selectNode(on);
            ui.designer.inspector().catchUp();
            ui.designer.inspector().showTry();
            say(ui, text);
        });
        return ui.designer.models().invoke;
    }

    private static void say(DesignerUi ui, String text) {
        ui.designer.models().invoke.input().setWhole(List.of(Map.of("text", text)));
    }

    private static StreamLog.Snapshot live(InvokeModel invoke) {
        return DesignerUi.onFx(
                () -> Objects.requireNonNull(invoke.liveProperty().get()).log().snapshot());
    }

    private static StreamLog.Snapshot ended(DesignerUi ui) {
        InvokeModel invoke = ui.designer.models().invoke;
        ui.until("the call has ended", () -> !invoke.runningProperty().get());
        return DesignerUi.onFx(() -> Objects.requireNonNull(
                        Objects.requireNonNull(invoke.lastProperty().get()).log())
                .snapshot());
    }

    private static List<String> texts(StreamLog.Snapshot of) {
        return of.chunks().stream()
                .filter(chunk -> !chunk.outgoing())
                .flatMap(chunk -> chunk.docs().stream().map(StreamsTest::text))
                .toList();
    }

    private static String text(Doc doc) {
        return ((Text) doc).text();
    }

    @Test
    void aRemoteStreamIsShownAsItComesAndStopIsHeardByTheServer() throws Exception {
        try (StreamingExecutor executor = new StreamingExecutor();
                Server server = executor.serve("grpc://127.0.0.1:0");
                DesignerUi ui = open()) {
            String address = "grpc://127.0.0.1:" + server.address().getPort();
            add(ui, address);
            assertThat(ui.designer.models().palette.items())
                    .anySatisfy(item -> assertThat(item.types()).isEqualTo("Text → stream of Text"));
            InvokeModel invoke = select(ui, address + "/streaming_executor", "endless", "x");
            ui.click("#invoke");
            answerConsent(ui);
            ui.until("the first chunk is shown", () -> shownChunks(ui) == 1);
            assertThat(live(invoke).end()).isNull();
            assertThat(DesignerUi.onFx(() -> invoke.code(xooai.designer.invoke.Snippet.SHELL)))
                    .startsWith("xooai call " + address + "/streaming_executor/endless --stream");
            ui.click("#invoke-stop");
            assertThat(invoke.runningProperty().get()).isFalse();
            assertThat(((Label) ui.find("#invoke-pane .status-chip")).getText()).isEqualTo("Cancelled");
            assertThat(executor.givenUp.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(texts(ended(ui))).containsExactly("number 1");
        }
    }

    private static int shownChunks(DesignerUi ui) {
        return ui.scene().lookup("#invoke-pane #chunks") instanceof ListView<?> list
                ? list.getItems().size()
                : 0;
    }

    /// Where the flow reaches what nobody agreed to yet.
    private static void answerConsent(DesignerUi ui) {
        if (ui.scene().lookup("#question") != null) {
            ui.click("#question .accent");
        }
    }

    @Test
    void aCertificateIsTrustedOnlyByChoiceAndThenChunksGoBothWays() {
        try (StreamingExecutor executor = new StreamingExecutor();
                Server server = executor.serve("quic://127.0.0.1:0");
                DesignerUi ui = open()) {
            String address = "quic://127.0.0.1:" + server.address().getPort();
            add(ui, address);
            assertThat(ui.designer.models().catalog.remotes().getFirst().descriptions())
                    .isEmpty();
            String shown = ((Label) ui.find("#trust-card .fingerprint")).getAccessibleText();
            assertThat(shown).matches("sha256:[0-9a-f]{64}");
            assertThat(ui.designer.models().pins.pins().byHost()).isEmpty();
            ui.click("#trust");
            ui.until(
                    "it is described",
                    () -> !ui.designer
                            .models()
                            .catalog
                            .remotes()
                            .getFirst()
                            .descriptions()
                            .isEmpty());
            assertThat(ui.designer.models().pins.pins().byHost()).containsValue(shown);
            InvokeModel invoke = select(ui, address + "/streaming_executor", "shout", "one");
            ui.click("#invoke");
            answerConsent(ui);
            ui.until("the first answer came", () -> shownChunks(ui) == 2);
            ui.run(() -> say(ui, "two"));
            ui.click("#invoke");
            ui.until("the second answer came", () -> shownChunks(ui) == 4);
            assertThat(invoke.runningProperty().get()).isTrue();
            ui.click("#invoke-end");
            StreamLog.Snapshot end = ended(ui);
            assertThat(texts(end)).containsExactly("ONE", "TWO");
            assertThat(end.sent()).isEqualTo(2);
            assertThat(Objects.requireNonNull(end.end()).code()).isEqualTo(Code.OK);
        }
    }

    @Test
    void ofAHundredThousandChunksTheLastAreShownAndAllAreCounted() {
        try (StreamingExecutor executor = new StreamingExecutor();
                Server server = executor.serve("http://127.0.0.1:0");
                DesignerUi ui = open()) {
            String address = "http://127.0.0.1:" + server.address().getPort();
            add(ui, address);
            select(ui, address + "/streaming_executor", "count", "100000");
            long before = heap();
            ui.click("#invoke");
            answerConsent(ui);
            StreamLog.Snapshot end = ended(ui);
            assertThat(end.received()).isEqualTo(100_000);
            assertThat(texts(end)).hasSizeLessThanOrEqualTo(200).last().isEqualTo("number 100000");
            ui.until(
                    "the last frame is drawn",
                    () -> ((Label) ui.scene().lookup("#invoke-pane .stream-counts"))
                            .getText()
                            .equals("100,000 chunks"));
            assertThat(shownChunks(ui)).isLessThanOrEqualTo(200);
            assertThat(heap() - before).isLessThan(MOST_HELD);
        }
    }

    /// The bytes that are reachable.
    private static long heap() {
        // The second time takes what the first one only made ready to be taken.
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void whatCameBeforeAFailureStaysBesideIt() {
        try (StreamingExecutor executor = new StreamingExecutor();
                Server server = executor.serve("http://127.0.0.1:0");
                DesignerUi ui = open()) {
            String address = "http://127.0.0.1:" + server.address().getPort();
            add(ui, address);
            select(ui, address + "/streaming_executor", "breaks", "x");
            ui.click("#invoke");
            answerConsent(ui);
            StreamLog.Snapshot end = ended(ui);
            assertThat(texts(end)).containsExactly("number 1", "number 2", "number 3");
            ui.until(
                    "the failure is shown",
                    () -> ui.scene().lookup("#invoke-pane .error-message") instanceof Label label
                            && label.getText().contains("the tape is torn after 3"));
        }
    }

    @Test
    void aLocalStreamIsTheSameInProcessAndOverEveryDriver() {
        try (DesignerUi ui = open()) {
            InvokeModel invoke = select(ui, PARTS, "words", "one two three");
            assertThat(Route.all()).extracting(Route::scheme).containsExactly("", "http", "grpc", "quic");
            for (Route route : Route.all()) {
                ui.run(() -> {
                    invoke.routeProperty().set(route);
                    invoke.invoke();
                });
                StreamLog.Snapshot end = ended(ui);
                assertThat(texts(end)).as(route.title()).containsExactly("one", "two", "three");
                assertThat(end.received()).as(route.title()).isEqualTo(3);
            }
        }
    }

    @Test
    void aStreamOfTextsIsSentChunkByChunkAndAnsweredOnce() {
        try (DesignerUi ui = open()) {
            InvokeModel invoke = select(ui, PARTS, "together", "one");
            ui.run(() -> invoke.routeProperty().set(new Route("grpc")));
            ui.click("#invoke");
            ui.until("the first was taken", () -> shownChunks(ui) == 1);
            ui.run(() -> say(ui, "two"));
            ui.click("#invoke");
            ui.click("#invoke-end");
            assertThat(texts(ended(ui))).containsExactly("one two");
        }
    }

    @Test
    void aRunCountsTheChunksOfEachWireAndStops() {
        try (DesignerUi ui = open()) {
            ui.run(() -> {
                var design = ui.designer.models().design;
                NodeSpec words = NodeSpec.of("words", PARTS).withOn("words");
                NodeSpec pace = NodeSpec.of("pace", PACE).withOn("pace").withConfig(Map.of("perSecond", 0.01));
                design.apply(new Edit.AddNode(words, new Point(0, 0)));
                design.apply(new Edit.AddNode(pace.withNeeds(List.of(Need.of("words"))), new Point(300, 0)));
                ui.designer.models().input.form().setWhole(List.of(Map.of("text", "a b c d")));
            });
            ui.act("flow.run");
            ui.until("words gave four and pace the first", () -> {
                var run = ui.designer.models().runs.runs().getFirst();
                return run.passed("words").chunks() == 4 && run.passed("pace").chunks() == 1;
            });
            assertThat(ui.designer.models().design.status("words").text()).endsWith("4 chunks");
            ui.until(
                    "the wire says it",
                    () -> ui.scene().getRoot().lookupAll(".chip").stream()
                            .anyMatch(chip -> chip instanceof Label label
                                    && label.getText().equals("words → pace  4")));
            ui.click("#run-stop");
            assertThat(ui.designer.models().runs.runningProperty().get()).isFalse();
            assertThat(ui.lastRun().code()).isEqualTo(Code.CANCELLED);
            assertThat(Objects.requireNonNull(ui.lastRun().error()).message()).isEqualTo("The run was stopped.");
        }
    }
}
