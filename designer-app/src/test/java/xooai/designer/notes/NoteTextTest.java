package xooai.designer.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The Markdown of notes.
class NoteTextTest {

    @Test
    void headingsListsTasksCodeAndQuotesAreBlocks() {
        List<NoteBlock> blocks = NoteText.blocks("""
            ## Title

            text *slanted* **strong** `code`

            - one
              - inner
            - [x] done
            - [ ] open

            3. three
            4. four

            > said

            ```
            a < b
            ```

            ---
            """);
        assertThat(blocks.stream().map(NoteBlock::plain))
                .containsExactly(
                        "Title",
                        "text slanted strong code",
                        "• one",
                        "• inner",
                        "☑ done",
                        "☐ open",
                        "3. three",
                        "4. four",
                        "said",
                        "a < b",
                        "");
        assertThat(blocks.getFirst().level()).isEqualTo(2);
        assertThat(blocks.get(3).level()).isEqualTo(2);
        List<NoteBlock.Span> spans = blocks.get(1).spans();
        assertThat(spans.get(1).italic()).isTrue();
        assertThat(spans.get(3).bold()).isTrue();
        assertThat(spans.get(5).code()).isTrue();
    }

    @Test
    void onlyWebLinksLeadAnywhere() {
        NoteBlock block = NoteText.blocks("[a](https://some.domain/x) [b](file:///etc/passwd) [c](javascript:alert(1))"
                        + " [d](relative) <https://other.domain>")
                .getFirst();
        assertThat(block.spans().stream().filter(span -> span.link() != null).map(NoteBlock.Span::link))
                .containsExactly(URI.create("https://some.domain/x"), URI.create("https://other.domain"));
        assertThat(block.plain()).isEqualTo("a b c d https://other.domain");
    }

    @Test
    void htmlIsTextAndPicturesAreTheirWords() {
        assertThat(NoteText.plain("<b>x</b> ![a cat](http://some.domain/cat.png)\n\n<script>\nf()\n</script>"))
                .isEqualTo("<b>x</b> a cat\n<script>\nf()\n</script>");
    }

    @ParameterizedTest
    @ValueSource(strings = {">", "- ", "*", "[", "**_", "`", "<", "![](", "1. ", "\n", "&#0;", "> - "})
    void whateverIsWrittenIsReadInNoTime(String part) {
        String text = part.repeat(20_000 / part.length());
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> NoteText.blocks(text));
    }
}
