package xooai.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.DocType;
import xooai.doc.Media;
import xooai.doc.MediaTypes;
import xooai.doc.Tensor;
import xooai.doc.UntypedDoc;

/// Changes every content in a doc, however deep; what has none, or none that changes, is given back as it is.
public final class Contents {
    private static final Set<String> KEYS = Set.of("ref", "bytes", "text", "sig", "size", "mediaType");

    private Contents() {}

    /// The doc with every content in it changed.
    ///
    /// In a doc whose class is not known, an object that has a `ref` or bytes, and nothing that no content has, is
    /// taken for one.
    ///
    /// @param change gives the very content back where nothing is to change
    @SuppressWarnings("ReferenceEquality")
    public static Doc map(Doc doc, UnaryOperator<Content> change) {
        return switch (doc) {
            case Media media -> {
                Content after = change.apply(media.content());
                yield after == media.content() ? doc : MediaTypes.doc(media.getClass(), after);
            }
            case UntypedDoc untyped -> untyped(untyped, change);
            default -> (Doc) value(doc, change);
        };
    }

    @SuppressWarnings("ReferenceEquality")
    private static Object value(Object value, UnaryOperator<Content> change) {
        return switch (value) {
            case Content content -> change.apply(content);
            case Tensor tensor -> tensor;
            case Record record -> record(record, change);
            case List<?> list -> {
                List<Object> mapped = new ArrayList<>(list.size());
                boolean changed = false;
                for (Object each : list) {
                    Object after = value(each, change);
                    changed |= after != each;
                    mapped.add(after);
                }
                yield changed ? List.copyOf(mapped) : list;
            }
            case Map<?, ?> map -> {
                Map<Object, Object> mapped = new LinkedHashMap<>();
                boolean changed = false;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    Object after = value(entry.getValue(), change);
                    changed |= after != entry.getValue();
                    mapped.put(entry.getKey(), after);
                }
                yield changed ? Collections.unmodifiableMap(mapped) : map;
            }
            default -> value;
        };
    }

    @SuppressWarnings("ReferenceEquality")
    private static Object record(Record record, UnaryOperator<Content> change) {
        DocType type = DocType.of(record.getClass());
        @Nullable Object[] values = new Object[type.components().size()];
        boolean changed = false;
        for (int i = 0; i < values.length; i++) {
            Object before = type.get(record, i);
            values[i] = before == null ? null : value(before, change);
            changed |= values[i] != before;
        }
        return changed ? type.create(values) : record;
    }

    @SuppressWarnings({"unchecked", "ReferenceEquality"})
    private static UntypedDoc untyped(UntypedDoc doc, UnaryOperator<Content> change) {
        Object fields = entries(doc.fields(), doc, change);
        return fields == doc.fields()
                ? doc
                : new UntypedDoc(doc.type(), (Map<String, @Nullable Object>) fields, doc.source());
    }

    @SuppressWarnings("ReferenceEquality")
    private static @Nullable Object plain(@Nullable Object value, UntypedDoc doc, UnaryOperator<Content> change) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> mapped = new ArrayList<>(list.size());
            boolean changed = false;
            for (Object each : list) {
                Object after = plain(each, doc, change);
                changed |= after != each;
                mapped.add(after);
            }
            return changed ? mapped : list;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        boolean isContent = KEYS.containsAll(map.keySet())
                && (map.get("ref") instanceof String || map.get("bytes") instanceof byte[]);
        return isContent ? content(map, doc, change) : entries(map, doc, change);
    }

    @SuppressWarnings("ReferenceEquality")
    private static Map<?, ?> entries(Map<?, ?> map, UntypedDoc doc, UnaryOperator<Content> change) {
        Map<String, @Nullable Object> mapped = new LinkedHashMap<>();
        boolean changed = false;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object after = plain(entry.getValue(), doc, change);
            changed |= after != entry.getValue();
            mapped.put(String.valueOf(entry.getKey()), after);
        }
        return changed ? mapped : map;
    }

    @SuppressWarnings("ReferenceEquality")
    private static Map<?, ?> content(Map<?, ?> map, UntypedDoc doc, UnaryOperator<Content> change) {
        String mediaType = map.get("mediaType") instanceof String type ? type : null;
        Content before = map.get("ref") instanceof String ref
                ? Content.at(
                                ref,
                                map.get("sig") instanceof String sig ? sig : null,
                                map.get("size") instanceof Long size ? size : -1,
                                mediaType)
                        .from(doc.source())
                : Content.ofOwnedBytes((byte[]) Objects.requireNonNull(map.get("bytes")), mediaType);
        Content after = change.apply(before);
        if (after == before) {
            return map;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (after.ref() != null) {
            fields.put("ref", after.ref());
            if (after.signature() != null) {
                fields.put("sig", after.signature());
            }
            if (after.size() >= 0) {
                fields.put("size", after.size());
            }
        } else {
            fields.put("bytes", after.bytes());
        }
        if (after.mediaType() != null) {
            fields.put("mediaType", after.mediaType());
        }
        return fields;
    }
}
