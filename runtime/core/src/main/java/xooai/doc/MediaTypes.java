package xooai.doc;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Media types of files by their names, and the built-in docs for media types.
public final class MediaTypes {
    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("bmp", "image/bmp"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("tif", "image/tiff"),
            Map.entry("tiff", "image/tiff"),
            Map.entry("avif", "image/avif"),
            Map.entry("heic", "image/heic"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("opus", "audio/ogg"),
            Map.entry("flac", "audio/flac"),
            Map.entry("m4a", "audio/mp4"),
            Map.entry("aac", "audio/aac"),
            Map.entry("aif", "audio/aiff"),
            Map.entry("aiff", "audio/aiff"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("m4v", "video/mp4"),
            Map.entry("webm", "video/webm"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("mkv", "video/x-matroska"),
            Map.entry("avi", "video/x-msvideo"),
            Map.entry("mpeg", "video/mpeg"),
            Map.entry("txt", "text/plain"),
            Map.entry("log", "text/plain"),
            Map.entry("md", "text/markdown"),
            Map.entry("csv", "text/csv"),
            Map.entry("html", "text/html"),
            Map.entry("xml", "text/xml"));

    private MediaTypes() {}

    /// The media type of a file by the end of its name, or null where that says nothing.
    public static @Nullable String ofName(String name) {
        return BY_EXTENSION.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /// The built-in doc for content of that media type: [Text], [Image], [Audio] or [Video]; null where it is none of
    /// theirs, or not known.
    public static @Nullable Class<? extends Media> docOf(@Nullable String mediaType) {
        int slash = mediaType == null ? -1 : mediaType.indexOf('/');
        return switch (mediaType == null || slash < 0
                ? ""
                : mediaType.substring(0, slash).toLowerCase(Locale.ROOT)) {
            case "text" -> Text.class;
            case "image" -> Image.class;
            case "audio" -> Audio.class;
            case "video" -> Video.class;
            default -> null;
        };
    }

    /// The doc of that class that holds that content.
    public static Media doc(Class<? extends Media> type, Content content) {
        return type == Text.class
                ? new Text(content)
                : type == Image.class
                        ? new Image(content)
                        : type == Audio.class ? new Audio(content) : new Video(content);
    }
}
