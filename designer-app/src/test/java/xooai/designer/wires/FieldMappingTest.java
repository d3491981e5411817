package xooai.designer.wires;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import xooai.doc.Doc;
import xooai.doc.DocSchema;
import xooai.doc.Image;
import xooai.doc.Text;

/// Where the fields of one type are looked for in another.
class FieldMappingTest {
    record Scan(
            @Nullable Image page,
            @Nullable Text caption,
            int pageNumber,
            @Nullable Instant madeAt) implements Doc {}

    record Page(
            @NotNull Image image,
            @NotNull String caption,
            double page_number,
            @Nullable Instant made,
            @Nullable String owner)
            implements Doc {}

    record Inner(@NotNull String zip, @Nullable String town) {}

    record Flat(
            @NotNull String zip,
            @Nullable String town,
            @Nullable List<String> tags) implements Doc {}

    record Nested(@NotNull Inner address, @Nullable String tags) implements Doc {}

    private static List<String> lines(Class<?> given, Class<?> taken) {
        return FieldMapping.suggest(DocSchema.of(given), DocSchema.of(taken)).lines().stream()
                .map(line -> line + (line.as() == null ? "" : " " + line.as()))
                .toList();
    }

    @Test
    void namesAndTypesDecide() {
        assertThat(lines(Scan.class, Page.class))
                .containsExactly(
                        "image ← page IMAGE",
                        "caption ← caption STRING",
                        "page_number ← pageNumber NUMBER",
                        "made ← madeAt TIME");
    }

    @Test
    void partsAreFilledFromWhatIsFlatAndTheOtherWayRound() {
        assertThat(lines(Flat.class, Nested.class))
                .containsExactly("address.zip ← zip STRING", "address.town ← town STRING", "tags ← tags FIRST");
        assertThat(lines(Nested.class, Flat.class))
                .containsExactly("zip ← address.zip STRING", "town ← address.town STRING", "tags ← tags LIST");
    }

    @Test
    void aMediumIsTakenOutOfADoc() {
        assertThat(lines(Scan.class, Image.class)).containsExactly("the doc ← page");
        assertThat(lines(Scan.class, Text.class)).containsExactly("the doc ← caption");
        assertThat(lines(Text.class, Image.class)).isEmpty();
    }

    @Test
    void whatIsNeededAndNotFoundStaysOpen() {
        FieldMapping mapping = FieldMapping.suggest(DocSchema.of(Text.class), DocSchema.of(Page.class));

        assertThat(mapping.lines()).extracting(FieldMapping.Line::to).containsExactly("caption");
        assertThat(mapping.open()).containsExactly("image", "page_number");
    }

    @Test
    void theConfigurationIsThatOfTheConverter() {
        FieldMapping mapping = FieldMapping.suggest(DocSchema.of(Flat.class), DocSchema.of(Nested.class));

        assertThat(mapping.config())
                .isEqualTo(Map.of(
                        "type",
                        "Nested",
                        "fields",
                        List.of(
                                Map.of("to", "address.zip", "from", "zip", "as", "STRING"),
                                Map.of("to", "address.town", "from", "town", "as", "STRING"),
                                Map.of("to", "tags", "from", "tags", "as", "FIRST"))));
    }
}
