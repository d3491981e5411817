package xooai.designer.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.Content;
import xooai.doc.ContentSource;
import xooai.doc.MediaTypes;
import xooai.store.FetchPolicy;
import xooai.store.StoreRef;

/// What is known of content without reading it.
///
/// @param name its name, for a person
/// @param size in bytes, or -1 where it is not known
/// @param type its media type, or null
/// @param file where it is, when it is a file of this machine that its ref may open; null else
public record ContentFacts(
        String name,
        long size,
        @Nullable String type,
        @Nullable Path file) {
    private static final Map<String, String> ENDS = Map.ofEntries(
            Map.entry("image/png", ".png"),
            Map.entry("image/jpeg", ".jpg"),
            Map.entry("image/gif", ".gif"),
            Map.entry("image/bmp", ".bmp"),
            Map.entry("image/webp", ".webp"),
            Map.entry("image/tiff", ".tif"),
            Map.entry("image/svg+xml", ".svg"),
            Map.entry("audio/wav", ".wav"),
            Map.entry("audio/x-wav", ".wav"),
            Map.entry("audio/mpeg", ".mp3"),
            Map.entry("audio/aiff", ".aif"),
            Map.entry("audio/mp4", ".m4a"),
            Map.entry("audio/aac", ".aac"),
            Map.entry("audio/ogg", ".ogg"),
            Map.entry("audio/flac", ".flac"),
            Map.entry("video/mp4", ".mp4"),
            Map.entry("video/quicktime", ".mov"),
            Map.entry("video/webm", ".webm"),
            Map.entry("text/plain", ".txt"),
            Map.entry("text/markdown", ".md"),
            Map.entry("text/csv", ".csv"),
            Map.entry("text/html", ".html"),
            Map.entry("application/json", ".json"));

    /// What is known of that content. The disk is asked for the size of a file, so that this may block.
    public static ContentFacts of(Content content) {
        Path file = fileOf(content);
        String type = content.mediaType() != null || file == null
                ? content.mediaType()
                : MediaTypes.ofName(String.valueOf(file.getFileName()));
        return new ContentFacts(name(content, type), size(content, file), type, file);
    }

    /// What is known of that content at once: nothing is asked of the disk.
    public static ContentFacts atHand(Content content) {
        return new ContentFacts(name(content, content.mediaType()), content.size(), content.mediaType(), null);
    }

    private static long size(Content content, @Nullable Path file) {
        try {
            return file == null ? content.size() : Files.size(file);
        } catch (IOException _) {
            return content.size();
        }
    }

    /// The file that a ref points at, when this machine's user wrote it: one from elsewhere opens no file here.
    private static @Nullable Path fileOf(Content content) {
        String ref = content.ref();
        ContentSource source = content.source();
        boolean own = source == null || source.equals(ContentSource.standard());
        if (ref == null || !own) {
            return null;
        }
        try {
            return switch (FetchPolicy.scheme(ref)) {
                case "" -> Path.of(ref);
                case "file" -> Path.of(java.net.URI.create(ref));
                default -> null;
            };
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static String name(Content content, @Nullable String type) {
        String ref = content.ref();
        if (ref != null
                && StoreRef.parse(ref) == null
                && !FetchPolicy.scheme(ref).equals("data")) {
            String path = ref.replaceFirst("[?#].*", "").replace('\\', '/');
            String last = path.substring(path.lastIndexOf('/') + 1);
            if (!last.isBlank()) {
                return last.length() <= 120 ? last : last.substring(0, 120);
            }
        }
        return "content" + end(type);
    }

    private static String end(@Nullable String type) {
        return type == null ? "" : ENDS.getOrDefault(type, "");
    }

    /// How the name of a file with this content ends: `.png`; empty where that is not known.
    public String end() {
        return end(type);
    }

    /// The name of a file to save it as: nothing in it leads out of a directory.
    public String fileName() {
        String plain = name.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_");
        return plain.contains(".") ? plain : plain + end();
    }

    /// Its size and type: `1.2 MiB, image/png`.
    public String detail() {
        List<String> parts = new ArrayList<>();
        if (size >= 0) {
            parts.add(Sizes.text(size));
        }
        if (type != null) {
            parts.add(type);
        }
        return parts.isEmpty() ? "size and type not known" : String.join(", ", parts);
    }
}
