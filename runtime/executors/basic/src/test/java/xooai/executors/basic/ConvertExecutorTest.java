package xooai.executors.basic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import xooai.codec.Docs;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocSchema;
import xooai.doc.Image;
import xooai.doc.Text;
import xooai.doc.UntypedDoc;
import xooai.doc.XooaiException;
import xooai.driver.Description;
import xooai.executor.Executors;

/// What the converter makes of docs, and what it says of itself.
class ConvertExecutorTest {
    record Note(Text headline, int score, @Nullable Image picture) implements Doc {}

    record Bill(
            @Nullable Text title,
            @Nullable Double price,
            @Nullable Line best) implements Doc {}

    record Line(@Nullable String item) {}

    private static ConvertField field(
            @Nullable String to, @Nullable String from, @Nullable String set, @Nullable ConvertTo as) {
        return new ConvertField(to, from, set, as);
    }

    private static Doc convert(Doc doc, ConvertConfig config) {
        return new ConvertExecutor(config)
                .<Doc>post("convert", DocArray.of(doc))
                .get(0);
    }

    private static ConvertConfig config(String type, ConvertField... fields) {
        return new ConvertConfig(type, Arrays.asList(fields), null);
    }

    @Test
    void fieldsAreRenamedMovedSetAndLeftOut() {
        Doc made = convert(
                new Note(Text.of("Aa"), 3, null),
                config(
                        "Bill",
                        field("title", "headline", null, null),
                        field("price", "score", null, ConvertTo.NUMBER),
                        field("best.item", null, "pen", ConvertTo.STRING)));

        assertThat(Docs.typed(DocArray.of(made), Bill.class).get(0))
                .isEqualTo(new Bill(Text.of("Aa"), 3.0, new Line("pen")));
    }

    @Test
    void aFieldBecomesATextAndATextAField() {
        assertThat(convert(new Note(Text.of("Aa"), 3, null), config("Text", field(null, "score", null, null))))
                .isEqualTo(Text.of("3"));
        Doc bill = convert(Text.of("4.5"), config("Bill", field("price", "", null, ConvertTo.NUMBER)));
        assertThat(Docs.typed(DocArray.of(bill), Bill.class).get(0)).isEqualTo(new Bill(null, 4.5, null));
    }

    @Test
    void anImageOfADocIsTakenOut() {
        Image picture = Image.of(new byte[] {1, 2}, "image/png");
        assertThat(convert(new Note(Text.of(""), 1, picture), config("Image", field(null, "picture", null, null))))
                .isEqualTo(picture);
    }

    @Test
    void whatNoLineNamesStaysOnlyWhereItIsSaid() {
        Note note = new Note(Text.of("Aa"), 3, null);
        ConvertField title = field("title", "headline", null, null);
        assertThat(((UntypedDoc) convert(note, new ConvertConfig("Bill", List.of(title), true))).fields())
                .containsOnlyKeys("headline", "score", "title");
        assertThat(((UntypedDoc) convert(note, config("Bill", title))).fields()).containsOnlyKeys("title");
    }

    @ParameterizedTest
    @CsvSource({
        "STRING, 12, 12",
        "INTEGER, ' 12.5 ', 13",
        "NUMBER, 1e3, 1000.0",
        "BOOLEAN, Yes, true",
        "TIME, 2026-01-31T12:00:00+02:00, 2026-01-31T10:00:00Z",
        "TEXT, a, {text=a}",
        "IMAGE, a.png, {ref=a.png}",
        "LIST, a, [a]",
        "FIRST, a, a"
    })
    void aStringBecomesWhatIsWanted(ConvertTo as, String from, String made) {
        UntypedDoc doc = (UntypedDoc) convert(Text.of(from), config("D", field("x", "text", null, as)));
        assertThat(String.valueOf(doc.fields().get("x"))).isEqualTo(made);
    }

    @Test
    void whatCannotBeMadeIsSaidOfItsDocAlone() {
        ConvertConfig config = config("Bill", field("price", "text", null, ConvertTo.NUMBER));
        DocArray<Doc> made = new ConvertExecutor(config).post("convert", DocArray.of(Text.of("1"), Text.of("one")));

        assertThat(made.errors()).hasSize(1);
        assertThat(made.errors().getFirst().message())
                .isEqualTo("Tried to make `price` of `text`: `one` cannot be made a number: it is no number");
    }

    @Test
    void theConfigurationSaysWhatComesOut() {
        Map<String, Object> config =
                Map.of("type", "Bill", "fields", List.of(Map.of("to", "best.item", "set", "pen", "as", "STRING")));
        Description described =
                Executors.describe(getClass().getClassLoader(), ConvertExecutor.class.getName(), config);

        assertThat(described.endpoints().getFirst().output())
                .isEqualTo(new DocSchema.ObjectSchema(
                        "Bill",
                        List.of(new DocSchema.Field(
                                "best",
                                new DocSchema.ObjectSchema(
                                        "best",
                                        List.of(new DocSchema.Field(
                                                "item", new DocSchema.StringSchema(Map.of()), true))),
                                true))));
        assertThat(new ConvertExecutor(config("Text"))
                        .describe()
                        .endpoints()
                        .getFirst()
                        .output())
                .isEqualTo(new DocSchema.MediaSchema("Text"));
    }

    @Test
    void aConfigurationThatMakesNoSenseSaysWhy() {
        assertThatThrownBy(() -> Executors.create(
                        ConvertExecutor.class, Map.of("type", "Bill", "fields", List.of(Map.of("from", "a")))))
                .isInstanceOf(XooaiException.class)
                .hasMessageContaining("say `to`");
        assertThatThrownBy(() -> Executors.create(ConvertExecutor.class, Map.of()))
                .isInstanceOf(XooaiException.class)
                .hasMessageContaining("`type` must not be blank");
    }
}
