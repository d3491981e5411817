package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.files.Settings;

/// Nothing glides for those who want nothing to glide.
final class ReducedMotionTest {
    @TempDir
    Path home;

    @Test
    void theViewIsAtOnceWhereItGoes() {
        try (DesignerUi ui = DesignerUi.open(home)) {
            ui.run(() -> ui.designer.motion().choose(true));
            double before = zoom(ui);
            List<Double> zooms = new ArrayList<>();
            DesignerUi.onFx(() -> {
                ui.designer.canvas().zoomIn();
                zooms.add(ui.designer.canvas().viewport().zoom());
                ui.designer.canvas().fitAll();
                zooms.add(ui.designer.canvas().viewport().zoom());
                return true;
            });
            assertThat(zooms.getFirst()).isCloseTo(before * 1.25, withinPercentage(1));
            assertThat(zooms.getLast()).isNotEqualTo(zooms.getFirst()).isEqualTo(zoom(ui));
        }
    }

    private static double zoom(DesignerUi ui) {
        return DesignerUi.onFx(() -> ui.designer.canvas().viewport().zoom());
    }

    @Test
    void theSystemIsFollowedUntilAPersonChooses() {
        SimpleBooleanProperty system = new SimpleBooleanProperty(true);
        Settings settings = Settings.in(home);
        ReducedMotion motion = new ReducedMotion(settings, system);
        assertThat(motion.property().get()).isTrue();
        system.set(false);
        assertThat(motion.property().get()).isFalse();

        motion.toggle();
        assertThat(motion.property().get()).isTrue();
        assertThat(new ReducedMotion(settings, system).property().get()).isTrue();

        motion.followSystem();
        assertThat(motion.property().get()).isFalse();
    }
}
