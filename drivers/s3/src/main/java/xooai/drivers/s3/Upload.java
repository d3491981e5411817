package xooai.drivers.s3;

import io.minio.Xml;
import io.minio.errors.XmlParserException;
import io.minio.messages.ErrorResponse;
import io.minio.messages.InitiateMultipartUploadResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import okhttp3.Request;

/// Sends content, one part after another, so that it appears whole or not at all. Where it is there already, for
/// another
/// was faster, that is as good.
final class Upload {
    private static final int PRECONDITION_FAILED = 412;
    private static final int MOST_XML_BYTES = 1 << 20;

    private final Requests requests;
    private final Wire wire;
    private final int partBytes;

    Upload(Requests requests, Wire wire, int partBytes) {
        this.requests = requests;
        this.wire = wire;
        this.partBytes = partBytes;
    }

    /// Sends it.
    ///
    /// @throws Unsendable when the source cannot be read or is not what was measured
    void send(Measured content, Source source) throws IOException, Refusal {
        try (Reading reading = new Reading(source)) {
            if (content.parts().size() == 1) {
                CheckedBody body = new CheckedBody(reading, 0, Math.toIntExact(content.size()), content.digits(), true);
                unlessThere(
                        () -> wire.send(requests.put(content.digits(), body)).close());
            } else {
                sendParts(content, reading);
            }
        }
    }

    /// What is done unless the content is there.
    private interface Conditional {
        void run() throws IOException, Refusal;
    }

    private static boolean unlessThere(Conditional action) throws IOException, Refusal {
        try {
            action.run();
            return true;
        } catch (Refusal refusal) {
            if (refusal.status() != PRECONDITION_FAILED) {
                throw refusal;
            }
            return false;
        }
    }

    private void sendParts(Measured content, Reading reading) throws IOException, Refusal {
        String upload = create(content.digits());
        boolean done = false;
        try {
            List<String> tags = new ArrayList<>();
            for (int i = 0; i < content.parts().size(); i++) {
                tags.add(sendPart(content, reading, upload, i));
            }
            done = unlessThere(() -> complete(content.digits(), upload, tags));
        } finally {
            if (!done) {
                abort(content.digits(), upload);
            }
        }
    }

    private String create(String digits) throws IOException, Refusal {
        try (Reply reply = wire.send(requests.createUpload(digits))) {
            return Xml.unmarshal(InitiateMultipartUploadResult.class, reply.text(MOST_XML_BYTES))
                    .uploadId();
        } catch (XmlParserException e) {
            throw new IOException("the server began an upload and did not name it", e);
        }
    }

    private String sendPart(Measured content, Reading reading, String upload, int index) throws IOException, Refusal {
        long from = (long) index * partBytes;
        int length = (int) Math.min(partBytes, content.size() - from);
        boolean last = index == content.parts().size() - 1;
        CheckedBody body =
                new CheckedBody(reading, from, length, content.parts().get(index), last);
        try (Reply reply = wire.send(requests.part(content.digits(), upload, index + 1, body))) {
            String tag = reply.header("ETag");
            if (tag == null) {
                throw new IOException("the server took a part and gave it no ETag");
            }
            return tag.replace("\"", "");
        }
    }

    private void complete(String digits, String upload, List<String> tags) throws IOException, Refusal {
        Request request = requests.completeUpload(digits, upload, tags);
        try (Reply reply = wire.sendPatiently(request)) {
            // The server says 200 before it knows.
            ErrorResponse error = Wire.error(reply.text(MOST_XML_BYTES));
            if (error != null) {
                String code = wire.shown(Objects.requireNonNullElse(error.code(), ""));
                int status = code.equals("PreconditionFailed") ? PRECONDITION_FAILED : 500;
                throw new Refusal(status, code, wire.shown(Objects.requireNonNullElse(error.message(), "")), null);
            }
        } catch (Refusal refusal) {
            // It may have been completed by an attempt whose answer was cut.
            if (!refusal.code().equals("NoSuchUpload")) {
                throw refusal;
            }
            wire.send(requests.head(digits)).close();
        }
    }

    /// Deletes the parts that were sent, however the rest ended.
    private void abort(String digits, String upload) {
        boolean interrupted = Thread.interrupted();
        try {
            wire.sendHastily(requests.abortUpload(digits, upload)).close();
        } catch (IOException | Refusal _) {
            // They are seen by nobody; a lifecycle rule of the bucket has them deleted.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
