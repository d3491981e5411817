package xooai.doc;

import org.jspecify.annotations.Nullable;

/// A failure of a call or of a doc, with the [CallError] that a caller sees.
public final class XooaiException extends RuntimeException {
    private final transient CallError error;

    /// A failure with that error.
    public XooaiException(CallError error) {
        this(error, null);
    }

    /// A failure with that error, and what Java threw behind it.
    public XooaiException(CallError error, @Nullable Throwable cause) {
        super(error.message(), cause);
        this.error = error;
    }

    /// A failure of that kind with that message.
    public XooaiException(Code code, String message) {
        this(CallError.of(code, message), null);
    }

    /// A failure of that kind with that message, and what Java threw behind it.
    public XooaiException(Code code, String message, @Nullable Throwable cause) {
        this(CallError.of(code, message), cause);
    }

    /// What a caller sees of this failure.
    public CallError error() {
        return error;
    }

    /// The kind of this failure.
    public Code code() {
        return error.code();
    }

    /// The error that a caller sees of any failure: the one it carries, else INTERNAL with the kind and text
    /// of it.
    public static CallError errorOf(Throwable failure) {
        if (failure instanceof XooaiException known) {
            return known.error();
        }
        if (failure instanceof InterruptedException) {
            return CallError.of(Code.CANCELLED, "the call was cancelled");
        }
        String text = failure.getMessage();
        String kind = failure.getClass().getSimpleName();
        return CallError.of(Code.INTERNAL, text == null || text.isBlank() ? kind : kind + ": " + text);
    }
}
