package xooai.doc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a media doc holds: text or bytes at hand, or a `ref` that is fetched when asked for.
///
/// Two contents are equal when they hold the same bytes, in whatever form: at hand, as text, or as a ref with
/// the same signature. A ref without a signature equals only the same ref. Immutable and safe for use by many
/// threads.
public final class Content {
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
        InputStream opened = (source != null ? source : ContentSource.standard()).open(ref);
        String expected = signature;
        return expected == null ? opened : new SignedStream(opened, expected, ref);
    }

    /// All bytes of the content; a copy.
    ///
    /// @throws XooaiException when the ref cannot be read
    public byte[] bytes() {
        if (ref == null) {
            return bytes != null ? bytes.clone() : inlineBytes();
        }
        try (InputStream in = open()) {
            return in.readAllBytes();
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
        return "sha256:" + HexFormat.of().formatHex(sha256().digest(bytes));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
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

    /// Checks the signature of what passes, where it ends.
    private static final class SignedStream extends InputStream {
        private final InputStream in;
        private final String expected;
        private final String ref;
        private final MessageDigest digest = sha256();
        private boolean checked;

        SignedStream(InputStream in, String expected, String ref) {
            this.in = in;
            this.expected = expected;
            this.ref = ref;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            if (value < 0) {
                check();
            } else {
                digest.update((byte) value);
            }
            return value;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = in.read(into, offset, length);
            if (count < 0) {
                check();
            } else {
                digest.update(into, offset, count);
            }
            return count;
        }

        private void check() {
            if (checked) {
                return;
            }
            checked = true;
            String found = "sha256:" + HexFormat.of().formatHex(digest.digest());
            if (!found.equals(expected)) {
                throw new XooaiException(
                        Code.DATA_LOSS,
                        "Tried to read " + withoutQuery(ref) + ": its signature is " + found + ", not " + expected);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
