package xooai.designer.design;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Weight;
import xooai.doc.XooaiException;

/// The docs that are pinned to a node: plain values, which stand in the flow file and go with it into Git. So they
/// are bounded; content that is elsewhere stays there.
public final class Pins {
    /// How many docs can be pinned to one node.
    public static final int MOST_DOCS = 1_000;

    /// How many bytes a pin may add to the file.
    public static final int MOST_BYTES = 1 << 20;

    private Pins() {}

    /// The docs as they can be pinned to that node.
    ///
    /// @throws XooaiException with FAILED_PRECONDITION when one of them is in error, RESOURCE_EXHAUSTED
    ///     when they are
    ///     too many or too large
    public static List<?> of(String node, DocArray<? extends Doc> docs) {
        if (docs.hasErrors()) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    node + " cannot be pinned, because " + docs.errors().size() + " of its " + docs.size()
                            + " docs are in error: mend that, run it, and pin what it gives then");
        }
        // What is at hand is weighed first, so that nothing is written that is too large by far.
        Refusal refusal = refuses(node, docs.size(), Weight.of(docs.ok()));
        if (refusal == null
                && Codec.JSON.readValue(Codec.JSON.writeDocs(docs), Limits.DEFAULT) instanceof List<?> plain) {
            refusal = refuses(node, plain);
            if (refusal == null) {
                return plain;
            }
        }
        throw new XooaiException(
                Code.RESOURCE_EXHAUSTED, refusal == null ? node + " gave no list of docs" : refusal.reason());
    }

    /// Why those docs cannot be pinned to that node, or null when they can.
    static @Nullable Refusal refuses(String node, List<?> docs) {
        return refuses(node, docs.size(), Codec.JSON.writeValue(docs).length);
    }

    private static @Nullable Refusal refuses(String node, int docs, long bytes) {
        if (docs > MOST_DOCS) {
            return new Refusal(node + " cannot be pinned: it gave " + docs + " docs, and a pin holds at most "
                    + MOST_DOCS + "; pin a node after it that gives fewer");
        }
        return bytes <= MOST_BYTES
                ? null
                : new Refusal(String.format(
                        Locale.ROOT,
                        "%s cannot be pinned: its docs take %.1f MiB of the flow file, and a pin takes at most 1 MiB;"
                                + " large content goes into a store, and is pinned by its ref",
                        node,
                        bytes / 1048576.0));
    }
}
