package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.store.UserFolders;

final class TrainingTest {
    @TempDir
    Path directory;

    @Test
    void theMainScreensAreGoneThroughAndTheFlowRuns() throws Exception {
        try (DesignerUi ui = DesignerUi.open(directory)) {
            CompletableFuture<@Nullable String> ended = new CompletableFuture<>();
            ui.run(() -> new Training(ui.designer).start(ended::complete));
            assertThat(ended.get(60, TimeUnit.SECONDS)).isNull();
            assertThat(ui.lastRun().error()).isNull();
            assertThat(DesignerUi.onFx(() -> ui.designer.models().design.dirty()))
                    .isFalse();
        }
    }

    @Test
    void aTemporaryHomeLeavesNothingBehind() throws Exception {
        TemporaryHome home = TemporaryHome.make();
        Path deep = Files.createDirectories(home.directory().resolve("journals").resolve("deep"));
        Files.writeString(deep.resolve("one"), "1");
        assertThat(home.of(Arguments.parse(List.of("--train"), Map.of(), "/home/me"))
                        .folders())
                .isEqualTo(UserFolders.in(home.directory()));
        home.remove();
        assertThat(home.directory()).doesNotExist();
    }
}
