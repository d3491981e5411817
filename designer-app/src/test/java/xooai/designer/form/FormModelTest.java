package xooai.designer.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import xooai.doc.DocSchema;
import xooai.doc.DocSchema.Field;

final class FormModelTest {
    private static final DocSchema LINE = new DocSchema.ObjectSchema(
            "Line",
            List.of(
                    new Field("item", new DocSchema.MediaSchema("Text"), true),
                    new Field("price", new DocSchema.NumberSchema(Map.of("exclusiveMinimum", 0L)), true),
                    new Field("note", new DocSchema.StringSchema(Map.of("maxLength", 5L)), false)));
    private static final DocSchema LINES = new DocSchema.ListSchema(LINE, Map.of());

    private final FormModel form = new FormModel(LINES, List.of(Map.of("item", Map.of("text", "tea"), "price", 2.5)));

    @Test
    void whatIsWrongIsSaidAtItsPlace() {
        form.set(List.of(0, "price"), -1.0);
        form.set(List.of(0, "note"), "too long");
        assertThat(form.problem(List.of(0, "price"))).isEqualTo("must be more than 0");
        assertThat(form.problem(List.of(0, "note"))).isEqualTo("may have at most 5 characters");
        assertThat(form.firstProblem()).isEqualTo("[0].price must be more than 0");
        assertThat(form.isValid()).isFalse();
    }

    @Test
    void aFieldThatIsNeededAndMissingIsSaid() {
        form.addElement(List.of(), Map.of());
        assertThat(form.problem(List.of(1, "item"))).isEqualTo("is needed");
    }

    @Test
    void whatCannotBeReadLeavesTheValueAsItWas() {
        form.refuse(List.of(0, "price"), "is a number");
        assertThat(form.get(List.of(0, "price"))).isEqualTo(2.5);
        assertThat(form.isValid()).isFalse();
        form.set(List.of(0, "price"), 3.0);
        assertThat(form.isValid()).isTrue();
    }

    @Test
    void theJsonAndTheFormAreTwoViewsOfOneValue() {
        String text = form.text();
        assertThat(form.setText(text.replace("2.5", "7.5"))).isNull();
        assertThat(form.get(List.of(0, "price"))).isEqualTo(7.5);
        form.set(List.of(0, "item", "text"), "coffee");
        assertThat(form.text()).contains("coffee").contains("7.5");
    }

    @Test
    void brokenJsonLeavesTheValueAndSaysWhereItIsBroken() {
        assertThat(form.setText("[{]")).contains("line 1");
        assertThat(form.get(List.of(0, "price"))).isEqualTo(2.5);
    }

    @Test
    void textFromTheEnvironmentIsTakenForWhatItWillBecome() {
        form.set(List.of(0, "price"), "${env:PRICE}");
        assertThat(form.isValid()).isTrue();
    }

    @Test
    void anEmptyFieldIsTakenAway() {
        form.set(List.of(0, "note"), "x");
        form.set(List.of(0, "note"), null);
        assertThat(form.text()).doesNotContain("note");
    }

    @Test
    void aStartHoldsAllThatIsNeeded() {
        assertThat(FormModel.start(LINE)).isEqualTo(Map.of("item", Map.of("text", ""), "price", 0.0));
    }

    @Test
    void anyJsonAtAllIsCheckedWithoutFailing() {
        for (String json : List.of("null", "1", "\"x\"", "[[]]", "{\"a\":{\"b\":[null]}}", "[null]", "[1e308]")) {
            form.setText(json);
            assertThat(form.isValid()).isFalse();
        }
    }
}
