package xooai.designer.form;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.DocSchema;
import xooai.doc.Media;
import xooai.doc.MediaTypes;

/// What a place of a form takes files for, in the words of a person.
enum ContentKind {
    /// A picture.
    IMAGE("Image", "a picture"),
    /// Sound.
    AUDIO("Audio", "a sound"),
    /// A film.
    VIDEO("Video", "a film"),
    /// Text.
    TEXT("Text", "a text"),
    /// Any content at all.
    CONTENT("Content", "a file"),
    /// Any of the media docs: which one, the file says.
    MEDIA("", "a picture, sound, film or text");

    private final String type;
    private final String words;

    ContentKind(String type, String words) {
        this.type = type;
        this.words = words;
    }

    /// What is taken at a place of that schema; null where no file is.
    static @Nullable ContentKind of(DocSchema schema) {
        return switch (schema) {
            case DocSchema.MediaSchema media -> named(media.name());
            case DocSchema.ContentSchema _ -> CONTENT;
            default -> null;
        };
    }

    private static @Nullable ContentKind named(String type) {
        for (ContentKind kind : values()) {
            if (!type.isEmpty() && kind.type.equals(type)) {
                return kind;
            }
        }
        return null;
    }

    /// The kind of doc that a plain value says it is, where any doc is taken; null where it is none that has content.
    static @Nullable ContentKind ofAny(@Nullable Object value) {
        boolean media = value == null
                || (value instanceof Map<?, ?> map
                        && (map.isEmpty() || (map.get("type") instanceof String type && named(type) != null)));
        return media ? MEDIA : null;
    }

    /// The doc or content that it is: `Image`.
    String type() {
        return type;
    }

    /// What it is, for a person: `a picture`.
    String words() {
        return words;
    }

    /// Whether files of that media type are taken. One whose name says nothing is, where the place says what it is.
    boolean takes(@Nullable String mediaType) {
        String doc = docOf(mediaType);
        return switch (this) {
            case CONTENT -> true;
            case MEDIA -> doc != null;
            default -> mediaType == null || type.equals(doc);
        };
    }

    /// The media doc for that media type; null for none.
    static @Nullable String docOf(@Nullable String mediaType) {
        Class<? extends Media> type = MediaTypes.docOf(mediaType);
        return type == null ? null : type.getSimpleName();
    }
}
