package xooai.samples.diamond;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.driver.Server;
import xooai.export.ExportedJar;
import xooai.export.SampleFlow;

@NullMarked
class DiamondExportIT {
    private final SampleFlow sample = SampleFlow.of(Path.of("diamond.flow.json"), Note.class);
    private final SampleFlow remote = SampleFlow.of(Path.of("diamond-remote.flow.json"), Note.class);

    @Test
    void fromTheExportedJarItGivesTheExpectedOutput(@TempDir Path folder) throws Exception {
        try (ExportedJar jar = ExportedJar.start(sample.spec(), folder)) {
            var answer = jar.post(sample.read("input.json"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(SampleFlow.docsOf(answer.body())).isEqualTo(sample.docsIn("expected.json"));
        }
    }

    @Test
    void fromTheExportedJarItReachesTheExecutorsServedOnTheirOwn(@TempDir Path folder) throws Exception {
        try (Shouter shouter = new Shouter();
                WordCounter counter = new WordCounter();
                Server first = shouter.serve("http://127.0.0.1:0");
                Server second = counter.serve("http://127.0.0.1:0");
                ExportedJar jar = ExportedJar.start(
                        DiamondTest.reaching(remote.spec(), first.address(), second.address()), folder)) {
            var answer = jar.post(sample.read("input.json"));
            assertThat(SampleFlow.docsOf(answer.body())).isEqualTo(sample.docsIn("expected.json"));
        }
    }
}
