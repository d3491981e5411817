package xooai.drivers.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.store.ByteSize;

/// The query of a store's address: each key once, and none that is not known.
final class AddressQuery {
    private static final List<String> KNOWN =
            List.of("endpoint", "region", "path-style", "profile", "links", "limit", "ca", "insecure");
    private static final Pattern SECRET = Pattern.compile("(?i).*(key|secret|token|password|credential|user).*");
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})([smhd])");

    private final Map<String, String> values = new HashMap<>();

    AddressQuery(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return;
        }
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (!KNOWN.contains(key)) {
                throw unknown(key);
            }
            if (value.isEmpty()) {
                throw wrong("`" + key + "` has no value");
            }
            if (values.put(key, value) != null) {
                throw wrong("`" + key + "` is there twice");
            }
        }
    }

    private static String decoded(String raw) {
        try {
            // A `+` is a plus here, as in every other part of an address.
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw wrong("a `%` in its query is not followed by two hexadecimal digits");
        }
    }

    private static XooaiException unknown(String key) {
        return SECRET.matcher(key).matches()
                ? wrong("`" + shown(key) + "` is not known: keys are never in an address, but in " + Keys.PLACES)
                : wrong("`" + shown(key) + "` is not known: expected " + String.join(", ", KNOWN));
    }

    /// An address that cannot be used. What it holds is not shown, for it may be a secret.
    static XooaiException wrong(String why) {
        return new XooaiException(
                Code.INVALID_ARGUMENT, "Tried to read the address of a store, s3://BUCKET[/PREFIX][?…]: " + why);
    }

    /// A piece of an address as a message may show it.
    static String shown(String piece) {
        String plain = piece.replaceAll("[^ -~]", "?");
        return plain.length() > 80 ? plain.substring(0, 80) + "…" : plain;
    }

    @Nullable
    String text(String key) {
        return values.get(key);
    }

    boolean flag(String key, boolean otherwise) {
        return switch (values.get(key)) {
            case null -> otherwise;
            case "true" -> true;
            case "false" -> false;
            case String other -> throw wrong("`" + key + "=" + shown(other) + "`: expected true or false");
        };
    }

    @Nullable
    Duration time(String key) {
        String value = values.get(key);
        if (value == null) {
            return null;
        }
        Matcher matcher = TIME.matcher(value);
        if (!matcher.matches()) {
            throw wrong("`" + key + "=" + shown(value) + "`: expected a time such as 30s, 10m, 1h or 7d");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    long bytes(String key, long otherwise, long most) {
        String value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        long bytes = ByteSize.parse(value).orElse(0);
        if (bytes > 0 && bytes <= most) {
            return bytes;
        }
        throw wrong("`" + key + "=" + shown(value) + "`: expected a number of bytes such as 500MiB or 4GiB, at most "
                + most + " bytes");
    }
}
