package xooai.codec;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.ContentSource;

/// The fields of a content while they are read.
final class ContentFields {
    private static final Pattern SIGNATURE = Pattern.compile("sha256:[0-9a-f]{64}");

    private final boolean takesText;
    private int seen;

    @Nullable
    String text;

    @Nullable
    String ref;

    byte @Nullable [] bytes;

    @Nullable
    String mediaType;

    @Nullable
    String signature;

    @Nullable
    Long size;

    ContentFields(boolean takesText) {
        this.takesText = takesText;
    }

    /// Whether that key is one of them; refused where it stands twice.
    boolean takes(String key) {
        int bit = bit(key, takesText);
        if ((seen & bit) != 0) {
            throw TokenReader.duplicate(key);
        }
        seen |= bit;
        return bit != 0;
    }

    /// A bit for each key that is one of them, 0 for others.
    static int bit(String key, boolean takesText) {
        return switch (key) {
            case "text" -> takesText ? 1 : 0;
            case "ref" -> 2;
            case "bytes" -> 4;
            case "mediaType" -> 8;
            case "sig" -> 16;
            case "size" -> 32;
            default -> 0;
        };
    }

    Content toContent(String name, ContentSource refs) {
        int forms = (text == null ? 0 : 1) + (ref == null ? 0 : 1) + (bytes == null ? 0 : 1);
        if (forms != 1) {
            throw new Malformed((forms == 0 ? name + " needs" : name + " takes only") + " one of "
                    + (takesText ? "`text`, " : "") + "`ref` and `bytes`");
        }
        if (signature != null && !SIGNATURE.matcher(signature).matches()) {
            throw new Malformed("`sig` is `sha256:` and 64 lower-case hexadecimal digits");
        }
        if (ref != null) {
            return Content.at(ref, signature, size == null ? -1 : size, mediaType)
                    .from(refs);
        }
        Content content = text != null
                ? Content.ofText(text, mediaType)
                : Content.ofOwnedBytes(Objects.requireNonNull(bytes), mediaType);
        if (signature != null && !signature.equals(content.signature())) {
            throw new Malformed(Code.DATA_LOSS, "the signature is not that of the content");
        }
        return content;
    }
}
