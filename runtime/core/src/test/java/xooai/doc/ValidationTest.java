package xooai.doc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Constraints are checked through the whole of a doc, and the message names every field that breaks one.
class ValidationTest {
    record Line(@NotBlank String item, @Positive double price) {}

    record Invoice(
            @NotNull Text title,
            @Size(min = 1, max = 2) List<@Valid Line> lines,
            @Nullable Line best,
            Map<String, Line> byName,
            List<@Min(3) Integer> counts)
            implements Doc {}

    record Tree(@Size(max = 3) String name, List<Tree> children) implements Doc {}

    record Ranged(
            @DecimalMin("0.5") @Nullable Double least,

            @DecimalMax(value = "2.5", inclusive = false) @Nullable
            Double below)
            implements Doc {}

    record Plain(String anything) implements Doc {}

    private static Invoice good() {
        return new Invoice(Text.of(""), List.of(new Line("a", 1)), null, Map.of(), List.of(3));
    }

    @SuppressWarnings("NullAway") // as a doc that was read may have it
    private static Text nothing() {
        return null;
    }

    @Test
    void aDocThatKeepsItsConstraintsIsValid() {
        assertThatCode(() -> good().validate()).doesNotThrowAnyException();
        assertThatCode(() -> new Plain("").validate()).doesNotThrowAnyException();
        assertThatCode(() -> Text.of("").validate()).doesNotThrowAnyException();
    }

    @Test
    void everyFieldThatBreaksOneIsNamed() {
        Invoice bad = new Invoice(
                nothing(),
                List.of(new Line("a", 1), new Line(" ", 0), new Line("c", 2)),
                new Line("", 1),
                Map.of("x", new Line("y", -1)),
                List.of(3, 2));

        assertThatThrownBy(bad::validate)
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT))
                .hasMessageStartingWith("Invoice is not valid: ")
                .hasMessageContaining("`title` must not be null")
                .hasMessageContaining("`lines` size must be between 1 and 2")
                .hasMessageContaining("`lines[1].item` must not be blank")
                .hasMessageContaining("`lines[1].price` must be greater than 0")
                .hasMessageContaining("`best.item` must not be blank")
                .hasMessageContaining("`byName[x].price` must be greater than 0")
                .hasMessageContaining("`counts[1]` must be greater than or equal to 3");
    }

    @Test
    void aMessageSaysWhetherTheBoundIsAllowed() {
        assertThatThrownBy(() -> new Ranged(0.1, 2.5).validate())
                .hasMessage("Ranged is not valid: `below` must be less than 2.5;"
                        + " `least` must be greater than or equal to 0.5");
    }

    @Test
    void aTypeThatHoldsItselfIsCheckedAllTheWayDown() {
        Tree tree =
                new Tree("abc", List.of(new Tree("b", List.of()), new Tree("c", List.of(new Tree("long", List.of())))));

        assertThatThrownBy(tree::validate)
                .hasMessage("Tree is not valid: `children[1].children[0].name` size must be between 0 and 3");
    }

    @Test
    void messagesAreInEnglishWhereverTheProgramRuns() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThatThrownBy(() -> Validation.check(new Line("", 1))).hasMessageContaining("must not be blank");
        } finally {
            Locale.setDefault(before);
        }
    }
}
