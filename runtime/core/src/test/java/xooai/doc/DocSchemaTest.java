package xooai.doc;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.doc.Fit.Refused;

/// The schema of a doc type: what it says, how it is printed and read, and what fits where.
class DocSchemaTest {
    enum Status {
        OPEN,
        PAID
    }

    record Line(@Nullable Text item, @Positive double price) {}

    record Invoice(
            @NotNull Text title,
            @Nullable Image scan,
            @Nullable List<Line> lines) implements Doc {}

    record Receipt(@NotNull Text title, List<Line> lines, Status status) implements Doc {}

    record Total(int sum) implements Doc {}

    record Score(double sum) implements Doc {}

    record Tree(String name, List<Tree> children) implements Doc {}

    record Pair(Tree left, @NotNull Tree right, Map<String, Tree> more) implements Doc {}

    record Odd(@Nullable Even even) implements Doc {}

    record Even(@Nullable List<Odd> odds) {}

    record Full(
            @NotBlank @Size(max = 9) String name,
            @Pattern(regexp = "[a-z]+") @Nullable String code,
            @Max(7) int count,
            @DecimalMin("0.25") double ratio,
            double free,
            @Size(min = 1) List<@Size(max = 2) String> tags,
            @Size(max = 3) Map<String, @Max(4) Long> counts,
            Instant at,
            Status status,
            Content content,
            Tensor tensor,
            boolean flag,
            Video video,
            @NotNull Line line,
            List<List<Map<String, Audio>>> deep)
            implements Doc {}

    private static DocSchema throughJson(DocSchema schema) {
        byte[] json = Codec.JSON.writeValue(schema.toJsonSchema());
        Object read = Objects.requireNonNull(Codec.JSON.readValue(json, Limits.DEFAULT));
        @SuppressWarnings("unchecked")
        Map<String, Object> printed = (Map<String, Object>) read;
        return DocSchema.fromJsonSchema(printed);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Full.class,
                Invoice.class,
                Receipt.class,
                Total.class,
                Tree.class,
                Pair.class,
                Odd.class,
                Text.class,
                Image.class,
                Doc.class
            })
    void itIsReadAsItWasPrinted(Class<?> type) {
        assertThat(throughJson(DocSchema.of(type))).isEqualTo(DocSchema.of(type));
    }

    @Test
    void constraintsAreItsKeywords() {
        DocSchema.ObjectSchema schema = (DocSchema.ObjectSchema) DocSchema.of(Full.class);

        assertThat(schema.fields().get(0))
                .isEqualTo(new DocSchema.Field(
                        "name", new DocSchema.StringSchema(Map.of("pattern", "\\S", "maxLength", 9L)), true));
        assertThat(schema.fields().get(3).schema()).isEqualTo(new DocSchema.NumberSchema(Map.of("minimum", 0.25)));
        assertThat(schema.fields().get(5).schema())
                .isEqualTo(new DocSchema.ListSchema(
                        new DocSchema.StringSchema(Map.of("maxLength", 2L)), Map.of("minItems", 1L)));
        assertThat(schema.fields().get(6).schema())
                .isEqualTo(new DocSchema.MapSchema(
                        new DocSchema.IntegerSchema(Map.of("maximum", 4L)), Map.of("maxProperties", 3L)));
    }

    @Test
    void aTypeThatHoldsItselfIsSaidOnce() {
        assertThat(DocSchema.of(Tree.class))
                .isEqualTo(new DocSchema.ObjectSchema(
                        "Tree",
                        List.of(
                                new DocSchema.Field("name", new DocSchema.StringSchema(Map.of()), false),
                                new DocSchema.Field(
                                        "children",
                                        new DocSchema.ListSchema(new DocSchema.RefSchema("Tree"), Map.of()),
                                        false))));
        assertThat(DocSchema.of(Tree.class).toJsonSchema())
                .containsEntry("$ref", "#/$defs/Tree")
                .containsKey("$defs");
    }

    @Test
    void typesHaveNamesThatPeopleRead() {
        assertThat(((DocSchema.ObjectSchema) DocSchema.of(Full.class)).fields())
                .extracting(field -> field.schema().typeName())
                .containsExactly(
                        "string",
                        "string",
                        "integer",
                        "number",
                        "number",
                        "List<string>",
                        "Map<integer>",
                        "time",
                        "OPEN | PAID",
                        "Content",
                        "Tensor",
                        "boolean",
                        "Video",
                        "Line",
                        "List<List<Map<Audio>>>");
    }

    @Test
    void aSchemaFitsItselfAndAnyDoc() {
        assertThat(fit(Invoice.class, Invoice.class)).isEqualTo(new Fit.Exact());
        assertThat(fit(Invoice.class, Doc.class).isOk()).isTrue();
        assertThat(fit(Doc.class, Invoice.class).isOk()).isTrue();
        assertThat(fit(Text.class, Text.class).isOk()).isTrue();
        assertThat(fit(Tree.class, Tree.class).isOk()).isTrue();
    }

    @Test
    void everyReasonAgainstAFitIsSaid() {
        assertThat(reasons(Text.class, Invoice.class)).containsExactly("takes Invoice, and is given Text");
        assertThat(reasons(Total.class, Invoice.class))
                .containsExactly(
                        "takes Invoice, and is given Total", "needs `title` (Text), which Total does not have");
        assertThat(reasons(Score.class, Total.class))
                .containsExactly("takes Total, and is given Score", "needs `sum` to be integer, and is given number");
        assertThat(reasons(Image.class, Text.class)).containsExactly("takes Text, and is given Image");
    }

    @Test
    void partsAreComparedAllTheWayDown() {
        DocSchema taken = object("A", "lines", new DocSchema.ListSchema(object("Line", "price", integer()), Map.of()));
        DocSchema given = object("A", "lines", new DocSchema.ListSchema(object("Line", "price", number()), Map.of()));
        DocSchema bare = object("A", "lines", new DocSchema.ListSchema(object("Line", "other", number()), Map.of()));

        assertThat(reasons(given, taken)).containsExactly("needs `lines[].price` to be integer, and is given number");
        assertThat(taken.fits(given))
                .isEqualTo(new Fit.Convertible(List.of("`lines[].price`: integer → number"), List.of()));
        assertThat(reasons(bare, taken)).containsExactly("needs `lines[].price` (integer), which Line does not have");
    }

    @Test
    void anEnumFitsWhereAllItsNamesAreTaken() {
        DocSchema two = new DocSchema.EnumSchema(List.of("A", "B"));
        DocSchema three = new DocSchema.EnumSchema(List.of("B", "A", "C"));

        assertThat(two.fits(three).isOk()).isTrue();
        assertThat(reasons(three, two)).containsExactly("takes A | B, and is given B | A | C");
    }

    @Test
    void whatOnlyEachValueCanShowIsSaidAndDoesNotHinder() {
        assertThat(fit(Doc.class, Text.class).checked())
                .extracting(FieldFit::check)
                .containsExactly("each doc has to be Text, and Doc is given");
        assertThat(number("minimum", 0L).fits(number("minimum", 1L)).checked())
                .extracting(FieldFit::check)
                .containsExactly("each doc has to be number (minimum 1), and number (minimum 0) is given");
        assertThat(number("minimum", 1L).fits(number("minimum", 0L))).isEqualTo(new Fit.Exact());
        assertThat(number("maximum", 1L).fits(number("minimum", 2L)).isOk()).isFalse();
    }

    @Test
    void aShapeThatIsTakenApartIsSaidAndDoesNotHinder() {
        DocSchema text = DocSchema.of(Text.class);
        PortType one = new PortType(text, PortType.Shape.ONE);
        PortType stream = new PortType(text, PortType.Shape.STREAM);

        assertThat(one.fits(PortType.arrayOf(text)))
                .isEqualTo(new Fit.Convertible(List.of("Text → DocArray<Text>"), List.of()));
        assertThat(stream.fits(one)).isEqualTo(new Fit.Convertible(List.of("stream of Text → Text"), List.of()));
        assertThat(one.fits(PortType.any()))
                .isEqualTo(new Fit.Convertible(List.of("Text → DocArray<Text>"), List.of()));
        assertThat(one.fits(PortType.arrayOf(DocSchema.of(Image.class))).isOk()).isFalse();
    }

    private static DocSchema number(String keyword, long value) {
        return new DocSchema.NumberSchema(Map.of(keyword, value));
    }

    private static DocSchema object(String name, String field, DocSchema schema) {
        return new DocSchema.ObjectSchema(name, List.of(new DocSchema.Field(field, schema, true)));
    }

    private static DocSchema integer() {
        return new DocSchema.IntegerSchema(Map.of());
    }

    private static DocSchema number() {
        return new DocSchema.NumberSchema(Map.of());
    }

    private static Fit fit(Class<?> given, Class<?> taken) {
        return DocSchema.of(given).fits(DocSchema.of(taken));
    }

    private static List<String> reasons(Class<?> given, Class<?> taken) {
        return reasons(DocSchema.of(given), DocSchema.of(taken));
    }

    private static List<String> reasons(DocSchema given, DocSchema taken) {
        return ((Refused) given.fits(taken)).reasons();
    }
}
