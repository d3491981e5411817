package xooai.executors.basic;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import xooai.doc.Text;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// Small changes to texts, one doc at a time.
///
/// Letters change by the rules of no particular language, so the same text gives the same answer everywhere.
/// A text that does not change is returned as it is.
@ThreadSafe
public final class TextExecutor extends Executor {
    private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    /// In capital letters.
    @Post(idempotent = true)
    public Text upper(Text doc) {
        return changed(doc, text -> text.toUpperCase(Locale.ROOT));
    }

    /// In small letters.
    @Post(idempotent = true)
    public Text lower(Text doc) {
        return changed(doc, text -> text.toLowerCase(Locale.ROOT));
    }

    /// Without white space at either end.
    @Post(idempotent = true)
    public Text trim(Text doc) {
        return changed(doc, String::strip);
    }

    /// Without white space at either end, and with one space for each run of it between words.
    @Post(idempotent = true)
    public Text squeeze(Text doc) {
        return changed(doc, text -> SPACES.matcher(text.strip()).replaceAll(" "));
    }

    /// In Unicode's composed form (NFC), so that texts that look alike are alike.
    @Post(idempotent = true)
    public Text normalize(Text doc) {
        return changed(doc, text -> Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    /// Back to front, by code points.
    @Post(idempotent = true)
    public Text reverse(Text doc) {
        return changed(doc, text -> new StringBuilder(text).reverse().toString());
    }

    private static Text changed(Text doc, UnaryOperator<String> change) {
        String before = doc.text();
        String after = change.apply(before);
        return after.equals(before) ? doc : doc.withText(after);
    }
}
