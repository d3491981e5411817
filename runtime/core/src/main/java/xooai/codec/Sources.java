package xooai.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.doc.Content;
import xooai.doc.ContentSource;
import xooai.doc.Doc;
import xooai.doc.DocType;
import xooai.doc.Tensor;
import xooai.doc.UntypedDoc;

/// Finds what opens the refs in docs, so that a doc that changes its form keeps to the rules it came under.
public final class Sources {
    private Sources() {}

    /// The source of the refs in that doc, or null for the standard one. Where refs came under different
    /// rules, a source that opens only what all of them open.
    static @Nullable ContentSource strictest(Object doc) {
        Set<ContentSource> found = new LinkedHashSet<>();
        collect(doc, found);
        return all(found);
    }

    /// A source that opens only what the sources of both docs open.
    public static @Nullable ContentSource ofBoth(Doc one, Doc other) {
        Set<ContentSource> found = new LinkedHashSet<>();
        collect(one, found);
        collect(other, found);
        return all(found);
    }

    private static @Nullable ContentSource all(Set<ContentSource> found) {
        return found.isEmpty() ? null : found.size() == 1 ? found.iterator().next() : new All(List.copyOf(found));
    }

    private static void collect(@Nullable Object value, Set<ContentSource> found) {
        switch (value) {
            case Content content -> {
                if (content.ref() != null && content.source() != null) {
                    found.add(content.source());
                }
            }
            case UntypedDoc untyped -> {
                ContentSource source = untyped.givenSource();
                if (source != null) {
                    found.add(source);
                }
            }
            case Tensor _ -> {}
            case Record record -> {
                DocType type = DocType.of(record.getClass());
                for (int i = 0; i < type.components().size(); i++) {
                    collect(type.get(record, i), found);
                }
            }
            case List<?> list -> list.forEach(each -> collect(each, found));
            case Map<?, ?> map -> map.values().forEach(each -> collect(each, found));
            case null, default -> {}
        }
    }

    /// Opens what all of those open; the first one's stream is the one that is read.
    private record All(List<ContentSource> sources) implements ContentSource {
        @Override
        public InputStream open(String ref) throws IOException {
            return open(ref, null, -1);
        }

        @Override
        public InputStream open(String ref, @Nullable String signature, long size) throws IOException {
            for (ContentSource source : sources.subList(1, sources.size())) {
                source.open(ref, signature, size).close();
            }
            return sources.getFirst().open(ref, signature, size);
        }

        @Override
        public void damaged(String ref, String signature) {
            sources.forEach(source -> source.damaged(ref, signature));
        }
    }
}
