package xooai.bench;

import java.util.ArrayList;
import java.util.List;
import xooai.doc.DocArray;
import xooai.doc.Text;

/// The docs that are sent: prose in ASCII, with some characters that JSON escapes.
final class Texts {
    private static final String PROSE =
            "It was the best of times, it was the worst of times; \"we had everything before"
                    + " us\",\nwe had nothing before us, we were all going direct the other way. ";

    private Texts() {}

    /// One text of so many characters.
    static Text text(int size) {
        return Text.of(PROSE.repeat(size / PROSE.length() + 1).substring(0, size));
    }

    /// That many docs with that many characters each.
    static DocArray<Text> docs(int count, int size) {
        Text text = text(size);
        List<Text> docs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            docs.add(text);
        }
        return DocArray.of(docs);
    }

    /// The characters of all of them.
    static long length(DocArray<Text> docs) {
        return docs.stream().mapToLong(doc -> doc.text().length()).sum();
    }
}
