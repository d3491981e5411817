package xooai.designer.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.shared.Notices;
import xooai.flow.FlowSpec;

/// How a flow names the files that a person chooses for it.
final class FileNamesTest {
    @TempDir
    Path directory;

    private FileModel saved(Path file) {
        DesignModel design = new DesignModel(Design.of(FlowSpec.named("mine")));
        PlannedFileChoices choices = new PlannedFileChoices();
        choices.plan(file);
        Notices quiet = new Notices() {
            @Override
            public void say(String text) {}

            @Override
            public void fail(String text) {
                throw new AssertionError(text);
            }
        };
        FileModel files = new FileModel(
                design,
                new FileModel.Around(
                        new Samples(FileNamesTest.class.getClassLoader()),
                        Settings.in(directory.resolve("settings")),
                        choices,
                        (_, _, _) -> {},
                        quiet));
        files.saveAs();
        return files;
    }

    @Test
    void aFileBelowTheFlowIsNamedByItsPathFromThere() throws IOException {
        FileModel files = saved(directory.resolve("mine.flow.json"));

        assertThat(files.inFlow(directory.resolve("models").resolve("a.onnx"))).isEqualTo(Path.of("models", "a.onnx"));
    }
}
