package xooai.doc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Content is what it holds, in whatever form, and is fetched when it is asked for.
class ContentTest {
    /// Opens every ref as those bytes, and counts how often.
    private static final class Counting implements ContentSource {
        final AtomicInteger opened = new AtomicInteger();
        private final byte[] bytes;

        Counting(String text) {
            this.bytes = text.getBytes(UTF_8);
        }

        @Override
        public InputStream open(String ref) {
            opened.incrementAndGet();
            return new ByteArrayInputStream(bytes);
        }
    }

    @Example
    void aRefIsReadOnlyWhenAskedFor() {
        Counting source = new Counting("hello");
        Text text = new Text(Content.at("somewhere").from(source));

        assertThat(text).isEqualTo(Text.at("somewhere")).isNotEqualTo(Text.of("hello"));
        assertThat(text.toString()).contains("somewhere");
        assertThat(text.hashCode()).isEqualTo(Text.at("somewhere").hashCode());
        assertThat(text.content().size()).isEqualTo(-1);
        assertThat(source.opened).hasValue(0);

        assertThat(text.text()).isEqualTo("hello");
        assertThat(text.text()).isEqualTo("hello");
        assertThat(source.opened).hasValue(1);
    }

    @Property(tries = 200)
    void sameBytesAreTheSameContentWhateverTheirForm(@ForAll String any) {
        String text = new String(any.getBytes(UTF_8), UTF_8);
        Content inline = Content.ofText(text);
        Content bytes = Content.ofBytes(text.getBytes(UTF_8), "text/plain");
        Content ref = Content.at("anywhere", Content.sign(text.getBytes(UTF_8)), -1, null);

        assertThat(inline)
                .isEqualTo(bytes)
                .isEqualTo(ref)
                .hasSameHashCodeAs(bytes)
                .hasSameHashCodeAs(ref);
        assertThat(bytes).isEqualTo(ref).isEqualTo(inline);
        assertThat(ref).isEqualTo(inline).isEqualTo(bytes);
        assertThat(inline).isNotEqualTo(Content.ofText(text + "!")).isNotEqualTo(Content.at("anywhere"));
        assertThat(inline.size()).isEqualTo(bytes.size());
        assertThat(bytes.text()).isEqualTo(text);
    }

    @Example
    void whatItIsFetchedFromIsNoPartOfIt() {
        assertThat(Content.at("a").from(new Counting("x")))
                .isEqualTo(Content.at("a").from(new Counting("y")));
        assertThat(Content.at("a")).isNotEqualTo(Content.at("b"));
    }

    @Example
    void aSignatureIsCheckedWhereTheBytesEnd() throws IOException {
        Content signed = Content.at("x?key=secret", Content.sign("right".getBytes(UTF_8)), -1, null);

        assertThat(signed.from(new Counting("right")).bytes()).asString(UTF_8).isEqualTo("right");
        Content wrong = signed.from(new Counting("wrong"));
        assertThatThrownBy(wrong::bytes)
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.DATA_LOSS))
                .hasMessageContaining("Tried to read x?…: its signature is sha256:")
                .hasMessageNotContaining("secret");
        try (InputStream in = wrong.open()) {
            for (int i = 0; i < 5; i++) {
                assertThat(in.read()).isNotNegative();
            }
            assertThatThrownBy(in::read).isInstanceOf(XooaiException.class);
        }
    }

    @Example
    void aRefThatCannotBeReadNamesItWithoutItsQuery() {
        Content gone = Content.at("http://a.b/c?key=secret").from(ref -> {
            throw new IOException("connection refused");
        });

        assertThatThrownBy(gone::bytes)
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
                .hasMessage("Tried to read http://a.b/c?…: connection refused");
        assertThat(gone.toString()).isEqualTo("http://a.b/c?…");
    }

    @Example
    void bytesThatAreNotUtf8AreNoText() {
        Content bytes = Content.ofBytes(new byte[] {(byte) 0xc0, (byte) 0xaf}, null);

        assertThatThrownBy(bytes::text)
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT))
                .hasMessageContaining("it is not UTF-8");
    }

    @Example
    void nobodyChangesItsBytes() {
        byte[] given = {1, 2};
        Content content = Content.ofBytes(given, null);
        given[0] = 9;
        content.bytes()[1] = 9;

        assertThat(content.bytes()).containsExactly(1, 2);
        assertThat(content.inlineBuffer().isReadOnly()).isTrue();
    }

    @Example
    void aTextIsShownShort() {
        assertThat(Content.ofText("hi").toString()).isEqualTo("\"hi\"");
        assertThat(Content.ofText("x".repeat(500)).toString()).hasSizeLessThan(100);
        assertThat(Content.ofBytes(new byte[3], "image/png").toString()).isEqualTo("image/png 3 bytes");
        assertThat(Content.at("data:," + "x".repeat(5_000)).toString()).hasSizeLessThan(300);
    }
}
