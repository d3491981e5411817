package xooai.executors.basic;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import xooai.doc.DocStream;
import xooai.doc.Text;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// Takes texts apart into streams, and puts streams of texts together.
///
/// Each part is made when it is asked for, so that whatever follows works on the first one at once and a long
/// text is never held in parts as a whole.
@ThreadSafe
public final class TextPartsExecutor extends Executor {
    private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    /// The words: what stands between white space.
    @Post(idempotent = true)
    public Stream<Text> words(Text doc) {
        return texts(SPACES.splitAsStream(doc.text()));
    }

    /// The lines, without those that are blank.
    @Post(idempotent = true)
    public Stream<Text> lines(Text doc) {
        return texts(doc.text().lines());
    }

    /// The sentences, by the rules of no particular language.
    @Post(idempotent = true)
    public Stream<Text> sentences(Text doc) {
        String text = doc.text();
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(text);
        return texts(Stream.iterate(
                        new int[] {breaks.first(), breaks.next()}, span -> span[1] != BreakIterator.DONE, span ->
                                new int[] {span[1], breaks.next()})
                .map(span -> text.substring(span[0], span[1]).strip()));
    }

    /// One text of all that come, with a space between them.
    @Post(idempotent = true)
    public Text together(DocStream<Text> docs) {
        StringJoiner whole = new StringJoiner(" ");
        docs.forEach(doc -> whole.add(doc.text()));
        return Text.of(whole.toString());
    }

    private static Stream<Text> texts(Stream<String> parts) {
        return parts.filter(part -> !part.isBlank()).map(Text::of);
    }
}
