package xooai.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Media;
import xooai.doc.XooaiException;
import xooai.store.SafeFile;

/// Writes the content of an answer to a file.
final class Output {
    private Output() {}

    /// Writes the content of the one doc, whole or not at all.
    ///
    /// @return what was written, for a person
    static String write(DocArray<? extends Doc> docs, Path file) {
        if (docs.size() != 1 || !(docs.get(0) instanceof Media media)) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "cannot write the answer to " + file + ": it has " + docs.size()
                            + " docs, and one with content is needed; leave --output out to see it");
        }
        Content content = media.content();
        long[] size = {0};
        try {
            SafeFile.write(file, out -> {
                try (InputStream in = content.open()) {
                    size[0] = in.transferTo(out);
                }
            });
        } catch (IOException e) {
            throw new XooaiException(
                    Code.UNAVAILABLE, "cannot write the answer to " + file + ": " + SafeFile.reason(e), e);
        }
        String type = content.mediaType() == null ? "" : ", " + content.mediaType();
        return "wrote " + file + " (" + size[0] + " bytes" + type + ")";
    }
}
