package xooai.drivers.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import xooai.codec.Codec;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.driver.Dispatch;

/// Writes answers: the bytes as they are, with their length, past Javalin's own writing.
final class Answers {
    private static final int SLICE = 32_768;

    /// The exit code of `-XX:+ExitOnOutOfMemoryError`.
    private static final int OUT_OF_MEMORY = 3;

    private Answers() {}

    /// Writes the answer to a call.
    static void write(HttpServletResponse response, int status, Codec codec, Dispatch.Encoded encoded)
            throws IOException {
        if (encoded.code() == Code.PARTIAL) {
            response.setHeader("xoo-status", "partial");
        } else if (encoded.code() != Code.OK) {
            retryLater(response, status);
        }
        write(response, status, codec.mediaType(), encoded.body());
    }

    /// Writes an error as an envelope.
    static void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            CallError error,
            Map<String, String> headers)
            throws IOException {
        Codec codec = MediaTypes.ofError(request.getHeader("Accept"), request.getHeader("Content-Type"));
        headers.forEach(response::setHeader);
        retryLater(response, status);
        write(response, status, codec.mediaType(), Dispatch.failed(error, codec).body());
    }

    /// Writes that body.
    static void write(HttpServletResponse response, int status, String mediaType, byte[] body) throws IOException {
        head(response, status, mediaType);
        response.setContentLength(body.length);
        ServletOutputStream out = response.getOutputStream();
        // In slices: the system copies all that is left on every attempt, and a socket takes a part at a time.
        for (int at = 0; at < body.length; at += SLICE) {
            out.write(body, at, Math.min(SLICE, body.length - at));
        }
    }

    /// Says what follows.
    static void head(HttpServletResponse response, int status, String mediaType) {
        response.setStatus(status);
        response.setContentType(mediaType);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    /// Answers a request on which the virtual machine itself gave up, such as by a stack that was too deep.
    /// Without memory nothing that this process says can be trusted, so it ends: whoever started it starts it
    /// anew.
    static void fail(HttpServletResponse response, Error error) {
        if (error instanceof OutOfMemoryError) {
            end();
        }
        CallError said = CallError.of(Code.INTERNAL, error.getClass().getSimpleName());
        try {
            if (!response.isCommitted()) {
                write(
                        response,
                        500,
                        Codec.JSON.mediaType(),
                        Dispatch.failed(said, Codec.JSON).body());
            }
        } catch (IOException _) {
            // The client has left: nobody is there to be told.
        }
    }

    private static void end() {
        try {
            System.err.println("xooai: out of memory; the process ends. Give it more by -Xmx, or lower its limits");
        } finally {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        }
    }

    private static void retryLater(HttpServletResponse response, int status) {
        if (status == 429 || status == 503) {
            response.setHeader("Retry-After", "1");
        }
    }
}
