package xooai.drivers.s3;

import java.util.List;

/// What there is to know of content before it is sent.
///
/// @param digits of its signature
/// @param size in bytes
/// @param parts the digits of each part that it is sent in; one where it is sent as a whole
record Measured(String digits, long size, List<String> parts) {

    /// Content that is sent as a whole.
    static Measured whole(String digits, long size) {
        return new Measured(digits, size, List.of(digits));
    }

    String signature() {
        return "sha256:" + digits;
    }
}
