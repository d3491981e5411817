package xooai.designer.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.flow.FlowFile;
import xooai.flow.FlowSpec;

/// Ten thousand edits are undone to the first and done again to the last, also by the next start.
final class TenThousandEditsTest {
    private static final int EDITS = 10_000;

    @TempDir
    Path home;

    @Test
    void undoneToTheStartAndDoneAgainToTheEndAllIsEqualAlsoAfterARestart() throws Exception {
        Path file = home.resolve("long.flow.json");
        Files.write(file, FlowFile.write(FlowSpec.named("long")));
        Design start;
        Design end;
        int steps;
        try (Desk desk = new Desk(home)) {
            desk.run(() -> desk.files.open(file));
            start = desk.now();
            RandomEdits edits = new RandomEdits(42);
            desk.run(() -> {
                while (desk.design.history().position() < EDITS) {
                    desk.design.apply(edits.next(desk.design.design()));
                }
            });
            end = desk.now();
            steps = desk.on(() -> desk.design.history().position());
            desk.run(() -> thereAndBack(desk.design, start, end));
            desk.run(desk.files::save);
            assertThat(desk.notices).isNotEmpty().last().asString().startsWith("Saved");
        }
        assertThat(steps).isEqualTo(EDITS);
        try (Desk again = new Desk(home)) {
            again.run(() -> again.files.open(file));
            again.until(
                    "what can be undone is back", () -> again.design.history().canUndo());
            assertThat(again.<Boolean>on(again.design::dirty)).isFalse();
            assertThat(again.<Integer>on(() -> again.design.history().position()))
                    .isEqualTo(EDITS);
            again.run(() -> thereAndBack(again.design, start, end));
            assertThat(again.concerns.told).isEmpty();
        }
    }

    private static void thereAndBack(DesignModel design, Design start, Design end) {
        List<Design> seen = new ArrayList<>();
        while (design.history().canUndo()) {
            seen.add(design.design());
            design.undo();
        }
        assertThat(design.design()).isEqualTo(start);
        while (design.history().canRedo()) {
            design.redo();
            assertThat(design.design()).isEqualTo(seen.removeLast());
        }
        assertThat(design.design()).isEqualTo(end);
    }
}
