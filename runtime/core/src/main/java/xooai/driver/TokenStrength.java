package xooai.driver;

import org.jspecify.annotations.Nullable;

/// How hard a token is to guess: the one measure of whether it may guard a server.
public final class TokenStrength {
    /// How many bits a token needs that guards a server.
    public static final int NEEDED_BITS = 128;

    /// Fewer different characters than these are worth less each than their alphabet says.
    private static final int FEW = 8;

    private TokenStrength() {}

    /// Why a token is no guard, as the end of a sentence that starts with the token; null when it is one.
    public static @Nullable String weakness(String token) {
        int bits = bits(token);
        return bits >= NEEDED_BITS
                ? null
                : "is too easy to guess: it has at most " + bits + " bits and needs " + NEEDED_BITS
                        + "; make one by `openssl rand -hex 32`";
    }

    /// How many bits a token of that length and alphabet holds at most.
    private static int bits(String token) {
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
        return (int) (token.length() * (distinct < FEW ? Math.min(perCharacter, ofDistinct) : perCharacter));
    }
}
