package xooai.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Frame;
import xooai.codec.Request;

/// How the messages of a stream follow each other in a body.
public enum Framing {
    /// One message in JSON a line.
    NDJSON("application/x-ndjson"),
    /// Each message in msgpack, after its length in four bytes, the highest first.
    MSGPACK("application/x-msgpack-stream"),
    /// Server-sent events: `event: chunk` or `event: end`, and the message in JSON as `data:`. Answers only.
    EVENTS("text/event-stream");

    private final String mediaType;

    Framing(String mediaType) {
        this.mediaType = mediaType;
    }

    /// The media type of such a body.
    public String mediaType() {
        return mediaType;
    }

    /// What the messages are written in.
    public Codec codec() {
        return this == MSGPACK ? Codec.MSGPACK : Codec.JSON;
    }

    /// The framing for that codec.
    public static Framing of(Codec codec) {
        return codec == Codec.JSON ? NDJSON : MSGPACK;
    }

    /// All media types, as messages list them.
    static String mediaTypes() {
        return Arrays.stream(values()).map(Framing::mediaType).collect(Collectors.joining(", "));
    }

    /// The framing of a body with that `Content-Type`; null where it is no stream.
    public static @Nullable Framing ofBody(@Nullable String contentType) {
        if (contentType == null || contentType.equals(Codec.JSON.mediaType())) {
            return null;
        }
        String bare = MediaTypes.bare(contentType);
        return bare.equals(NDJSON.mediaType) ? NDJSON : bare.equals(MSGPACK.mediaType) ? MSGPACK : null;
    }

    /// The framing that `Accept` names and prefers; null where it wants one answer. Wildcards stand for one
    /// answer.
    static @Nullable Framing wanted(@Nullable String accept) {
        if (accept == null || !(accept.contains("stream") || accept.contains("ndjson"))) {
            return null;
        }
        double best = Math.max(
                MediaTypes.quality(accept, Codec.JSON.mediaType()),
                MediaTypes.quality(accept, Codec.MSGPACK.mediaType()));
        Framing chosen = null;
        for (Framing framing : values()) {
            double quality = named(accept, framing) ? MediaTypes.quality(accept, framing.mediaType) : 0;
            if (quality > 0 && (chosen == null ? quality >= best : quality > best)) {
                best = quality;
                chosen = framing;
            }
        }
        return chosen;
    }

    private static boolean named(String accept, Framing framing) {
        return Arrays.stream(accept.split(",", 32))
                .anyMatch(range -> MediaTypes.bare(range).equals(framing.mediaType));
    }

    /// A message of a stream as it stands in the body.
    public byte[] write(Frame frame) {
        return wrap(codec().writeFrame(frame), frame instanceof Frame.Chunk ? "chunk" : "end");
    }

    /// What opens a call as it stands in the body.
    public byte[] write(Request opening) {
        return wrap(codec().writeRequest(opening), "open");
    }

    /// What says nothing, and shows that its sender is there: an empty line, or an empty message.
    public byte[] nothing() {
        return this == MSGPACK ? length(0) : new byte[] {'\n'};
    }

    private byte[] wrap(byte[] message, String event) {
        byte[] before = switch (this) {
            case NDJSON -> new byte[0];
            case MSGPACK -> length(message.length);
            case EVENTS -> ("event: " + event + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
        };
        int after = this == MSGPACK ? 0 : this == NDJSON ? 1 : 2;
        byte[] framed = Arrays.copyOf(before, before.length + message.length + after);
        System.arraycopy(message, 0, framed, before.length, message.length);
        Arrays.fill(framed, before.length + message.length, framed.length, (byte) '\n');
        return framed;
    }

    private static byte[] length(int length) {
        return new byte[] {(byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length};
    }
}
