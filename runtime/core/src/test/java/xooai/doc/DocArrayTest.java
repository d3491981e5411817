package xooai.doc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// An array of docs keeps each in its slot.
class DocArrayTest {
    private static final CallError LOST = CallError.of(Code.DATA_LOSS, "lost");

    private static Slot<Text> slot(String id, String text) {
        return new Slot<>(id, Text.of(text), null, new Extras(null, Map.of("of", id), Map.of()));
    }

    /// `b`, then an error, then `a`, with ids 0 to 2 and unknown fields.
    private static DocArray<Text> docs() {
        return DocArray.ofSlots(List.of(slot("0", "b"), Slot.failed("1", LOST), slot("2", "a")));
    }

    private static DocArray<Text> good() {
        return docs().ok();
    }

    private static List<String> ids(DocArray<?> docs) {
        return docs.slots().stream().map(slot -> String.valueOf(slot.id())).toList();
    }

    private static void assertThatExtrasAreCarried(DocArray<?> docs) {
        docs.slots().stream()
                .filter(Slot::isOk)
                .forEach(slot -> assertThat(slot.extras().fields()).isEqualTo(Map.of("of", slot.id())));
    }

    @Test
    void mapCarriesSlotsAndLeavesErrorsWhereTheyAre() {
        DocArray<Text> mapped = docs().map(doc -> doc.withText(doc.text().toUpperCase(Locale.ROOT)));

        assertThat(ids(mapped)).containsExactly("0", "1", "2");
        assertThat(mapped.get(0)).isEqualTo(Text.of("B"));
        assertThat(mapped.slot(1).error()).isEqualTo(LOST.ofDoc("1"));
        assertThatExtrasAreCarried(mapped);
    }

    @Test
    void filterCarriesSlotsAndKeepsErrors() {
        DocArray<Text> filtered = docs().filter(doc -> doc.text().equals("a"));

        assertThat(ids(filtered)).containsExactly("1", "2");
        assertThatExtrasAreCarried(filtered);
    }

    @Test
    void sortedCarriesSlotsAndPutsErrorsLast() {
        DocArray<Text> sorted = docs().sorted(Comparator.comparing(Text::text));

        assertThat(ids(sorted)).containsExactly("2", "0", "1");
        assertThatExtrasAreCarried(sorted);
    }

    @Test
    void replaceAllCarriesSlots() {
        DocArray<Image> replaced = good().replaceAll(List.of(Image.at("x.png"), Image.at("y.png")));

        assertThat(ids(replaced)).containsExactly("0", "2");
        assertThat(replaced.get(1)).isEqualTo(Image.at("y.png"));
        assertThatExtrasAreCarried(replaced);
    }

    @Test
    void replaceAllNeedsAsManyDocsAsThereAre() {
        assertThatThrownBy(() -> good().replaceAll(List.of(Text.of("only one"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are 2 docs to replace and 1 to replace them by");
    }

    @Test
    void replaceAllRefusesASlotInError() {
        assertThatThrownBy(() -> docs().replaceAll(List.of(Text.of("x"), Text.of("y"), Text.of("z"))))
                .isInstanceOf(XooaiException.class)
                .hasMessage("lost");
    }

    @Test
    void idsAreUnique() {
        assertThatThrownBy(() -> DocArray.ofSlots(List.of(slot("a", "x"), slot("a", "y"))))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT))
                .hasMessage("two docs have the id `a`; ids are unique");
        assertThat(DocArray.of(Text.of("x"), Text.of("x"))).hasSize(2);
    }

    @Test
    void aSlotInErrorThrowsItsErrorWhenItsDocIsAskedFor() {
        assertThat(docs().hasErrors()).isTrue();
        assertThat(docs().errors()).containsExactly(LOST.ofDoc("1"));
        assertThatThrownBy(() -> docs().get(1))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.error()).isEqualTo(LOST.ofDoc("1")));
    }

    @Test
    void aSlotHoldsADocOrAnErrorAndNotBoth() {
        assertThatThrownBy(() -> new Slot<>("a", Text.of("x"), LOST, Extras.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Slot<Text>("a", null, null, Extras.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anArrayCannotBeChanged() {
        DocArray<Text> docs = good();

        assertThatThrownBy(() -> docs.add(Text.of("x"))).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> docs.slots().removeFirst()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anArrayEqualsAListOfItsDocsAndAnArrayOfItsSlots() {
        assertThat(DocArray.of(Text.of("x"))).isEqualTo(List.of(Text.of("x")));
        assertThat(DocArray.of(Text.of("x"))).hasSameHashCodeAs(List.of(Text.of("x")));
        assertThat(docs()).isEqualTo(docs()).hasSameHashCodeAs(docs());
        assertThat(good()).isNotEqualTo(DocArray.of(Text.of("b"), Text.of("a")));
    }

    @Test
    void severalErrorsAreTheFirstWithTheOthersBehindIt() {
        CallError second = CallError.of(Code.INTERNAL, "second");

        assertThat(CallError.combined(List.of())).isNull();
        assertThat(CallError.combined(List.of(LOST, LOST))).isEqualTo(LOST);
        assertThat(CallError.combined(List.of(LOST, second))).isEqualTo(LOST.causedBy(List.of(second)));
    }

    @Test
    void anErrorKeepsTheFirstPlaceItIsSaidOf() {
        CallError said = LOST.atNode("e1").atNode("e2").atEndpoint("echo").atEndpoint("other");

        assertThat(said.node()).isEqualTo("e1");
        assertThat(said.endpoint()).isEqualTo("echo");
    }
}
