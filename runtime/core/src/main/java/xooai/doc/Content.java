package xooai.doc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a media doc holds: text or bytes at hand, or a `ref` that is fetched when asked for.
///
/// Two contents are equal when they hold the same bytes, in whatever form: at hand, as text, or as a ref with
/// the same signature. A ref without a signature equals only the same ref. Immutable and safe for use by many
/// threads.
public final class Content {
    private static final int MOST_AT_HAND = 512 << 20;

    private final @Nullable String ref;
    private final @Nullable String text;
    private final byte @Nullable [] bytes;
    private final long size;
    private final @Nullable String mediaType;
    private final @Nullable ContentSource source;
    private volatile @Nullable String signature;
    private volatile @Nullable String fetchedText;

    private Content(
            @Nullable String ref,
            @Nullable String text,
            byte @Nullable [] bytes,
            @Nullable String signature,
            long size,
            @Nullable String mediaType,
            @Nullable ContentSource source) {
        this.ref = ref;
        this.text = text;
        this.bytes = bytes;
        this.signature = signature;
        this.size = size;
        this.mediaType = mediaType;
        this.source = source;
    }

    /// Text at hand.
    public static Content ofText(String text) {
        return ofText(text, null);
    }

    /// Text at hand, with its media type where it is known.
    public static Content ofText(String text, @Nullable String mediaType) {
        return new Content(null, Objects.requireNonNull(text), null, null, -1, mediaType, null);
    }

    /// Bytes at hand, copied; the media type where it is known.
    public static Content ofBytes(byte[] bytes, @Nullable String mediaType) {
        return ofOwnedBytes(bytes.clone(), mediaType);
    }

    /// Bytes at hand that the caller gives away and never changes again.
    public static Content ofOwnedBytes(byte[] bytes, @Nullable String mediaType) {
        return new Content(null, null, bytes, null, bytes.length, mediaType, null);
    }

    /// What is found at that ref; nothing is read yet.
    public static Content at(String ref) {
        return at(ref, null, -1, null);
    }

    /// What is found at that ref, with what is known of it; nothing is read yet.
    ///
    /// @param signature `sha256:` and 64 lower-case hexadecimal digits, or null
    /// @param size in bytes, or -1 where it is not known
    public static Content at(String ref, @Nullable String signature, long size, @Nullable String mediaType) {
        return new Content(Objects.requireNonNull(ref), null, null, signature, size, mediaType, null);
    }

    /// The same content, opened by that source from now on, whatever thread opens it.
    public Content from(ContentSource newSource) {
        return ref == null ? this : new Content(ref, null, null, signature, size, mediaType, newSource);
    }

    /// The same content, of that media type.
    public Content as(@Nullable String newMediaType) {
        return new Content(ref, text, bytes, signature, size, newMediaType, source);
    }

    /// What opens the ref; null for [ContentSource#standard()].
    public @Nullable ContentSource source() {
        return source;
    }

    /// The ref, or null when the content is at hand.
    public @Nullable String ref() {
        return ref;
    }

    /// The text at hand, or null when the content is bytes or a ref.
    public @Nullable String inlineText() {
        return text;
    }

    /// The media type, or null where it is not known.
    public @Nullable String mediaType() {
        return mediaType;
    }

    /// The size in bytes, or -1 where it is not known without fetching.
    public long size() {
        return text != null ? text.getBytes(StandardCharsets.UTF_8).length : size;
    }

    /// Whether reading needs no fetch.
    public boolean isInline() {
        return ref == null;
    }

    /// The signature where it is known without fetching: `sha256:` and 64 hexadecimal digits, or null.
    public @Nullable String signature() {
        String known = signature;
        if (known == null && isInline()) {
            known = sign(inlineBytes());
            signature = known;
        }
        return known;
    }

    /// Opens the content for reading. The caller closes the stream. A ref with a signature is checked while
    /// it is read: where the bytes end, a mismatch is [Code#DATA_LOSS].
    ///
    /// @throws IOException when the ref cannot be read
    public InputStream open() throws IOException {
        if (ref == null) {
            return new ByteArrayInputStream(inlineBytes());
        }
        ContentSource from = source != null ? source : ContentSource.standard();
        String expected = signature;
        InputStream opened = from.open(ref, expected, size);
        return expected == null
                ? opened
                : new SignedStream(opened, expected, withoutQuery(ref), () -> from.damaged(ref, expected));
    }

    /// All bytes of the content; a copy. What is larger than 512 MiB is read by [#open] alone.
    ///
    /// @throws XooaiException when the ref cannot be read, or holds more
    public byte[] bytes() {
        if (ref == null) {
            return bytes != null ? bytes.clone() : inlineBytes();
        }
        try (InputStream in = open()) {
            byte[] all = in.readNBytes(MOST_AT_HAND + 1);
            if (all.length > MOST_AT_HAND) {
                throw new XooaiException(
                        Code.RESOURCE_EXHAUSTED,
                        "Tried to read all of " + withoutQuery(ref) + ": it has more than the " + MOST_AT_HAND
                                + " bytes that are held in memory; open it as a stream");
            }
            return all;
        } catch (IOException e) {
            throw new XooaiException(Code.UNAVAILABLE, "Tried to read " + withoutQuery(ref) + ": " + reason(e), e);
        }
    }

    /// All of the content as text in UTF-8; fetched once.
    ///
    /// @throws XooaiException when the ref cannot be read, or when the bytes are no UTF-8
    public String text() {
        if (text != null) {
            return text;
        }
        String known = fetchedText;
        if (known == null) {
            try {
                known = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes()))
                        .toString();
            } catch (CharacterCodingException e) {
                throw new XooaiException(
                        Code.INVALID_ARGUMENT, "Tried to read " + this + " as text: it is not UTF-8", e);
            }
            fetchedText = known;
        }
        return known;
    }

    /// The bytes at hand, not copied: for writing them out, never for changing them.
    ///
    /// @throws IllegalStateException when the content is a ref
    public ByteBuffer inlineBuffer() {
        return ByteBuffer.wrap(inlineBytes()).asReadOnlyBuffer();
    }

    private byte[] inlineBytes() {
        if (bytes != null) {
            return bytes;
        }
        if (text != null) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        throw new IllegalStateException("the content is at " + ref + " and has to be fetched");
    }

    /// The signature of those bytes: `sha256:` and 64 lower-case hexadecimal digits.
    public static String sign(byte[] bytes) {
        return SignedStream.signature(SignedStream.sha256().digest(bytes));
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return e instanceof java.nio.file.NoSuchFileException
                ? "no such file"
                : message == null ? e.getClass().getSimpleName() : message;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Content that)) {
            return false;
        }
        if (text != null && that.text != null) {
            return text.equals(that.text);
        }
        if (bytes != null && that.bytes != null) {
            return Arrays.equals(bytes, that.bytes);
        }
        if (ref != null && ref.equals(that.ref) && Objects.equals(signature, that.signature)) {
            return true;
        }
        String mine = signature();
        return mine != null && mine.equals(that.signature());
    }

    @Override
    public int hashCode() {
        String known = signature();
        return known != null ? known.hashCode() : Objects.hashCode(ref);
    }

    @Override
    public String toString() {
        if (text != null) {
            return text.length() <= 80 ? '"' + text + '"' : '"' + text.substring(0, 77) + "…\"";
        }
        String what = ref != null ? withoutQuery(ref) : Objects.requireNonNull(bytes).length + " bytes";
        return mediaType == null ? what : mediaType + " " + what;
    }

    /// A ref as it may be shown and logged: a query may hold a secret, and `data:` may be long.
    static String withoutQuery(String ref) {
        int query = ref.indexOf('?');
        String shown = query < 0 ? ref : ref.substring(0, query) + "?…";
        return shown.length() <= 200 ? shown : shown.substring(0, 200) + "…";
    }
}
