package xooai.web;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A body that its transport cannot read on, and the status that says why.
public final class UnreadableBodyException extends IOException {
    private final int status;

    /// @param status what to answer, where there is still something to answer
    /// @param why what is wrong with the body
    public UnreadableBodyException(int status, @Nullable String why, @Nullable Throwable cause) {
        super(why, cause);
        this.status = status;
    }

    int status() {
        return status;
    }
}
