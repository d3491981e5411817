package xooai.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Image;
import xooai.doc.Text;

/// What a class does not know is kept and passed on.
class UnknownFieldsTest {
    record Line(String item, @Nullable Line next) {}

    record Bill(
            @Nullable Text title,
            @Nullable Line first,
            @Nullable List<Line> lines,
            @Nullable Map<String, Line> byName) implements Doc {
        Bill withFirst(Line line) {
            return new Bill(title, line, lines, byName);
        }

        Bill withLines(List<Line> newLines) {
            return new Bill(title, first, newLines, byName);
        }
    }

    private static final String BILL = """
        [{"id":"a","type":"Bill",\
        "title":{"text":"t","lang":"en"},\
        "first":{"item":"p","next":{"item":"q","deep":[1,{"k":null}]},"price":2.5},\
        "lines":[{"item":"r","n":1},{"item":"s","n":2},{"item":"t"}],\
        "byName":{"u":{"item":"v","w":true}},\
        "currency":"EUR","tax":{"rate":0.2}}]\
        """;

    private static DocArray<Bill> bill(Codec codec) {
        byte[] bytes = BILL.getBytes(UTF_8);
        Object value = Codec.JSON.readValue(bytes, Limits.DEFAULT);
        return codec.readDocs(codec.writeValue(value), Bill.class, Limits.DEFAULT)
                .cast();
    }

    private static String json(DocArray<? extends Doc> docs) {
        return new String(Codec.JSON.writeDocs(docs), UTF_8);
    }

    static List<Codec> codecs() {
        return Codec.all();
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void theyAreWrittenAgainAtEveryLevel(Codec codec) {
        assertThat(json(bill(codec))).isEqualTo(BILL);
        assertThat(json(codec.readDocs(codec.writeDocs(bill(codec)), Bill.class, Limits.DEFAULT)
                        .cast()))
                .isEqualTo(BILL);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void thoseOfTheDocStayWhateverHappensToIt(Codec codec) {
        DocArray<Bill> changed = bill(codec).map(bill -> new Bill(null, null, null, null));

        assertThat(json(changed))
                .isEqualTo("[{\"id\":\"a\",\"type\":\"Bill\",\"currency\":\"EUR\",\"tax\":{\"rate\":0.2}}]");
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void thoseOfANestedValueGoWhenItChanges(Codec codec) {
        DocArray<Bill> changed = bill(codec).map(bill -> bill.withFirst(new Line("other", null)));

        assertThat(json(changed)).contains("\"first\":{\"item\":\"other\"}").contains("\"lang\":\"en\"", "\"n\":2");
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void thoseOfAnUnchangedValueStayWhenWhatHoldsItChanges(Codec codec) {
        DocArray<Bill> changed = bill(codec).map(bill -> {
            Line first = java.util.Objects.requireNonNull(bill.first());
            return bill.withFirst(new Line("other", first.next()));
        });

        assertThat(json(changed))
                .contains("\"first\":{\"item\":\"other\",\"next\":{\"item\":\"q\",\"deep\":[1,{\"k\":null}]}}");
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void thoseOfAListElementMoveWithIt(Codec codec) {
        DocArray<Bill> changed = bill(codec).map(bill -> {
            List<Line> lines = new ArrayList<>(java.util.Objects.requireNonNull(bill.lines()));
            lines.removeFirst();
            lines.add(new Line("new", null));
            return bill.withLines(lines);
        });

        assertThat(json(changed)).contains("\"lines\":[{\"item\":\"s\",\"n\":2},{\"item\":\"t\"},{\"item\":\"new\"}]");
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void aFieldThatTheNewTypeKnowsIsItsOwn(Codec codec) {
        record Priced(String currency, int tax) implements Doc {}
        DocArray<Priced> changed = bill(codec).map(bill -> new Priced("USD", 7));

        assertThat(json(changed)).isEqualTo("[{\"id\":\"a\",\"type\":\"Priced\",\"currency\":\"USD\",\"tax\":7}]");
        assertThat(Codec.MSGPACK.readValue(Codec.MSGPACK.writeDocs(changed), Limits.DEFAULT))
                .isEqualTo(Codec.JSON.readValue(Codec.JSON.writeDocs(changed), Limits.DEFAULT));
    }

    @Test
    void aPictureKeepsATextThatItDoesNotKnowUntilItIsAText() {
        DocArray<Image> images = Codec.JSON
                .readDocs("[{\"ref\":\"a.png\",\"text\":\"caption\"}]".getBytes(UTF_8), Image.class, Limits.DEFAULT)
                .cast();

        assertThat(json(images.map(image -> Image.at("b.png"))))
                .isEqualTo("[{\"type\":\"Image\",\"ref\":\"b.png\",\"text\":\"caption\"}]");
        assertThat(json(images.map(image -> Text.of("read")))).isEqualTo("[{\"type\":\"Text\",\"text\":\"read\"}]");
    }

    @Test
    void theyAreAmongTheOthersWhenADocLosesItsClass() {
        DocArray<Bill> bills = bill(Codec.JSON);

        assertThat(Docs.untyped(bills.slot(0)).fields()).containsEntry("currency", "EUR");
        assertThat(json(DocArray.of(Docs.untyped(bills.slot(0))))).isEqualTo(BILL.replace("\"id\":\"a\",", ""));
    }

    @Test
    void thoseOfContentStayWhenOnlyItsFormChanges() {
        record Page(Content content) implements Doc {}
        DocArray<Page> pages = Codec.JSON
                .readDocs(
                        "[{\"content\":{\"text\":\"ab\",\"lang\":\"en\"}}]".getBytes(UTF_8), Page.class, Limits.DEFAULT)
                .cast();

        DocArray<Page> inBytes = pages.map(page -> new Page(Content.ofBytes("ab".getBytes(UTF_8), null)));

        assertThat(json(inBytes)).contains("\"bytes\":\"YWI=\",\"lang\":\"en\"");
    }
}
