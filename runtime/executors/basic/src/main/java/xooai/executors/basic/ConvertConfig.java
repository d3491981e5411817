package xooai.executors.basic;

import jakarta.validation.constraints.NotBlank;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.doc.DocSchema;
import xooai.executor.ConfiguredTypes;

/// What a [ConvertExecutor] makes of each doc.
///
/// @param type the name of the type it makes: `Text`, `Image`, `Audio`, `Video`, or that of a doc of one's own
/// @param fields where each field comes from, in order; for a medium one, that says where its content comes from
/// @param keep whether the fields that no line names stay beside; they do not unless it is true
public record ConvertConfig(
        @NotBlank String type,
        @Nullable List<ConvertField> fields,
        @Nullable Boolean keep) implements ConfiguredTypes {
    private static final Set<String> MEDIA = Set.of("Text", "Image", "Audio", "Video");

    public ConvertConfig {
        fields = fields == null ? List.of() : List.copyOf(fields);
        Set<String> places = new HashSet<>();
        for (ConvertField field : fields) {
            String to = field.place();
            if (!places.add(to)) {
                throw new IllegalArgumentException("two fields go to `" + to + "`; leave one out");
            }
            if (to.isEmpty() && (!isMedia(type) || fields.size() > 1)) {
                throw new IllegalArgumentException(
                        "a field without `to` is the whole of a Text, Image, Audio or Video, and alone; say `to`");
            }
        }
    }

    private static boolean isMedia(@Nullable String type) {
        return type != null && MEDIA.contains(type);
    }

    /// Whether it makes a medium, whose whole content is one field of what comes.
    boolean makesMedia() {
        return isMedia(type);
    }

    @Override
    public DocSchema gives(String endpoint, DocSchema declared) {
        if (type == null || type.isBlank()) {
            return declared;
        }
        return makesMedia()
                ? new DocSchema.MediaSchema(type)
                : ConvertedSchema.of(type, fields == null ? List.of() : fields);
    }
}
