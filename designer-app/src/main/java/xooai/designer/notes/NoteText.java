package xooai.designer.notes;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/// Reads the Markdown of a note: headings, paragraphs, lists with tasks, quotes, code, emphasis and links.
///
/// HTML stays the text that it is, pictures are their words, and only links by http and https lead anywhere: nothing
/// is fetched. What lies deeper than a person would write is left out of the depth, not of the text.
public final class NoteText {
    private static final int DEEPEST = 24;
    private static final int MOST_OPEN = 32;
    private static final Parser PARSER =
            Parser.builder().maxOpenBlockParsers(MOST_OPEN).build();

    private final List<NoteBlock> blocks = new ArrayList<>();
    private List<NoteBlock.Span> spans = new ArrayList<>();

    private NoteText() {}

    /// The blocks of a text.
    public static List<NoteBlock> blocks(String markdown) {
        NoteText text = new NoteText();
        text.children(PARSER.parse(markdown), 0, 0, NoteBlock.Kind.TEXT, "");
        return List.copyOf(text.blocks);
    }

    /// A text without its signs, a block a line.
    public static String plain(String markdown) {
        return blocks(markdown).stream().map(NoteBlock::plain).collect(Collectors.joining("\n"));
    }

    /// @param indent how deep in lists or quotes
    /// @param kind what a paragraph is here
    /// @param mark what stands before the first paragraph
    private void children(Node parent, int depth, int indent, NoteBlock.Kind kind, String mark) {
        if (depth > DEEPEST) {
            return;
        }
        String first = mark;
        int number = parent instanceof OrderedList list && list.getMarkerStartNumber() != null
                ? list.getMarkerStartNumber()
                : 1;
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case Heading heading -> block(NoteBlock.Kind.HEADING, heading.getLevel(), "", heading);
                case Paragraph paragraph -> paragraph(paragraph, kind, indent, first);
                case BulletList list -> children(list, depth + 1, indent + 1, NoteBlock.Kind.ITEM, "•");
                case OrderedList list -> children(list, depth + 1, indent + 1, NoteBlock.Kind.ITEM, "1.");
                case ListItem item ->
                    children(item, depth + 1, indent, kind, parent instanceof OrderedList ? number++ + "." : mark);
                case BlockQuote quote -> children(quote, depth + 1, indent + 1, NoteBlock.Kind.QUOTE, "");
                case FencedCodeBlock code -> code(code.getLiteral());
                case IndentedCodeBlock code -> code(code.getLiteral());
                case HtmlBlock html -> literal(NoteBlock.Kind.TEXT, html.getLiteral(), false);
                case ThematicBreak _ -> blocks.add(new NoteBlock(NoteBlock.Kind.RULE, 0, "", List.of()));
                default -> {}
            }
            if (!(node instanceof ListItem)) {
                first = "";
            }
        }
    }

    private void paragraph(Paragraph paragraph, NoteBlock.Kind kind, int indent, String mark) {
        spans = new ArrayList<>();
        inline(paragraph, 0, false, false, null);
        String sign = mark;
        if (kind == NoteBlock.Kind.ITEM && !mark.isEmpty() && !spans.isEmpty()) {
            String start = spans.stream().map(NoteBlock.Span::text).collect(Collectors.joining());
            boolean done = start.toLowerCase(Locale.ROOT).startsWith("[x] ");
            if (done || start.startsWith("[ ] ")) {
                sign = done ? "☑" : "☐";
                cut(4);
            }
        }
        blocks.add(new NoteBlock(kind, indent, sign, spans));
    }

    /// Takes the first characters of the spans away.
    private void cut(int count) {
        int left = count;
        while (left > 0 && !spans.isEmpty()) {
            NoteBlock.Span first = spans.removeFirst();
            if (first.text().length() > left) {
                spans.addFirst(new NoteBlock.Span(
                        first.text().substring(left), first.bold(), first.italic(), first.code(), first.link()));
            }
            left -= first.text().length();
        }
    }

    private void block(NoteBlock.Kind kind, int level, String mark, Node node) {
        spans = new ArrayList<>();
        inline(node, 0, false, false, null);
        blocks.add(new NoteBlock(kind, level, mark, spans));
    }

    private void code(String literal) {
        literal(NoteBlock.Kind.CODE, literal, true);
    }

    private void literal(NoteBlock.Kind kind, String literal, boolean code) {
        String text = literal.endsWith("\n") ? literal.substring(0, literal.length() - 1) : literal;
        blocks.add(new NoteBlock(kind, 0, "", List.of(new NoteBlock.Span(text, false, false, code, null))));
    }

    private void inline(Node parent, int depth, boolean bold, boolean italic, @Nullable URI link) {
        if (depth > DEEPEST) {
            return;
        }
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case Text text -> span(text.getLiteral(), bold, italic, false, link);
                case Code code -> span(code.getLiteral(), bold, italic, true, link);
                case Emphasis _ -> inline(node, depth + 1, bold, true, link);
                case StrongEmphasis _ -> inline(node, depth + 1, true, italic, link);
                case Link to -> inline(node, depth + 1, bold, italic, safe(to.getDestination()));
                case SoftLineBreak _ -> span("\n", bold, italic, false, link);
                case HardLineBreak _ -> span("\n", bold, italic, false, link);
                case HtmlInline html -> span(html.getLiteral(), bold, italic, false, link);
                default -> inline(node, depth + 1, bold, italic, link);
            }
        }
    }

    private void span(String text, boolean bold, boolean italic, boolean code, @Nullable URI link) {
        spans.add(new NoteBlock.Span(text, bold, italic, code, link));
    }

    /// An address that may be opened, or null: only http and https, with a host.
    static @Nullable URI safe(String destination) {
        try {
            URI uri = new URI(destination);
            String scheme = uri.getScheme();
            boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
            return web && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException e) {
            return null; // What is no address leads nowhere; its text is shown all the same.
        }
    }
}
