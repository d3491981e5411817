package xooai.samples.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Image;
import xooai.executors.basic.Pixels;
import xooai.executors.onnx.Classification;
import xooai.export.SampleFlow;
import xooai.flow.Flow;
import xooai.flow.FlowSettings;
import xooai.flow.TestCases;
import xooai.store.FetchPolicy;
import xooai.test.FlowTester;

@NullMarked
class DigitsTest {
    /// Processors add floats in different orders, so that the last digits differ from machine to machine.
    private static final Offset<Double> ROUNDING = within(1e-4);

    private final SampleFlow sample = SampleFlow.of(Path.of("digits.flow.json"), Image.class);

    @Test
    void everyOneOfTheTwentyHeldBackPicturesIsReadRight() throws IOException {
        DocArray<Classification> answer = sample.run("input.json");
        Map<String, Object> read = new LinkedHashMap<>();
        for (int i = 0; i < answer.size(); i++) {
            read.put(Objects.requireNonNull(answer.id(i)), answer.get(i).label());
        }
        assertThat(read).hasSize(20);
        assertThat(read).isEqualTo(Codec.JSON.readValue(sample.read("pictures/labels.json"), Limits.DEFAULT));
    }

    @Test
    void theTestInItsFilePasses() {
        try (Flow flow = Flow.of(sample.spec(), FlowSettings.DEFAULT)) {
            FlowTester tester = new FlowTester(flow, Path.of(""), FetchPolicy.PUBLIC);
            assertThat(TestCases.of(sample.spec()))
                    .hasSize(1)
                    .allSatisfy(
                            test -> assertThat(tester.run(test).differences()).isEmpty());
        }
    }

    @Test
    void programsFindItOnTheClassPath() throws IOException {
        assertThat(SampleFlow.listed(getClass().getClassLoader())).containsExactly(Map.entry("digits", sample.spec()));
    }

    @Test
    void inProcessItGivesTheExpectedOutput() throws IOException {
        assertExpected(SampleFlow.values(sample.<Doc>run("input.json")));
    }

    @Test
    void thePictureFilesAreThoseOfTheInput() throws IOException {
        for (Map<String, @Nullable Object> doc : sample.docsIn("input.json")) {
            byte[] inline = java.util.Base64.getDecoder().decode(String.valueOf(doc.get("bytes")));
            assertThat(inline).isEqualTo(sample.read("pictures/" + doc.get("id") + ".png"));
        }
    }

    @Test
    void aPictureOfAnotherSizeIsReadTheSame() {
        Image large =
                Pixels.read(Image.at("pictures/7-a.png")).scaledTo(200, 200).toPng();
        try (DigitPicture executor = new DigitPicture()) {
            float[] small =
                    executor.prepare(Image.at("pictures/7-a.png")).tensor().toFloats();
            assertThat(executor.prepare(large).tensor().toFloats()).containsExactly(small, within(0.01f));
        }
    }

    private void assertExpected(List<Map<String, @Nullable Object>> docs) throws IOException {
        List<Map<String, @Nullable Object>> expected = sample.docsIn("expected.json");
        assertThat(docs).hasSameSizeAs(expected);
        for (int i = 0; i < docs.size(); i++) {
            assertAlike(docs.get(i), expected.get(i));
        }
    }

    private static void assertAlike(@Nullable Object actual, @Nullable Object expected) {
        switch (expected) {
            case Map<?, ?> map -> {
                assertThat(actual).isInstanceOf(Map.class);
                Map<?, ?> other = (Map<?, ?>) Objects.requireNonNull(actual);
                assertThat(List.copyOf(other.keySet())).isEqualTo(List.copyOf(map.keySet()));
                map.forEach((key, value) -> assertAlike(other.get(key), value));
            }
            case Number number ->
                assertThat(((Number) Objects.requireNonNull(actual)).doubleValue())
                        .isCloseTo(number.doubleValue(), ROUNDING);
            case null, default -> assertThat(actual).isEqualTo(expected);
        }
    }
}
