package xooai.designer.app;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javax.imageio.ImageIO;
import xooai.designer.design.Edit;
import xooai.designer.invoke.InvokeModel;
import xooai.designer.invoke.Route;
import xooai.designer.stores.TestStores;
import xooai.driver.Server;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// The screens that show large content, where it lives and how it moves, as pictures to be looked at.
final class ContentScenes {
    private static final String PICTURES = "class:xooai.executors.basic.ImageExecutor";

    private final DesignerUi ui;
    private final String theme;
    private final Path home;

    ContentScenes(DesignerUi ui, String theme, Path home) {
        this.ui = ui;
        this.theme = theme;
        this.home = home;
    }

    /// A form for a picture: empty, while files are held over it, with a file, and what its node made of it.
    void forms() {
        ui.run(() -> ui.designer.models().files.unlessDirty(() -> {}));
        ui.act("file.new");
        if (ui.scene().lookup("#question") != null) {
            ui.click("#question .danger");
        }
        ui.run(() -> {
            var design = ui.designer.models().design;
            design.apply(new Edit.AddNode(NodeSpec.of("grey", PICTURES).withOn("grayscale"), new Point(0, 0)));
            design.selectNode("grey");
            ui.designer.inspector().showTry();
            ui.designer.canvas().showAll();
        });
        ui.run(() -> {
            invoke().routeProperty().set(Route.IN_PROCESS);
            invoke().input().setWhole(List.of(Map.of()));
        });
        hold("#invoke-pane .drop-sign", "Drop a picture here", false);
        Screens.write(ui.scene(), theme + "drop");
        hold("#invoke-pane .drop-sign", "song.mp3 is audio/mpeg: a picture goes here", true);
        Screens.write(ui.scene(), theme + "drop-refused");
        hold("#invoke-pane .drop-sign", "", false);
        fill(picture("photo.png"), "image/png");
        ui.until("it is looked at", () -> shows("28."));
        ui.run(invoke()::invoke);
        ended();
        Screens.write(ui.scene(), theme + "content-form");
    }

    /// A picture that is too large to be shown unasked, and a text of which the beginning is shown.
    void large() {
        ui.run(() -> {
            var design = ui.designer.models().design;
            design.apply(new Edit.SetOn("grey", null));
            design.apply(new Edit.SetUse("grey", "class:xooai.executors.basic.EchoExecutor"));
            design.selectNode("grey");
            ui.designer.inspector().catchUp();
        });
        Path picture = grown(picture("survey.png"), 1L << 30);
        Path text = grown(write("story.txt"), 5L << 20);
        ui.run(() -> invoke().input()
                .setWhole(List.of(
                        Map.of("type", "Image", "ref", picture.toString(), "mediaType", "image/png"),
                        Map.of("type", "Text", "ref", text.toString(), "mediaType", "text/plain"))));
        ui.run(invoke()::invoke);
        ended();
        Screens.write(ui.scene(), theme + "content-large");
    }

    /// A call on its way through a store.
    void moving(Server server, TestStores.Held store) {
        ui.run(() -> ui.designer.models().stores.add("media", store.toString()));
        store.standStill();
        Path text = grown(write("story.txt"), 5L << 20);
        ui.run(() -> {
            ui.designer.models().design.apply(new Edit.SetOn("grey", "count"));
            ui.designer
                    .models()
                    .design
                    .apply(new Edit.SetUse(
                            "grey", "http://127.0.0.1:" + server.address().getPort() + "/counting_executor"));
            ui.designer.models().design.selectNode("grey");
            ui.designer.inspector().catchUp();
        });
        ui.run(() -> invoke().input()
                .setWhole(List.of(Map.of("type", "Text", "ref", text.toString(), "mediaType", "text/plain"))));
        ui.run(invoke()::invoke);
        ui.until("it moves", () -> store.stands() && invoke().movedProperty().get() != null);
        Screens.write(ui.scene(), theme + "moving");
        ui.click("#invoke-stop");
        Screens.write(ui.scene(), theme + "moving-stopped");
        forget();
    }

    /// The settings without a store, with some that work, do not, and are tested, and with what is wrong.
    void settings() {
        ui.act("file.settings");
        counted();
        Screens.write(ui.scene(), theme + "settings-empty");
        TestStores.Held silent = TestStores.named("silent-" + theme);
        silent.standStill();
        type("media", home.resolve("media").toString());
        type("archive", "s3://archive?endpoint=http://127.0.0.1:9&profile=studio");
        type("far", silent.toString());
        ui.click("#store-test-media");
        ui.until("it works", () -> shows("Works: "));
        ui.click("#store-test-archive");
        ui.until(
                "it does not",
                () -> !ui.scene()
                        .getRoot()
                        .lookupAll("#settings-card .error-icon")
                        .isEmpty());
        ui.click("#store-test-far");
        ui.until("it is being tested", silent::stands);
        type("other", "s3://AKIA123:secret@bucket");
        Screens.write(ui.scene(), theme + "settings");
        ui.click("#store-test-far");
        ui.click("#cache-clear");
        ui.run(() -> ui.designer.overlay().hide());
        forget();
    }

    private void counted() {
        ui.until("the cache is counted", () -> !shows("Counting…"));
    }

    private void type(String name, String address) {
        ui.run(() -> {
            ((TextField) ui.find("#store-name")).setText(name);
            ((TextField) ui.find("#store-address")).setText(address);
        });
        ui.click("#store-take");
    }

    /// So that the next theme begins as this one did.
    private void forget() {
        ui.run(() -> ui.designer.models().stores.clear());
    }

    private InvokeModel invoke() {
        return ui.designer.models().invoke;
    }

    private void ended() {
        ui.until("it has ended", () -> !invoke().runningProperty().get());
        ui.until(
                "it is drawn",
                () -> ui.scene().getRoot().lookupAll(".label").stream()
                        .noneMatch(node -> ((Label) node).getText().startsWith("Fetching")));
    }

    private void fill(Path file, String type) {
        ui.run(() -> invoke().input().setWhole(List.of(Map.of("ref", file.toString(), "mediaType", type))));
    }

    private boolean shows(String beginning) {
        return ui.scene().getRoot().lookupAll(".label").stream()
                .anyMatch(node -> ((Label) node).getText().startsWith(beginning));
    }

    /// As while a file is held over the innermost place: a drag of the system cannot be made by a program.
    private void hold(String selector, String text, boolean refused) {
        ui.run(() -> {
            Label sign = (Label)
                    List.copyOf(ui.scene().getRoot().lookupAll(selector)).getLast();
            sign.setText(text);
            sign.setVisible(!text.isEmpty());
            sign.pseudoClassStateChanged(PseudoClass.getPseudoClass("refused"), refused);
        });
    }

    private Path picture(String name) {
        BufferedImage picture = new BufferedImage(640, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, new Color(0x2a6fdb), 640, 400, new Color(0xf2a65a)));
        graphics.fillRect(0, 0, 640, 400);
        graphics.setColor(new Color(0xfff3d6));
        graphics.fillOval(430, 60, 110, 110);
        graphics.dispose();
        try {
            Path file = home.resolve(name);
            ImageIO.write(picture, "png", file.toFile());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path write(String name) {
        try {
            return Files.writeString(home.resolve(name), "It was a large text, and it grew. ".repeat(50_000));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path grown(Path file, long size) {
        try (RandomAccessFile grown = new RandomAccessFile(file.toFile(), "rw")) {
            grown.setLength(size);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
