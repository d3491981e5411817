package xooai.web;

import java.io.IOException;
import java.util.Map;
import xooai.codec.Codec;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.driver.Dispatch;

/// Makes answers of what calls and pages give.
final class Answers {
    /// The exit code of `-XX:+ExitOnOutOfMemoryError`.
    private static final int OUT_OF_MEMORY = 3;

    private Answers() {}

    /// Writes the answer to a call.
    static void write(WebExchange exchange, int status, Codec codec, Dispatch.Encoded encoded) throws IOException {
        Head head = Head.of(status, codec.mediaType());
        if (encoded.code() == Code.PARTIAL) {
            head = head.with("xoo-status", "partial");
        } else if (encoded.code() != Code.OK) {
            head = retryLater(head);
        }
        exchange.answer(head, encoded.body());
    }

    /// Writes an error as an envelope.
    static void refuse(WebExchange exchange, int status, CallError error, Map<String, String> headers)
            throws IOException {
        Codec codec = MediaTypes.ofError(exchange.header("Accept"), exchange.header("Content-Type"));
        Head head = retryLater(new Head(status, codec.mediaType(), headers));
        exchange.answer(head, Dispatch.failed(error, codec).body());
    }

    /// Answers a request on which the virtual machine itself gave up, such as by a stack that was too deep.
    /// Without memory nothing that this process says can be trusted, so it ends: whoever started it starts it
    /// anew.
    static void fail(WebExchange exchange, Error error) {
        if (error instanceof OutOfMemoryError) {
            end();
        }
        CallError said = CallError.of(Code.INTERNAL, error.getClass().getSimpleName());
        try {
            if (!exchange.isCommitted()) {
                Head head = Head.of(500, Codec.JSON.mediaType());
                exchange.answer(head, Dispatch.failed(said, Codec.JSON).body());
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

    private static Head retryLater(Head head) {
        return head.status() == 429 || head.status() == 503 ? head.with("Retry-After", "1") : head;
    }
}
