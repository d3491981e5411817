package xooai.designer.notes;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One block of a note: a heading, a paragraph, an item of a list, code, or a line across.
///
/// @param kind what sort of block
/// @param level of a heading from 1 to 6; how deep an item or a quote lies, from 1; else 0
/// @param mark what stands before an item, such as `•`, `2.` or `☑`; else empty
/// @param spans its text
public record NoteBlock(Kind kind, int level, String mark, List<Span> spans) {

    /// The sorts of blocks.
    public enum Kind {
        HEADING,
        TEXT,
        ITEM,
        QUOTE,
        CODE,
        RULE
    }

    public NoteBlock {
        spans = List.copyOf(spans);
    }

    /// A run of text of one look.
    ///
    /// @param link where it leads, http or https, or null
    public record Span(
            String text,
            boolean bold,
            boolean italic,
            boolean code,
            @Nullable URI link) {}

    /// Its text without looks.
    public String plain() {
        String text = spans.stream().map(Span::text).collect(Collectors.joining());
        return mark.isEmpty() ? text : mark + " " + text;
    }
}
