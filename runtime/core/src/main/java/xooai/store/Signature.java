package xooai.store;

import xooai.doc.Code;
import xooai.doc.XooaiException;

/// What content is found by: `sha256:` and 64 lower-case hexadecimal digits.
public final class Signature {
    private static final String PREFIX = "sha256:";
    private static final int DIGITS = 64;
    private static final int MOST_SHOWN = 80;

    private Signature() {}

    /// The digits of a signature. There is nothing else in it, so it is safe as the name of a file or an object.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when it is no signature
    public static String digits(String signature) {
        if (!isOne(signature)) {
            String plain = signature.replaceAll("[^!-~]", "?");
            String shown = plain.length() > MOST_SHOWN ? plain.substring(0, MOST_SHOWN) + "…" : plain;
            throw new XooaiException(
                    Code.INVALID_ARGUMENT,
                    "`" + shown + "` is no signature: expected sha256: and 64 lower-case hexadecimal digits");
        }
        return signature.substring(PREFIX.length());
    }

    /// The signature with those digits.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when they are none
    public static String ofDigits(String digits) {
        String signature = PREFIX + digits;
        digits(signature);
        return signature;
    }

    private static boolean isOne(String text) {
        return text.length() == PREFIX.length() + DIGITS
                && text.startsWith(PREFIX)
                && text.chars().skip(PREFIX.length()).allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
