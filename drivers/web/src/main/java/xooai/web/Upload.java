package xooai.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;
import xooai.codec.Request;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Media;
import xooai.driver.Crossing;
import xooai.driver.Memory;
import xooai.driver.ServeSettings;
import xooai.store.Stores;

/// Makes a request of a body that is content: a file as it is, or a form with files.
///
/// What is small stays in memory, together up to half of what a message may hold. The rest goes into the server's
/// store as it comes, under the store's own limit; where there is none, it is too large. A body that breaks off leaves
/// nothing of what broke off; what a store has of it before, it keeps until it is swept.
final class Upload {
    /// What a request without a token says to show that no foreign page sent it: a page cannot without asking.
    static final String HEADER = "xoo-upload";

    static final String FORM = "multipart/form-data";
    private static final int SLICE = 16_384;
    private static final long COPIES = 3;

    private final String endpoint;
    private final Class<? extends Doc> docs;
    private final ServeSettings settings;
    private final Tuning tuning;
    private final Memory.Share held;
    private long atHand;

    /// @param docs what the endpoint takes
    /// @param held what counts the memory that is taken
    Upload(String endpoint, Class<? extends Doc> docs, ServeSettings settings, Tuning tuning, Memory.Share held) {
        this.endpoint = endpoint;
        this.docs = docs;
        this.settings = settings;
        this.tuning = tuning;
        this.held = held;
    }

    /// Whether a body of that type is content, or a form with content.
    static boolean isOne(@Nullable String contentType) {
        if (contentType == null || MediaTypes.isCodec(contentType)) {
            return false;
        }
        String bare = MediaTypes.bare(contentType);
        return bare.equals(FORM) || MediaTypes.isContent(bare);
    }

    /// Lets an upload pass that shows that its sender means it: a form of a foreign page could be sent by any browser.
    ///
    /// @throws Refusal when it shows nothing
    static void check(WebExchange exchange, ServeSettings settings) {
        Bodies.checkPlain(exchange);
        if (settings.token() == null && !"1".equals(exchange.header(HEADER))) {
            throw MediaTypes.unsupported("a body of that type is an upload, which needs a token or the header `"
                    + HEADER + ": 1`, as no page of another site can send it");
        }
    }

    /// Reads the body.
    ///
    /// @throws Refusal when it is too large, too slow, or of a type that the endpoint does not take
    /// @throws IOException when it breaks off
    Request read(WebExchange exchange, String contentType) throws IOException {
        long most = store().isEmpty() ? settings.limits().bodyBytes() : most();
        if (exchange.contentLength() > most) {
            throw UploadStream.tooLarge(most);
        }
        InputStream body = new UploadStream(exchange.body(), most, tuning);
        if (MediaTypes.bare(contentType).equals(FORM)) {
            return new UploadForm(this, endpoint, docs, settings).read(body, contentType);
        }
        docOf(known(contentType)); // What is not taken is refused before it is read.
        return Request.of(null, DocArray.of(doc(content(body, contentType))));
    }

    /// The type of content; null where it may be any.
    private static @Nullable String known(String contentType) {
        String type = MediaTypes.bare(contentType);
        return type.equals(MediaTypes.ANY_BYTES) ? null : type;
    }

    private Stores store() {
        return settings.refs().stores();
    }

    private long most() {
        return store().contentBytes();
    }

    /// That content, in the store where there is one, else in memory.
    Content content(InputStream in, String contentType) throws IOException {
        String known = known(contentType);
        if (known != null && known.startsWith("text/")) {
            MediaTypes.checkCharset(contentType);
        }
        if (store().isEmpty()) {
            return Content.ofOwnedBytes(inMemory(in), known);
        }
        byte[] beginning = beginning(in);
        if (beginning.length <= small()) {
            atHand += beginning.length;
            return Content.ofOwnedBytes(beginning, known);
        }
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(beginning), in);
        return store().put(all, known).from(settings.refs().source());
    }

    /// As many bytes as may stay in memory, and one more where there are more.
    private byte[] beginning(InputStream in) throws IOException {
        int most = small() + 1;
        held.take(atHand + COPIES * most);
        return in.readNBytes(most);
    }

    /// Half of a message is left to the fields of a form.
    private int small() {
        return Math.clamp(settings.limits().bodyBytes() / 2 - atHand, 0, Crossing.LARGE);
    }

    /// All that comes. All that is held of one upload is as much as a message may hold.
    byte[] inMemory(InputStream in) throws IOException {
        int limit = settings.limits().bodyBytes();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[SLICE];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            long size = atHand + all.size() + count;
            if (size > limit) {
                throw UploadStream.tooLarge(limit);
            }
            // While it grows it is there up to three times.
            held.take(atHand + COPIES * (all.size() + count));
            all.write(buffer, 0, count);
        }
        atHand += all.size();
        return all.toByteArray();
    }

    /// The built-in doc that content of that type becomes.
    ///
    /// @throws Refusal with 415 when the endpoint takes none of that type
    Class<? extends Media> docOf(@Nullable String mediaType) {
        Class<? extends Media> sent = xooai.doc.MediaTypes.docOf(mediaType);
        if (docs == Doc.class) {
            if (sent == null) {
                throw refused("the body's type says not what it is: send it as image/…, audio/…, video/… or text/…");
            }
            return sent;
        }
        if (!Media.class.isAssignableFrom(docs)) {
            throw refused("the endpoint takes " + docs.getSimpleName() + ", which a file alone is not: send " + FORM
                    + " with a part `" + UploadForm.REQUEST + "` in JSON, whose refs name the other parts as `"
                    + UploadForm.CID + "NAME`");
        }
        if (sent != null && sent != docs) {
            throw refused("the endpoint takes " + docs.getSimpleName() + ", and is given " + sent.getSimpleName());
        }
        return docs.asSubclass(Media.class);
    }

    /// The doc of the endpoint that holds that content.
    ///
    /// @throws Refusal with 415 when it takes none of that type
    Doc doc(Content content) {
        return xooai.doc.MediaTypes.doc(docOf(content.mediaType()), content);
    }

    private static Refusal refused(String why) {
        return Refusal.of(415, Code.INVALID_ARGUMENT, why);
    }
}
