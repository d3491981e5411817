package xooai.codec;

/// How much one message may hold; past any of these it is refused with an error that names the limit.
///
/// @param bodyBytes bytes of a body, decompressed
/// @param headerBytes bytes of all headers
/// @param depth how deep values may nest
/// @param docs docs in one request or answer
public record Limits(int bodyBytes, int headerBytes, int depth, int docs) {

    /// 16 MiB, 16 KiB, 64 and 10,000.
    public static final Limits DEFAULT = new Limits(16 << 20, 16 << 10, 64, 10_000);
}
