package xooai.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.Media;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.driver.Context;
import xooai.driver.Hurry;

/// An answer that is content alone, as a browser shows it and `curl -o` keeps it: for callers whose `Accept` names
/// types of content and no codec.
final class Download {
    private static final int SLICE = 65_536;

    private final String accept;

    private Download(String accept) {
        this.accept = accept;
    }

    /// What is wanted by a caller with that `Accept`; null where an answer in a codec is.
    static @Nullable Download wanted(@Nullable String accept) {
        if (accept == null || accept.equals("*/*") || MediaTypes.isCodec(accept)) {
            return null;
        }
        boolean wanted = ranges(accept).findAny().isPresent() && ranges(accept).allMatch(MediaTypes::isContent);
        return wanted ? new Download(accept) : null;
    }

    /// The types that are wanted at all, in lower case.
    private static Stream<String> ranges(String accept) {
        return Arrays.stream(accept.split(",", 32)).filter(MediaTypes::isWanted).map(MediaTypes::bare);
    }

    /// Sends the content of the answer's one doc.
    ///
    /// @throws Refusal with 406 where the answer is something else; nothing has been sent then
    void send(WebExchange exchange, Response response, Context context, Tuning tuning) throws IOException {
        Content content = content(response);
        Doc doc = response.docs().get(0);
        String type = type(doc, content);
        if (ranges(accept).noneMatch(range -> takes(range, type, doc))) {
            throw refused("the answer is " + type);
        }
        // What somebody sent must not run as a page of this server.
        Head head = Head.of(200, type).with("Content-Security-Policy", "default-src 'none'; sandbox");
        if (content.isInline()) {
            exchange.answer(head, content.bytes());
            return;
        }
        try (InputStream in = opened(content, context)) {
            stream(exchange, head, beginning(in, context), in, new Pace(tuning.answer()));
        }
    }

    /// The call's time is over where the content has not begun to come.
    private static InputStream opened(Content content, Context context) throws IOException {
        return hurried(context, content::open);
    }

    /// The beginning is read before anything is said: what cannot be read is still told as an error.
    private static byte[] beginning(InputStream in, Context context) throws IOException {
        return hurried(context, () -> in.readNBytes(SLICE));
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T hurried(Context context, Reading<T> reading) throws IOException {
        try (Hurry _ = new Hurry(context, "the content of the answer was fetched")) {
            return reading.read();
        } catch (IOException | XooaiException e) {
            if (context.isCancelled()) {
                throw new XooaiException(context.cancellation(), e);
            }
            throw e;
        }
    }

    private static void stream(WebExchange exchange, Head head, byte[] beginning, InputStream in, Pace pace)
            throws IOException {
        byte[] now = beginning;
        long sent = 0;
        exchange.begin(head);
        try {
            while (true) {
                if (pace.isTooSlow(sent)) {
                    throw new IOException("the caller reads slower than " + Pace.SLOWEST + " bytes a second");
                }
                sent += now.length;
                byte[] next = now.length < SLICE ? new byte[0] : in.readNBytes(SLICE);
                exchange.write(now, next.length == 0);
                if (next.length == 0) {
                    return;
                }
                now = next;
            }
        } catch (IOException | RuntimeException e) {
            exchange.abort();
            throw e;
        }
    }

    private static Content content(Response response) {
        if (response.docs().size() != 1) {
            throw refused("the answer has " + response.docs().size() + " docs");
        }
        CallError error = response.docs().slot(0).error();
        if (error != null) {
            throw new XooaiException(error);
        }
        if (!(response.docs().get(0) instanceof Media media)) {
            throw refused("the answer is a doc of several fields");
        }
        return media.content();
    }

    private static Refusal refused(String why) {
        return Refusal.of(
                406,
                Code.INVALID_ARGUMENT,
                why + ", and `Accept` takes the content of one doc; ask for application/json to see it");
    }

    private static String type(Doc doc, Content content) {
        String known = content.mediaType();
        if (known != null && known.matches("[A-Za-z0-9!#$&^_.+-]{1,64}/[A-Za-z0-9!#$&^_.+-]{1,64}")) {
            return known.toLowerCase(Locale.ROOT);
        }
        return doc instanceof Text ? "text/plain" : MediaTypes.ANY_BYTES;
    }

    private static boolean takes(String range, String type, Doc doc) {
        // A picture whose type nobody knows is a picture all the same.
        boolean any = type.equals(MediaTypes.ANY_BYTES)
                && range.equals(typesOf(doc.getClass().getSimpleName()));
        return any
                || range.equals(type)
                || range.equals(MediaTypes.ANY_BYTES)
                || (range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1)));
    }

    /// What an `Accept` may name for an endpoint that gives such docs, for its description.
    static @Nullable String typesOf(String docType) {
        return switch (docType) {
            case "Text" -> "text/plain";
            case "Image" -> "image/*";
            case "Audio" -> "audio/*";
            case "Video" -> "video/*";
            default -> null;
        };
    }
}
