package xooai.samples.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.doc.Doc;
import xooai.doc.Image;
import xooai.export.ExportedJar;
import xooai.export.SampleFlow;

@NullMarked
class DigitsExportIT {
    private final SampleFlow sample = SampleFlow.of(Path.of("digits.flow.json"), Image.class);

    @Test
    void fromTheExportedJarItGivesTheOutputOfThisProcess(@TempDir Path folder) throws Exception {
        try (ExportedJar jar = ExportedJar.start(sample.spec(), folder)) {
            var answer = jar.post(sample.read("input.json"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(SampleFlow.docsOf(answer.body())).isEqualTo(SampleFlow.values(sample.<Doc>run("input.json")));
        }
    }
}
