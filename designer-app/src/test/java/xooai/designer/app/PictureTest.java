package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import xooai.designer.design.Edit;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// A flow is saved as a picture for documents.
final class PictureTest {
    @TempDir
    Path home;

    @Test
    void theFlowIsSavedAsSvgWithEveryNodeAndWire() throws Exception {
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"))) {
            ui.run(() -> ui.designer
                    .models()
                    .design
                    .apply(new Edit.AddNode(NodeSpec.of("odd", "flow:<b>&\".flow.json"), new Point(-900, 4000))));
            Path file = home.resolve("flow.svg");
            save(ui, file);

            Document svg =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());

            NodeList texts = svg.getElementsByTagName("text");
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < texts.getLength(); i++) {
                all.append(texts.item(i).getTextContent()).append('\n');
            }
            assertThat(all.toString()).contains("e1\n", "e2\n", "e3\n", "odd\n", "<b>&\".flow.json", "D  Note");
            assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(2);
            assertThat(svg.getDocumentElement().getAttribute("viewBox")).startsWith("-932 ");
        }
    }

    @Test
    void theFlowIsSavedAsPng() throws Exception {
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"))) {
            Path file = home.resolve("flow.png");
            save(ui, file);

            BufferedImage picture = ImageIO.read(file.toFile());

            assertThat(picture.getWidth()).isGreaterThan(800);
            assertThat(picture.getRGB(1, 1)).isEqualTo(0xffffffff);
            Files.createDirectories(Path.of("target", "screens"));
            Files.copy(
                    file,
                    Path.of("target", "screens", "picture.png"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void aPictureThatCannotBeWrittenIsSaid() {
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"))) {
            ui.choices.plan(home.resolve("no/such/flow.svg"));
            ui.act("file.picture");
            ui.until(
                    "it is said",
                    () -> ((org.controlsfx.control.StatusBar) ui.scene().lookup("#status"))
                            .getText()
                            .startsWith("Tried to save the picture"));
        }
    }

    private static void save(DesignerUi ui, Path file) {
        ui.choices.plan(file);
        ui.act("file.picture");
        ui.until("the picture is written", () -> Files.isRegularFile(file));
    }
}
