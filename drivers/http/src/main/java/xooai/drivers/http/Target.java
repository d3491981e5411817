package xooai.drivers.http;

import java.io.IOException;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.Context;
import xooai.driver.Failures;
import xooai.driver.ShownAddress;

/// What is called, as messages name it.
record Target(@Nullable String executor, HttpUrl url) {

    /// The executor and its address.
    String shown() {
        String shown = ShownAddress.of(url.uri());
        return executor == null ? shown : executor + " (" + shown + ")";
    }

    XooaiException error(Code code, String why, @Nullable Throwable cause) {
        return new XooaiException(CallError.of(code, "Tried to call " + shown() + ": " + why), cause);
    }

    XooaiException failed(IOException e, Context context) {
        if (context.isCancelled()) {
            return new XooaiException(context.cancellation(), e);
        }
        if (Thread.currentThread().isInterrupted()) {
            return error(Code.CANCELLED, "interrupted", e);
        }
        if (context.remainingNanos() == 0) {
            return error(Code.DEADLINE_EXCEEDED, "no answer within the deadline", e);
        }
        return error(Code.UNAVAILABLE, Failures.sayWhy(e), e);
    }
}
