package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.canvas.PortRef;
import xooai.designer.design.Design;

/// How much a person has to do for a flow that is served: counted, beside what the best of the others asks for (37
/// actions and 271 characters).
@Tag("window")
final class TwelveActionsTest {
    private static final int MOST_ACTIONS = 12;
    private static final int MOST_CHARACTERS = 30;

    @TempDir
    Path home;

    /// Does what a person does, and counts it: each click, double click, drag and key is an action, and typed text its
    /// characters.
    private static final class Hand {
        private final DesignerUi ui;
        private int actions;
        private int characters;

        Hand(DesignerUi ui) {
            this.ui = ui;
        }

        void doubleClick(double x, double y) {
            actions++;
            ui.doubleClick(at(x, y));
        }

        /// Draws a wire to a place of the canvas where nothing is.
        void wireToNowhere(String from, double x, double y) {
            actions++;
            ui.drag(ui.port(from, PortRef.Side.OUT), at(x, y));
        }

        /// In shares of the canvas.
        private Point2D at(double x, double y) {
            Bounds canvas = DesignerUi.onFx(
                    () -> ui.designer.canvas().localToScene(ui.designer.canvas().getLayoutBounds()));
            return new Point2D(canvas.getMinX() + x * canvas.getWidth(), canvas.getMinY() + y * canvas.getHeight());
        }

        void click(String selector) {
            actions++;
            ui.click(selector);
        }

        void key(KeyCode... codes) {
            actions++;
            ui.key(codes);
        }

        void wire(String from, String to) {
            actions++;
            ui.drag(ui.port(from, PortRef.Side.OUT), ui.port(to, PortRef.Side.IN));
        }

        void type(String text) {
            characters += text.length();
            ui.type(text);
        }

        /// Pastes into a terminal and presses Enter there.
        String pasteInATerminal() {
            actions += 2;
            return DesignerUi.onFx(() -> Clipboard.getSystemClipboard().getString());
        }
    }

    @Test
    void anEmptyCanvasBecomesAServedFlowWithAJoinInTwelveActionsAndThirtyCharacters() throws Exception {
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"), 1360, 860)) {
            ui.act("file.new");
            ui.choices.plan(home.resolve("flow.flow.json"));
            ui.act("file.save");
            Hand hand = new Hand(ui);

            hand.doubleClick(0.25, 0.3);
            hand.type("shou");
            hand.key(KeyCode.ENTER);
            hand.doubleClick(0.25, 0.7);
            hand.type("wordc");
            hand.key(KeyCode.ENTER);
            hand.wireToNowhere("shouter", 0.7, 0.5);
            hand.type("head");
            hand.key(KeyCode.ENTER);
            hand.wire("word_counter", "headliner");
            hand.key(KeyCode.CONTROL, KeyCode.E);
            hand.key(KeyCode.ENTER);
            ui.until("the jar is written", () -> ui.scene().lookup("#export-done") != null);
            hand.click("#copy-start");
            String command = hand.pasteInATerminal();

            Design design = DesignerUi.onFx(() -> ui.designer.models().design.design());
            assertThat(design.names()).containsExactlyInAnyOrder("shouter", "word_counter", "headliner");
            assertThat(design.predecessors("headliner")).containsExactlyInAnyOrder("word_counter", "shouter");
            Path jar = home.resolve("flow.jar");
            assertThat(command).startsWith("java -jar ").contains("flow.jar").contains("--http ");
            try (ExportedJar served = ExportedJar.start(jar)) {
                byte[] docs = "{\"docs\":[{\"text\":\"two words\"}]}".getBytes(StandardCharsets.UTF_8);
                assertThat(served.docs(docs)).contains("\"loud\"", "\"words\":2", "\"headline\"");
            }
            assertThat(hand.actions).isLessThanOrEqualTo(MOST_ACTIONS);
            assertThat(hand.characters).isLessThanOrEqualTo(MOST_CHARACTERS);
        }
    }
}
