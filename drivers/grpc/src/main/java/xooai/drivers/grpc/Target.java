package xooai.drivers.grpc;

import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.Context;
import xooai.driver.Failures;

/// What is called, as messages name it, and what is said when no answer comes of it.
///
/// @param what `executor (grpc://host:port)`
record Target(String what) {
    /// What Netty says of frames that are none.
    private static final String NO_HTTP2 = "http2 exception";
    /// What grpc-java says of an answer that is none of gRPC.
    private static final Pattern HTTP_STATUS = Pattern.compile("HTTP status code (\\d+)");
    /// What grpc-java says of a connection that ended without a word.
    private static final String CUT = "Network closed for unknown reason";

    XooaiException error(Code code, String why, @Nullable Throwable cause) {
        return new XooaiException(CallError.of(code, "Tried to call " + what + ": " + why), cause);
    }

    /// An answer that cannot be read.
    XooaiException unreadable(XooaiException e) {
        boolean limit = e.code() == Code.RESOURCE_EXHAUSTED;
        return error(
                limit ? Code.RESOURCE_EXHAUSTED : Code.DATA_LOSS,
                "its answer cannot be read: " + e.error().message(),
                e);
    }

    /// What a status means that the transport made, or a server that says no more than that.
    XooaiException failed(Status status, @Nullable Metadata trailers, Context context) {
        Throwable cause = status.asRuntimeException(trailers);
        if (context.isCancelled()) {
            return new XooaiException(context.cancellation(), cause);
        }
        if (NO_HTTP2.equals(status.getDescription())) {
            return error(Code.UNAVAILABLE, "it does not speak gRPC", cause);
        }
        Matcher http = HTTP_STATUS.matcher(String.valueOf(status.getDescription()));
        if (http.lookingAt()) {
            return error(
                    Code.UNAVAILABLE,
                    "it answered HTTP " + http.group(1)
                            + " and does not speak gRPC: a server of HTTP is called by http://" + " or https://",
                    cause);
        }
        Code code = Statuses.codeOf(status);
        return switch (code) {
            case DEADLINE_EXCEEDED -> error(code, "no answer within the deadline", cause);
            case UNAVAILABLE -> error(code, whyUnavailable(status), cause);
            case CANCELLED -> error(Code.UNAVAILABLE, "the connection was cut", cause);
            default -> error(code, said(status), cause);
        };
    }

    /// Whether a call failed because no connection was made.
    static boolean isUnconnected(XooaiException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    private static String said(Status status) {
        return status.getDescription() == null ? "it answered " + status.getCode() : status.getDescription();
    }

    private static String whyUnavailable(Status status) {
        for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "the host is not known";
            }
            // Netty's own are subclasses that name the address as well.
            if (cause instanceof ConnectException) {
                return Failures.sayWhy((IOException) cause);
            }
            if (cause instanceof IOException io && !(cause.getCause() instanceof IOException)) {
                return Failures.sayWhy(io);
            }
        }
        return CUT.equals(status.getDescription()) ? "the connection was cut" : said(status);
    }

    /// Whether the context has a deadline at all.
    static boolean hasDeadline(Context context) {
        return context.remainingNanos() < TimeUnit.DAYS.toNanos(180);
    }
}
