package xooai.launch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.HostTokens;
import xooai.driver.TokenStrength;
import xooai.store.SafeFile;

/// Reads the token that callers present, from a file or the environment; never from the command line, where
/// others see it.
public final class Tokens {
    /// The variable of the environment that holds a token when no file is named.
    public static final String VARIABLE = "XOOAI_TOKEN";

    /// The variable of the environment that names the file with the tokens for remote hosts.
    public static final String HOSTS_VARIABLE = "XOOAI_REMOTE_TOKENS";

    private static final int MAX_HOSTS_LENGTH = 1 << 20;
    private static final int MAX_LENGTH = 4096;

    private Tokens() {}

    /// The token of that file, else that of the environment, else null. It is good enough to guard a
    /// server.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when it cannot be read, travel in a header, or is too
    ///     easy to guess
    public static @Nullable String forServing(@Nullable Path file, Map<String, String> environment) {
        String token = forCalling(file, environment);
        String weakness = token == null ? null : TokenStrength.weakness(token);
        if (weakness != null) {
            throw refused(file, weakness);
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

    /// The tokens for remote hosts in that file, else in the one that the environment names, else none.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when it cannot be read; the message names no token
    public static HostTokens forHosts(@Nullable Path file, Map<String, String> environment) {
        String named = environment.getOrDefault(HOSTS_VARIABLE, "");
        if (file == null && named.isEmpty()) {
            return HostTokens.NONE;
        }
        Path from = file == null ? Path.of(named) : file;
        try {
            return HostTokens.parse(read(from, MAX_HOSTS_LENGTH));
        } catch (XooaiException e) {
            throw e.error().message().startsWith("line ")
                    ? refused(from, "is wrong: " + e.error().message())
                    : e;
        }
    }

    private static String read(Path file) {
        return read(file, MAX_LENGTH);
    }

    private static String read(Path file, int longest) {
        return new String(SafeFile.readAny(file, longest, "the token file"), StandardCharsets.UTF_8).strip();
    }

    private static XooaiException refused(@Nullable Path file, String why) {
        String what = file == null ? "the token in " + VARIABLE : "the token file " + file;
        return new XooaiException(Code.INVALID_ARGUMENT, what + " " + why);
    }
}
