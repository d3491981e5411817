package xooai.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.store.SafeFile;

/// Reads the token that callers present, from a file or the environment; never from the command line, where
/// others see it.
public final class Tokens {
    /// The variable of the environment that holds a token when no file is named.
    public static final String VARIABLE = "XOOAI_TOKEN";

    private static final int MIN_BITS = 128;
    private static final int MAX_LENGTH = 4096;

    private Tokens() {}

    /// The token of that file, else that of the environment, else null. It is good enough to guard a
    /// server.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when it cannot be read, travel in a header, or is too
    ///     easy to guess
    public static @Nullable String forServing(@Nullable Path file, Map<String, String> environment) {
        String token = forCalling(file, environment);
        if (token != null && bits(token) < MIN_BITS) {
            throw refused(
                    file,
                    "is too easy to guess: it has at most " + bits(token)
                            + " bits and needs 128; make one by `openssl rand -hex 32`");
        }
        return token;
    }

    /// The token of that file, else that of the environment, else null. How good it is, is the other side's
    /// matter.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when it cannot be read or travel in a header
    public static @Nullable String forCalling(@Nullable Path file, Map<String, String> environment) {
        String token = file == null ? environment.get(VARIABLE) : read(file);
        if (token == null || (file == null && token.isEmpty())) {
            return null;
        }
        if (token.isEmpty()) {
            throw refused(file, "is empty");
        }
        if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw refused(file, "holds characters that cannot travel in a header; use letters, digits and -._~+/=");
        }
        return token;
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > MAX_LENGTH) {
                throw refused(file, "is longer than " + MAX_LENGTH + " bytes");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw refused(file, "cannot be read: " + SafeFile.reason(e));
        }
    }

    /// How many bits a token of that length and alphabet holds at most.
    static int bits(String token) {
        double perCharacter;
        if (token.chars().allMatch(c -> c >= '0' && c <= '9')) {
            perCharacter = 3.32;
        } else if (token.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            perCharacter = 4;
        } else {
            perCharacter = 6;
        }
        long distinct = token.chars().distinct().count();
        double ofDistinct = distinct <= 1 ? 0 : Math.log((double) distinct) / Math.log(2);
        return (int) (token.length() * (distinct < 8 ? Math.min(perCharacter, ofDistinct) : perCharacter));
    }

    private static XooaiException refused(@Nullable Path file, String why) {
        String what = file == null ? "the token in " + VARIABLE : "the token file " + file;
        return new XooaiException(Code.INVALID_ARGUMENT, what + " " + why);
    }
}
