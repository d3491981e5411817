package xooai.drivers.s3;

import org.jspecify.annotations.Nullable;

/// An answer of the server that is no success.
final class Refusal extends Exception {
    private final int status;
    private final String code;
    private final @Nullable String region;

    /// @param status of HTTP
    /// @param code of S3, such as `NoSuchKey`; empty where the answer has none
    /// @param message what the server says, without secrets and line breaks
    /// @param region where the bucket is, when the server says so
    Refusal(int status, String code, String message, @Nullable String region) {
        super(message);
        this.status = status;
        this.code = code;
        this.region = region;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    @Nullable
    String region() {
        return region;
    }

    /// Whether the server may answer otherwise in a moment.
    boolean mayPass() {
        return switch (status) {
            case 429, 500, 502, 503, 504 -> true;
            // What AWS says to the slower one of two who write the same at once, and to a body that stopped.
            default ->
                code.equals("ConditionalRequestConflict")
                        || code.equals("OperationAborted")
                        || code.equals("RequestTimeout");
        };
    }

    String said() {
        String text = code.isEmpty() ? "" : " " + code;
        return status + text + (getMessage() == null || getMessage().isEmpty() ? "" : ", \"" + getMessage() + "\"");
    }
}
