package xooai.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Checks bytes for being well-formed UTF-8 (Unicode 16, table 3-7): no overlong forms, no surrogates,
/// nothing past U+10FFFF. Jackson lets some of those pass.
final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final int ESCAPE = 6;
    private static final long BACKSLASHES = '\\' * LOW_BITS;

    private Utf8() {}

    /// The place of the first byte that is not well-formed, or -1.
    static int firstMalformed(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            while (i + 8 <= to && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
                i += 8;
            }
            if (i >= to) {
                break;
            }
            int length = sequence(bytes, i, to);
            if (length == 0) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    /// The length of the well-formed sequence at that place, or 0.
    private static int sequence(byte[] bytes, int i, int to) {
        int first = bytes[i] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        if (first >= 0xc2 && first <= 0xdf) {
            return i + 1 < to && isTail(bytes[i + 1]) ? 2 : 0;
        }
        if (first >= 0xe0 && first <= 0xef) {
            if (i + 2 >= to || !isTail(bytes[i + 1]) || !isTail(bytes[i + 2])) {
                return 0;
            }
            int second = bytes[i + 1] & 0xff;
            return (first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ? 0 : 3;
        }
        if (first >= 0xf0 && first <= 0xf4) {
            if (i + 3 >= to || !isTail(bytes[i + 1]) || !isTail(bytes[i + 2]) || !isTail(bytes[i + 3])) {
                return 0;
            }
            int second = bytes[i + 1] & 0xff;
            return (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f) ? 0 : 4;
        }
        return 0;
    }

    private static boolean isTail(byte b) {
        return (b & 0xc0) == 0x80;
    }

    /// Whether the bytes may hold a JSON escape of a surrogate: a backslash, a `u` and a `d`. One whose
    /// backslash is itself escaped counts as well.
    static boolean hasEscapedSurrogate(byte[] bytes) {
        int i = 0;
        int last = bytes.length - ESCAPE;
        while (i <= last) {
            if (i + Long.BYTES <= bytes.length) {
                long different = (long) LONGS.get(bytes, i) ^ BACKSLASHES;
                if (((different - LOW_BITS) & ~different & HIGH_BITS) == 0) {
                    i += Long.BYTES;
                    continue;
                }
            }
            for (int end = Math.min(i + Long.BYTES, last + 1); i < end; i++) {
                if (bytes[i] == '\\' && bytes[i + 1] == 'u' && (bytes[i + 2] | 0x20) == 'd') {
                    return true;
                }
            }
        }
        return false;
    }

    /// Whether the text has half of a surrogate pair, which no UTF-8 can say.
    static boolean hasLoneSurrogate(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (Character.isSurrogate(text.charAt(i)) && !isPaired(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPaired(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }

    /// The text with a question mark for each half of a surrogate pair: for messages, which have to arrive.
    static String repaired(String text) {
        return hasLoneSurrogate(text) ? new String(text.getBytes(UTF_8), UTF_8) : text;
    }
}
