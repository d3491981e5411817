package xooai.designer.invoke;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Content;
import xooai.doc.Tensor;

/// A doc, or a part of one, as what it is shown as.
public sealed interface DocPart {

    /// Text.
    record TextPart(Content content) implements DocPart {}

    /// A picture.
    record ImagePart(Content content) implements DocPart {}

    /// Sound.
    record AudioPart(Content content) implements DocPart {}

    /// A film.
    record VideoPart(Content content) implements DocPart {}

    /// Numbers in a grid.
    record TensorPart(Tensor tensor) implements DocPart {}

    /// One plain value as text.
    record ValuePart(String text) implements DocPart {}

    /// One number.
    record NumberPart(Number number) implements DocPart {}

    /// Several parts in order.
    record ListPart(List<DocPart> elements) implements DocPart {
        public ListPart {
            elements = List.copyOf(elements);
        }
    }

    /// Parts by name.
    ///
    /// @param type the name of its type; empty where none is known
    record ObjectPart(String type, Map<String, DocPart> fields) implements DocPart {}

    /// A doc that is in error.
    record ErrorPart(CallError error) implements DocPart {}

    /// One doc of an answer.
    ///
    /// @param id its id, or null
    record ShownDoc(@Nullable String id, String type, DocPart part) {}
}
