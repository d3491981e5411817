package xooai.drivers.grpc;

import io.grpc.Metadata;
import io.grpc.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.XooaiException;
import xooai.store.FetchPolicy;

/// How a call ended, as gRPC's status and trailers.
final class Statuses {
    static final Metadata.Key<byte[]> ERROR = Metadata.Key.of("xoo-error-bin", Metadata.BINARY_BYTE_MARSHALLER);
    static final Metadata.Key<String> STATUS = Metadata.Key.of("xoo-status", Metadata.ASCII_STRING_MARSHALLER);

    /// Many clients take 8 KiB of headers; these two together stay below, as base64 and percent-encoded.
    private static final int MOST_BYTES = 4000;

    private static final int MOST_CHARACTERS = 200;

    private Statuses() {}

    static Status of(CallError error) {
        return Status.fromCodeValue(grpc(error.code())).withDescription(cut(error.message()));
    }

    /// The trailers of a call that failed: the whole error, or where it is too large what fits of it.
    static Metadata trailers(CallError error, Codec codec) {
        Metadata trailers = new Metadata();
        byte[] encoded = codec.writeResponse(Response.failed(null, error));
        if (encoded.length > MOST_BYTES) {
            CallError alone = new CallError(
                    error.code(),
                    shortened(error.message()),
                    error.node(),
                    error.attempt(),
                    error.endpoint(),
                    error.docId(),
                    error.retryable(),
                    List.of());
            encoded = codec.writeResponse(Response.failed(null, alone));
        }
        if (encoded.length <= MOST_BYTES) {
            trailers.put(ERROR, encoded);
        }
        return trailers;
    }

    /// The trailers of a call that was answered.
    static Metadata trailers(Code code) {
        Metadata trailers = new Metadata();
        if (code == Code.PARTIAL) {
            trailers.put(STATUS, Code.PARTIAL.name());
        }
        return trailers;
    }

    /// The error in those trailers, or null when there is none that can be read.
    static @Nullable CallError errorIn(@Nullable Metadata trailers, Limits limits) {
        byte[] encoded = trailers == null ? null : trailers.get(ERROR);
        if (encoded == null || encoded.length == 0) {
            return null;
        }
        Codec codec = encoded[0] == '{' ? Codec.JSON : Codec.MSGPACK;
        try {
            return codec.readResponse(encoded, Doc.class, limits, FetchPolicy.NONE.source())
                    .error();
        } catch (XooaiException _) {
            // The status says the most important of it.
            return null;
        }
    }

    /// Whether those trailers say that some docs are in error.
    static Code codeIn(@Nullable Metadata trailers) {
        return trailers != null && Code.PARTIAL.name().equals(trailers.get(STATUS)) ? Code.PARTIAL : Code.OK;
    }

    static Code codeOf(Status status) {
        return Code.named(status.getCode().name());
    }

    private static int grpc(Code code) {
        return Status.Code.valueOf(code == Code.PARTIAL ? Code.OK.name() : code.name())
                .value();
    }

    private static String cut(String message) {
        return message.length() > MOST_CHARACTERS ? message.substring(0, MOST_CHARACTERS) + "…" : message;
    }

    private static String shortened(String message) {
        int most = MOST_BYTES / 5;
        return message.length() > most ? message.substring(0, most) + "…" : message;
    }
}
