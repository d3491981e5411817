package xooai.drivers.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.doc.CallError;
import xooai.driver.Dispatch;
import xooai.web.MediaTypes;
import xooai.web.Refusal;

/// Answers what Jetty refuses by itself, such as a head that is broken or too large, with an envelope like
/// any other.
final class ErrorAnswers extends ErrorHandler {

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        HttpFields headers = request.getHeaders();
        Codec codec = MediaTypes.ofError(headers.get(HttpHeader.ACCEPT), headers.get(HttpHeader.CONTENT_TYPE));
        String reason = cause instanceof HttpException http ? http.getReason() : null;
        String said = reason == null ? HttpStatus.getMessage(status) : reason;
        byte[] body = Dispatch.failed(
                        CallError.of(Refusal.codeOf(status), "the request cannot be read: " + said), codec)
                .body();
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, codec.mediaType());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
