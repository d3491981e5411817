package xooai.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.codec.Codec;
import xooai.codec.Docs;
import xooai.codec.Limits;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.ContentSource;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.doc.XooaiException;

/// A ref is fetched when it is asked for, under the policy of whoever it came from, and within its limits.
class FetchPolicyTest {
    @TempDir
    private Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("a text.txt"), text);
    }

    private static byte[] read(FetchPolicy policy, String ref) throws IOException {
        try (InputStream in = policy.source().open(ref)) {
            return in.readAllBytes();
        }
    }

    private static void assertFails(Code code, String words, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    @Test
    void aRelativeRefIsReadFromTheWorkingDirectory() throws IOException {
        Path relative = Path.of("").toAbsolutePath().relativize(file("Aa").toAbsolutePath());

        assertThat(Text.at(relative.toString()).text()).isEqualTo("Aa");
        assertThat(Text.at(file("Bb").toUri().toString()).text()).isEqualTo("Bb");
        assertThat(Text.at(file("Cc").toString()).text()).isEqualTo("Cc");
    }

    @ParameterizedTest
    @CsvSource({
        "'data:,hello', hello",
        "'data:text/plain;charset=utf-8,a%20b+c', a b+c",
        "'data:;base64,aGVsbG8=', hello",
        "'DATA:text/plain;BASE64,aGVsbG8%3D', hello",
        "'data:,', ''"
    })
    void aDataRefHoldsItsBytes(String ref, String text) {
        assertThat(Text.at(ref).text()).isEqualTo(text);
        assertThat(new Text(Content.at(ref).from(FetchPolicy.NONE.source())).text())
                .isEqualTo(text);
    }

    @Test
    void aDataRefMayHoldAnyBytes() throws IOException {
        assertThat(read(FetchPolicy.OWN, "data:application/octet-stream,%00%ff%C0a"))
                .containsExactly(0, 0xff, 0xc0, 'a');
    }

    @ParameterizedTest
    @ValueSource(strings = {"data:nothing", "data:;base64,*", "data:,%4", "data:,%zz"})
    void aBrokenDataRefSaysSo(String ref) {
        assertFails(Code.UNAVAILABLE, "Tried to read " + ref, () -> Text.at(ref).text());
    }

    @Test
    void whatIsNoFileSaysWhatItIs() {
        assertFails(
                Code.UNAVAILABLE,
                "no such file",
                () -> Text.at(directory.resolve("gone").toString()).text());
        assertFails(
                Code.UNAVAILABLE,
                "is not a file",
                () -> Text.at(directory.toString()).text());
        assertFails(Code.UNAVAILABLE, "it is no path", () -> Text.at("a\u0000b").text());
        assertFails(
                Code.UNAVAILABLE,
                "it is no path",
                () -> Text.at("file://other.host/etc/passwd").text());
        assertFails(
                Code.UNAVAILABLE,
                "it is no path",
                () -> Text.at("file:relative").text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret.txt",
                "/etc/passwd",
                "../../etc/passwd",
                "file:///etc/passwd",
                "FILE:///etc/passwd",
                "C:\\secret",
                "file:/etc/passwd"
            })
    void docsFromElsewhereReadNoFiles(String ref) {
        for (FetchPolicy policy :
                new FetchPolicy[] {FetchPolicy.NONE, FetchPolicy.PUBLIC, FetchPolicy.ofHosts(Set.of("a.b"))}) {
            assertFails(
                    Code.PERMISSION_DENIED,
                    "refused, files are read only for docs that this machine's user wrote",
                    () -> read(policy, ref));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1/", "https://a.b/c?key=secret", "HTTP://a.b", "ftp://a.b", "jar:file:/x!/y"})
    void thePolicyOfServersFetchesNothing(String ref) {
        String scheme = ref.substring(0, ref.indexOf(':')).toLowerCase(java.util.Locale.ROOT);

        assertThatThrownBy(() -> read(FetchPolicy.NONE, ref))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.PERMISSION_DENIED))
                .hasMessageContaining("refused, `" + scheme + ":` is not allowed")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aSchemeWithoutItsDriverSaysSo() {
        assertFails(
                Code.UNAVAILABLE,
                "no driver for `http:` is installed",
                () -> Text.at("http://127.0.0.1:1/x").text());
        assertFails(
                Code.PERMISSION_DENIED,
                "`ftp:` is not allowed",
                () -> Text.at("ftp://a.b/x").text());
    }

    @Test
    void aFetchBringsAtMostItsLimit() throws IOException {
        FetchPolicy five = FetchPolicy.OWN.withMaxBytes(5);

        assertThat(read(five, file("12345").toString())).hasSize(5);
        assertFails(
                Code.RESOURCE_EXHAUSTED,
                "larger than the limit of 5 bytes",
                () -> read(five, file("123456").toString()));
        assertFails(Code.RESOURCE_EXHAUSTED, "larger than the limit of 5 bytes", () -> read(five, "data:,123456"));
        try (InputStream in = five.source().open("data:,123456")) {
            assertThat(in.markSupported()).isFalse();
            assertFails(Code.RESOURCE_EXHAUSTED, "larger than the limit", () -> in.skipNBytes(6));
        }
    }

    @Test
    void aDocKeepsThePolicyItWasReadUnderWhateverThreadOpensIt() throws Exception {
        byte[] json = ("[{\"ref\":\"" + file("secret").toString().replace("\\", "\\\\") + "\"}]").getBytes(UTF_8);
        DocArray<? extends Doc> typed =
                Codec.JSON.readDocs(json, Text.class, Limits.DEFAULT, FetchPolicy.NONE.source());
        DocArray<? extends Doc> untyped =
                Codec.JSON.readDocs(json, Doc.class, Limits.DEFAULT, FetchPolicy.NONE.source());

        for (DocArray<Text> docs : java.util.List.of(typed.<Text>cast(), Docs.typed(untyped, Text.class))) {
            Text doc = docs.map(text -> new Text(text.content())).get(0);
            String refusal = CompletableFuture.supplyAsync(() -> {
                        try {
                            return doc.text();
                        } catch (XooaiException e) {
                            return e.code().name();
                        }
                    })
                    .get();
            assertThat(refusal).isEqualTo("PERMISSION_DENIED");
            assertThat(doc).isEqualTo(Text.at(file("secret").toString()));
        }
    }

    @Test
    void whatTwoPoliciesAllowTogetherIsWhatBothAllow() {
        FetchPolicy listed = FetchPolicy.ofHosts(Set.of("a.example", "b.example"));

        assertThat(FetchPolicy.PUBLIC.and(FetchPolicy.NONE)).isEqualTo(FetchPolicy.NONE);
        assertThat(FetchPolicy.NONE.and(FetchPolicy.OWN)).isEqualTo(FetchPolicy.NONE);
        assertThat(FetchPolicy.OWN.and(FetchPolicy.PUBLIC)).isEqualTo(FetchPolicy.PUBLIC);
        assertThat(listed.and(FetchPolicy.PUBLIC)).isEqualTo(listed);
        assertThat(listed.and(FetchPolicy.ofHosts(Set.of("b.example"))).hosts()).containsExactly("b.example");
        assertThat(listed.and(FetchPolicy.ofHosts(Set.of("c.example"))).schemes())
                .containsExactly("data");
    }

    @Test
    void theRefsOfOneMessageBringNoMoreThanItsTotalTogether() throws IOException {
        String ref = file("x".repeat(60)).toString();
        ContentSource source = FetchPolicy.OWN.withTotals(100, 10).source();
        try (InputStream first = source.open(ref)) {
            assertThat(first.readAllBytes()).hasSize(60);
        }

        assertFails(Code.RESOURCE_EXHAUSTED, "more than the limit of 100 bytes together", () -> {
            try (InputStream second = source.open(ref)) {
                second.readAllBytes();
            }
        });
    }
}
