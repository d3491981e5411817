package xooai.samples.textandimage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.export.ExportedJar;
import xooai.export.SampleFlow;

@NullMarked
class TextAndImageExportIT {
    private final SampleFlow sample = SampleFlow.of(Path.of("text-and-image.flow.json"), Postcard.class);

    @Test
    void fromTheExportedJarItGivesTheExpectedOutput(@TempDir Path folder) throws Exception {
        try (ExportedJar jar = ExportedJar.start(sample.spec(), folder)) {
            var answer = jar.post(sample.read("input.json"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(SampleFlow.docsOf(answer.body())).isEqualTo(sample.docsIn("expected.json"));
        }
    }
}
