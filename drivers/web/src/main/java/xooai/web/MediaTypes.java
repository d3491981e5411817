package xooai.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.doc.Code;

/// Which codec a request is written in, and which one its answer is wanted in.
public final class MediaTypes {
    private static final String JSON = Codec.JSON.mediaType();
    private static final String MSGPACK = Codec.MSGPACK.mediaType();

    private MediaTypes() {}

    /// The type of bytes of which nothing more is known.
    static final String ANY_BYTES = "application/octet-stream";

    /// Whether that is the plain type of a codec, as nearly every call has it.
    static boolean isCodec(String type) {
        return type.equals(JSON) || type.equals(MSGPACK);
    }

    /// Whether that is a type, or a range of types, of content as it is.
    ///
    /// @param bare without parameters, in lower case
    static boolean isContent(String bare) {
        return bare.equals(ANY_BYTES)
                || (xooai.doc.MediaTypes.docOf(bare) != null && !bare.equals(Framing.EVENTS.mediaType()));
    }

    /// The codec of that `Content-Type`.
    ///
    /// @throws Refusal with 415 for any other type, and for text that is not UTF-8
    static Codec ofBody(@Nullable String contentType) {
        if (MSGPACK.equals(contentType)) {
            return Codec.MSGPACK;
        }
        if (JSON.equals(contentType)) {
            return Codec.JSON;
        }
        if (contentType == null) {
            throw unsupported("the body has no `Content-Type`");
        }
        Codec codec = named(contentType);
        if (codec == null) {
            throw unsupported("the body's `Content-Type` is not known");
        }
        checkCharset(contentType);
        return codec;
    }

    /// Checks that the type names no charset but UTF-8.
    ///
    /// @throws Refusal with 415 when it does
    static void checkCharset(String contentType) {
        String charset = parameter(contentType, "charset");
        if (charset != null && !charset.equals("utf-8") && !charset.equals("utf8")) {
            throw unsupported("the body's charset is not UTF-8");
        }
    }

    /// Why a body is not taken, and what is.
    static Refusal unsupported(String why) {
        return Refusal.of(
                415,
                Code.INVALID_ARGUMENT,
                why + ": send " + JSON + " or " + MSGPACK + ", or a stream as " + Framing.NDJSON.mediaType() + " or "
                        + Framing.MSGPACK.mediaType());
    }

    /// The codec that `Accept` prefers, or the other one given when it has no wish.
    ///
    /// @throws Refusal with 406 when neither is acceptable
    static Codec ofAnswer(@Nullable String accept, Codec otherwise) {
        if (accept == null || accept.equals("*/*")) {
            return otherwise;
        }
        if (accept.equals(otherwise.mediaType())) {
            return otherwise;
        }
        double json = quality(accept, JSON);
        double msgpack = quality(accept, MSGPACK);
        if (json <= 0 && msgpack <= 0) {
            throw Refusal.of(
                    406,
                    Code.INVALID_ARGUMENT,
                    "`Accept` takes neither " + JSON + " nor " + MSGPACK + " nor a stream of " + Framing.mediaTypes()
                            + ", and answers are in these");
        }
        return json == msgpack ? otherwise : json > msgpack ? Codec.JSON : Codec.MSGPACK;
    }

    /// The codec for an answer that is an error, whatever the request says.
    public static Codec ofError(@Nullable String accept, @Nullable String contentType) {
        Framing stream = Framing.wanted(accept);
        if (stream != null) {
            return stream.codec();
        }
        Framing framing = Framing.ofBody(contentType);
        Codec sent = contentType == null ? null : framing == null ? named(contentType) : framing.codec();
        Codec otherwise = sent == null ? Codec.JSON : sent;
        try {
            return ofAnswer(accept, otherwise);
        } catch (Refusal _) {
            return otherwise;
        }
    }

    /// The codec of that media type, whatever its parameters, or null.
    public static @Nullable Codec named(String mediaType) {
        String bare = bare(mediaType);
        return bare.equals(JSON) ? Codec.JSON : bare.equals(MSGPACK) ? Codec.MSGPACK : null;
    }

    /// A media type without its parameters, in lower case.
    static String bare(String mediaType) {
        int end = mediaType.indexOf(';');
        return (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /// How much a list of media ranges wants that type; the most specific range counts.
    static double quality(String accept, String type) {
        double quality = 0;
        int specific = -1;
        for (String range : accept.split(",", 32)) {
            String bare = bare(range);
            int how = bare.equals(type) ? 2 : bare.equals("application/*") ? 1 : bare.equals("*/*") ? 0 : -1;
            if (how > specific) {
                specific = how;
                quality = number(parameter(range, "q"));
            }
        }
        return quality;
    }

    /// Whether a media range is one that is wanted, and not `q=0`.
    static boolean isWanted(String range) {
        return number(parameter(range, "q")) > 0;
    }

    private static double number(@Nullable String q) {
        try {
            return q == null ? 1 : Double.parseDouble(q);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private static @Nullable String parameter(String value, String name) {
        for (String part : value.split(";", 16)) {
            int equals = part.indexOf('=');
            if (equals > 0 && part.substring(0, equals).strip().equalsIgnoreCase(name)) {
                return part.substring(equals + 1).strip().replace("\"", "").toLowerCase(Locale.ROOT);
            }
        }
        return null;
    }
}
