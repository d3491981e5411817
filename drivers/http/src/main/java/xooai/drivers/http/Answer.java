package xooai.drivers.http;

import java.io.IOException;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.XooaiException;
import xooai.driver.ConnectSettings;
import xooai.driver.Context;
import xooai.store.FetchPolicy;
import xooai.web.MediaTypes;
import xooai.web.Refusal;

/// What came back, whole.
final class Answer {
    private final Target target;
    private final int status;
    private final @Nullable String mediaType;
    private final byte[] body;

    private Answer(Target target, int status, @Nullable String mediaType, byte[] body) {
        this.target = target;
        this.status = status;
        this.mediaType = mediaType;
        this.body = body;
    }

    /// Reads the whole answer, and no more than the limit.
    static Answer read(Target target, Response response, int limit) throws IOException {
        BufferedSource source = response.body().source();
        if (response.body().contentLength() > limit || source.request(limit + 1L)) {
            throw target.error(Code.RESOURCE_EXHAUSTED, "its answer is over the limit of " + limit + " bytes", null);
        }
        return new Answer(target, response.code(), response.header("Content-Type"), source.readByteArray());
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    /// The answer to a call.
    ///
    /// @throws XooaiException when it is none
    xooai.codec.Response response(Class<? extends Doc> docs, ConnectSettings settings, Context context) {
        Codec codec = codec();
        try {
            return codec.readResponse(
                    body,
                    docs,
                    settings.limits(),
                    context.within(settings.refs()).source());
        } catch (XooaiException e) {
            throw unreadable(e);
        }
    }

    Codec codec() {
        Codec codec = mediaType == null ? null : MediaTypes.named(mediaType);
        if (codec == null) {
            throw refused();
        }
        return codec;
    }

    /// An answer that is none that was asked for: an error, or from a proxy in front, or from something else
    /// altogether.
    XooaiException refused() {
        Codec codec = mediaType == null ? null : MediaTypes.named(mediaType);
        CallError said = codec == null ? null : error(codec);
        if (said != null) {
            return target.error(said.code(), "it answered: " + said.message(), null);
        }
        return notOurs();
    }

    private @Nullable CallError error(Codec codec) {
        try {
            return codec.readResponse(body, Doc.class, Limits.DEFAULT, FetchPolicy.NONE.source())
                    .error();
        } catch (XooaiException _) {
            return null; // Not written as an executor writes.
        }
    }

    private XooaiException notOurs() {
        String type = mediaType == null ? "no content type" : mediaType;
        String said = "it answered HTTP " + status + " with " + type + ", and not as an executor answers";
        return target.error(
                status < 300 ? Code.DATA_LOSS : status < 400 ? Code.UNAVAILABLE : Refusal.codeOf(status), said, null);
    }

    XooaiException unreadable(@Nullable XooaiException e) {
        return unreadable(target, e);
    }

    static XooaiException unreadable(Target target, @Nullable XooaiException e) {
        String why = e == null ? "it is no description" : e.error().message();
        boolean limit = e != null && e.code() == Code.RESOURCE_EXHAUSTED;
        return target.error(limit ? Code.RESOURCE_EXHAUSTED : Code.DATA_LOSS, "its answer cannot be read: " + why, e);
    }
}
