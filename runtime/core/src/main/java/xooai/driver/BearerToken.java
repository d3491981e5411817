package xooai.driver;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// The token that a server asks for, kept as its hash and compared in constant time.
public final class BearerToken {
    private static final String BEARER = "bearer ";

    private final byte @Nullable [] expected;

    /// @param token the token; null where the server asks for none
    public BearerToken(@Nullable String token) {
        this.expected = token == null ? null : digest(token);
    }

    /// Lets a caller pass who sent those values of `Authorization`.
    ///
    /// @throws XooaiException with UNAUTHENTICATED when the token is not among them
    public void check(List<String> authorization) {
        if (expected == null) {
            return;
        }
        boolean bearer = authorization.size() == 1
                && authorization.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length());
        if (bearer
                && isExpected(
                        authorization.getFirst().substring(BEARER.length()).strip())) {
            return;
        }
        throw new XooaiException(
                Code.UNAUTHENTICATED,
                authorization.isEmpty()
                        ? "this server needs a token: send `Authorization: Bearer …`"
                        : "`Authorization` does not hold this server's token");
    }

    /// Lets a caller pass who sent that token, by a protocol that has a place of its own for it.
    ///
    /// @throws XooaiException with UNAUTHENTICATED when it is not this server's
    public void checkBare(@Nullable String token) {
        if (expected == null || (token != null && isExpected(token))) {
            return;
        }
        throw new XooaiException(
                Code.UNAUTHENTICATED,
                token == null
                        ? "this server needs a token: send `token` in the opening"
                        : "`token` is not this server's token");
    }

    private boolean isExpected(String token) {
        return MessageDigest.isEqual(expected, digest(token));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
