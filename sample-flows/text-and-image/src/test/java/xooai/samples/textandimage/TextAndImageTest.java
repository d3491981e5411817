package xooai.samples.textandimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.Image;
import xooai.doc.Text;
import xooai.export.SampleFlow;
import xooai.flow.ConflictPolicy;
import xooai.flow.FlowSpec;

@NullMarked
class TextAndImageTest {
    private final SampleFlow sample = SampleFlow.of(Path.of("text-and-image.flow.json"), Postcard.class);

    @Test
    void inProcessItGivesTheExpectedOutput() throws IOException {
        assertThat(SampleFlow.values(sample.run("input.json"))).isEqualTo(sample.docsIn("expected.json"));
    }

    @Test
    void programsFindItOnTheClassPath() throws IOException {
        assertThat(SampleFlow.listed(getClass().getClassLoader()))
                .containsExactly(Map.entry("text-and-image", sample.spec()));
    }

    @Test
    void filesByRefGiveTheSameFindings() throws IOException {
        DocArray<Postcard> inline = sample.run("input.json");
        DocArray<Postcard> byRef = sample.run("input-by-ref.json");
        assertThat(byRef.stream().map(TextAndImageTest::findings))
                .containsExactlyElementsOf(
                        inline.stream().map(TextAndImageTest::findings).toList());
        assertThat(byRef.getFirst().picture().content().ref()).isEqualTo("postcards/lake.png");
    }

    private static List<Object> findings(Postcard card) {
        return List.of(
                String.valueOf(card.caption()),
                String.valueOf(card.tags()),
                String.valueOf(card.priority()),
                String.valueOf(card.pile()));
    }

    @Test
    void theBranchThatTheFlowPrefersWritesTheCaption() throws IOException {
        DocArray<Postcard> read = sample.run("input.json");
        assertThat(read.get(1).caption()).isEqualTo("Come at once!");
        DocArray<Postcard> look = sample.run(withPolicy(ConflictPolicy.prefer("look")), "input.json");
        assertThat(look.get(1).caption()).isEqualTo("a mostly red portrait picture");
    }

    @Test
    void withoutAPolicyTheConflictIsAnErrorThatNamesFieldAndWriters() throws IOException {
        DocArray<Postcard> answer = sample.run(withPolicy(ConflictPolicy.ERROR), "input.json");
        assertThat(answer.errors()).hasSize(3);
        assertThat(answer.errors().getFirst().message()).contains("caption", "read", "look");
    }

    private FlowSpec withPolicy(ConflictPolicy policy) {
        return sample.spec()
                .withNodes(sample.spec().nodes().stream()
                        .map(node -> node.name().equals("sort") ? node.withOnConflict(policy) : node)
                        .toList());
    }

    @Test
    void tagsOfBothBranchesAreThereAndTheHighestPriorityCounts() throws IOException {
        DocArray<Postcard> answer = sample.run("input.json");
        assertThat(answer.get(1).tags()).containsExactly("short", "question", "portrait", "red", "bright");
        assertThat(answer.get(1).priority()).isEqualTo(3);
    }

    @Test
    void aPostcardThatBreaksARuleIsInErrorAlone() {
        Image picture = Image.at("postcards/lake.png");
        Sender sender = new Sender("Ada", null);
        Postcard wrong = card(picture, sender, new Stamp("CH", 0));
        Postcard right = card(picture, sender, new Stamp("CH", 100));
        assertThatThrownBy(wrong::validate).hasMessageContaining("stamps[0].cents");
        try (MessageReader reader = new MessageReader()) {
            DocArray<Postcard> answer = reader.post("read", DocArray.of(wrong, right));
            assertThat(answer.slot(1).isOk()).isTrue();
            assertThat(answer.errors())
                    .singleElement()
                    .satisfies(error -> assertThat(error.code()).isEqualTo(Code.INVALID_ARGUMENT));
        }
    }

    private static Postcard card(Image picture, Sender sender, Stamp stamp) {
        return new Postcard(Text.of("Hello"), picture, sender, List.of(stamp), null, null, null, null);
    }
}
