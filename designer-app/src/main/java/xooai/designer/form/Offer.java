package xooai.designer.form;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.MediaTypes;

/// Files that a person holds over a place of a form, drops there, or chooses for it: taken, or refused for a reason.
sealed interface Offer {

    /// The file goes there.
    ///
    /// @param value what the place holds then
    record Taken(Path file, Map<String, @Nullable Object> value) implements Offer {}

    /// Nothing changes.
    record Refused(String why) implements Offer {}

    /// What becomes of those files, as far as their names tell; nothing is asked of the disk.
    static Offer byNames(List<Path> files, ContentKind kind) {
        if (files.size() != 1) {
            return new Refused(files.isEmpty() ? "That is no file" : files.size() + " files at once: one goes here");
        }
        Path file = files.getFirst().toAbsolutePath();
        String mediaType = MediaTypes.ofName(name(file));
        if (!kind.takes(mediaType)) {
            String is = mediaType == null ? "has a name that says nothing of what it is" : "is " + mediaType;
            return new Refused(name(file) + " " + is + ": " + kind.words() + " goes here");
        }
        return new Taken(file, value(file, mediaType, kind));
    }

    /// What becomes of those files; looks at them, and so may block.
    static Offer of(List<Path> files, ContentKind kind) {
        if (files.size() == 1) {
            Path file = files.getFirst();
            if (Files.isDirectory(file)) {
                return new Refused(name(file) + " is a directory: one file goes here");
            }
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                String why = Files.exists(file) ? " is nothing that can be read" : " is not there";
                return new Refused(name(file) + why + ": one file goes here");
            }
        }
        return byNames(files, kind);
    }

    private static Map<String, @Nullable Object> value(Path file, @Nullable String mediaType, ContentKind kind) {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        if (kind == ContentKind.MEDIA) {
            value.put("type", ContentKind.docOf(mediaType));
        }
        value.put("ref", file.toString());
        if (mediaType != null) {
            value.put("mediaType", mediaType);
        }
        return value;
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }
}
