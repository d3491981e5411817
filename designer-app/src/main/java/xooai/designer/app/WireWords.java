package xooai.designer.app;

import java.util.List;
import java.util.Locale;
import xooai.designer.invoke.DocPart.ShownDoc;
import xooai.designer.invoke.DocParts;
import xooai.designer.shared.Sizes;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Weight;

/// What a label on a wire says of the docs that passed: how many, how large, and the last of them in short.
final class WireWords {
    private static final int SHORT = 24;
    private static final int LARGE = 1024;

    private WireWords() {}

    /// Of docs that passed at once.
    static String of(DocArray<?> docs) {
        return counted(docs.size(), "doc") + rest(docs);
    }

    /// Of the last chunk of so many.
    static String of(DocArray<?> docs, long chunks) {
        return counted(chunks, "chunk") + rest(docs);
    }

    private static String counted(long count, String what) {
        return String.format(Locale.ROOT, "%,d ", count) + what + (count == 1 ? "" : "s");
    }

    private static String rest(DocArray<?> docs) {
        DocArray<Doc> passed = docs.cast();
        int weight = Weight.of(passed);
        String size = weight < LARGE ? "" : " · " + Sizes.text(weight);
        if (passed.isEmpty()) {
            return size;
        }
        List<ShownDoc> last = DocParts.of(DocArray.ofSlots(List.of(passed.slot(passed.size() - 1))));
        String text = DocParts.brief(last.getFirst().part());
        return size + " · " + (text.length() <= SHORT ? text : text.substring(0, SHORT - 1) + "…");
    }
}
