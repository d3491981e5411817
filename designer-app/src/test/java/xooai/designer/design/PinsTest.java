package xooai.designer.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.Image;
import xooai.doc.Slot;
import xooai.doc.Text;

final class PinsTest {
    private static final List<?> ONE = List.of(Map.of("type", "Text", "text", "a"));

    @Test
    void aPinIsOneStepThatIsUndoneAndRedone() {
        DesignModel model = new DesignModel(Samples.diamond());

        assertThat(model.apply(new Edit.SetPin("b", ONE))).isNull();
        assertThat(model.history().undoTitle()).isEqualTo("Pin b");
        assertThat(pin(model)).isEqualTo(ONE);
        assertThat(model.dirty()).isTrue();
        model.undo();
        assertThat(pin(model)).isNull();
        model.redo();
        model.apply(new Edit.SetPin("b", null));
        assertThat(model.history().undoTitle()).isEqualTo("Unpin b");
        assertThat(model.design()).isEqualTo(Samples.diamond());
    }

    private static @Nullable Object pin(DesignModel model) {
        return Objects.requireNonNull(model.design().node("b")).pin();
    }

    @Test
    void aRenamedNodeKeepsItsPinAndSoDoesACopy() {
        DesignModel model = new DesignModel(Samples.diamond());
        model.apply(new Edit.SetPin("b", ONE));
        model.apply(new Edit.RenameNode("b", "z"));

        assertThat(Objects.requireNonNull(model.design().node("z")).pin()).isEqualTo(ONE);
        Fragment copied = Clips.read(Clips.write(Fragment.of(model.design(), java.util.Set.of("z"))));
        assertThat(copied.nodes().getFirst().pin()).isEqualTo(ONE);
    }

    @Test
    void whatANodeGaveIsPinnedAsItStandsInAFile() {
        List<?> docs =
                Pins.of("e", DocArray.ofSlots(List.of(Slot.of(Text.of("a")).withId("7"))));

        assertThat(docs).isEqualTo(List.of(Map.of("id", "7", "type", "Text", "text", "a")));
    }

    @Test
    void docsInErrorAreNotPinned() {
        DocArray<Text> docs = DocArray.ofSlots(
                List.of(Slot.of(Text.of("a")), Slot.failed("1", CallError.of(Code.UNAVAILABLE, "not now"))));

        assertThatThrownBy(() -> Pins.of("e", docs))
                .hasMessage("e cannot be pinned, because 1 of its 2 docs are in error: mend that, run it, and pin what"
                        + " it gives then");
    }

    @Test
    void whatIsTooLargeForAFileIsNotPinnedAndSaysWhy() {
        assertThatThrownBy(() -> Pins.of("e", DocArray.of(Image.of(new byte[2 << 20], "image/png"))))
                .hasMessageContaining("e cannot be pinned: its docs take 2.0 MiB")
                .hasMessageContaining("into a store");
        List<Text> many = new ArrayList<>();
        for (int i = 0; i <= Pins.MOST_DOCS; i++) {
            many.add(Text.of("a"));
        }
        assertThatThrownBy(() -> Pins.of("e", DocArray.of(many))).hasMessageContaining("1001 docs");

        Refusal refusal = new Edit.SetPin("a", List.of(Map.of("text", "x".repeat(2 << 20)))).refusal(Samples.diamond());
        assertThat(refusal).isNotNull();
        assertThat(new Edit.SetPin("nobody", ONE).refusal(Samples.diamond()))
                .isEqualTo(new Refusal("there is no node nobody"));
    }
}
