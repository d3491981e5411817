package xooai.drivers.s3;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import xooai.doc.XooaiException;

/// What is sent failed, and not the connection: its source cannot be read, or is not what its signature says. It is
/// an [IOException] so that OkHttp gives up the connection in order.
final class Unsendable extends IOException {
    private final @Nullable Exception failure;

    private Unsendable(String message, @Nullable Exception failure) {
        super(message, failure);
        this.failure = failure;
    }

    /// The source cannot be read.
    static Unsendable unreadable(IOException failure) {
        return new Unsendable("the content cannot be read", failure);
    }

    /// The source says why itself.
    static Unsendable unreadable(XooaiException failure) {
        return new Unsendable("the content cannot be read", failure);
    }

    /// The source gave other bytes than before.
    static Unsendable changed(String how) {
        return new Unsendable(how, null);
    }

    /// Why the source failed; null where it changed.
    @Nullable
    Exception failure() {
        return failure;
    }
}
