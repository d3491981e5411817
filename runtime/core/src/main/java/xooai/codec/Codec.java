package xooai.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.doc.ContentSource;
import xooai.doc.Doc;
import xooai.doc.DocArray;

/// Writes and reads calls, docs and plain values; the same envelope in JSON and in msgpack.
///
/// Both refuse the same bad input with the same words: duplicate keys, trailing bytes, text that is not
/// UTF-8, numbers that are not finite, values nested too deep, docs that their type does not allow. Safe for
/// use by many threads. What reads throws [xooai.doc.XooaiException] with INVALID_ARGUMENT, or
/// RESOURCE_EXHAUSTED past a limit.
public sealed interface Codec permits TokenCodec {

    /// JSON, in UTF-8.
    Codec JSON = new JsonCodec();

    /// Msgpack.
    Codec MSGPACK = new MsgpackCodec();

    /// The codec of that name, `json` or `msgpack`, or null.
    static @Nullable Codec named(String name) {
        return switch (name) {
            case "json" -> JSON;
            case "msgpack" -> MSGPACK;
            default -> null;
        };
    }

    /// All codecs, the default first.
    static List<Codec> all() {
        return List.of(JSON, MSGPACK);
    }

    /// `json` or `msgpack`.
    String name();

    /// `application/json` or `application/msgpack`.
    String mediaType();

    /// Writes a request.
    byte[] writeRequest(Request request);

    /// Reads a request whose docs are of that class where they do not say; [Doc] itself for docs of any type.
    ///
    /// @param refs opens the refs in them, whenever and on whatever thread that is
    Request readRequest(byte[] bytes, Class<? extends Doc> docs, Limits limits, ContentSource refs);

    /// Writes an answer.
    byte[] writeResponse(Response response);

    /// Reads an answer whose docs are of that class where they do not say; [Doc] itself for docs of any type.
    ///
    /// @param refs opens the refs in them, whenever and on whatever thread that is
    Response readResponse(byte[] bytes, Class<? extends Doc> docs, Limits limits, ContentSource refs);

    /// Writes a message of a stream.
    byte[] writeFrame(Frame frame);

    /// Reads a message of a stream whose docs are of that class where they do not say; [Doc] itself for docs
    /// of any type.
    ///
    /// @param refs opens the refs in them, whenever and on whatever thread that is
    Frame readFrame(byte[] bytes, Class<? extends Doc> docs, Limits limits, ContentSource refs);

    /// Writes docs as a bare array, with their ids, types and errors.
    byte[] writeDocs(DocArray<? extends Doc> docs);

    /// Reads a bare array of docs, or one doc alone.
    ///
    /// @param refs opens the refs in them, whenever and on whatever thread that is
    DocArray<? extends Doc> readDocs(byte[] bytes, Class<? extends Doc> docs, Limits limits, ContentSource refs);

    /// Reads a bare array of docs, or one doc alone, that this program or its user wrote.
    DocArray<? extends Doc> readDocs(byte[] bytes, Class<? extends Doc> docs, Limits limits);

    /// Writes a plain value: null, Boolean, Integer, Long, BigInteger, Double, String, `byte[]`, List or Map.
    byte[] writeValue(@Nullable Object value);

    /// Reads a plain value.
    @Nullable
    Object readValue(byte[] bytes, Limits limits);
}
