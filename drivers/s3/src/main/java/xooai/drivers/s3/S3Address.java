package xooai.drivers.s3;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Where a store is and what its address says of it; [S3StoreProvider] has the syntax.
///
/// @param prefix what the keys of objects begin with, without a slash at either end; may be empty
/// @param endpoint the server, `http:` or `https:`, without a path
/// @param profile the profile whose keys are used; null for whichever keys are found first
/// @param links how long a link may be used; null where the store gives none
/// @param limit how many bytes one content may have
/// @param authorities a PEM file of who is believed; null for whom the system believes
record S3Address(
        String bucket,
        String prefix,
        URI endpoint,
        String region,
        boolean pathStyle,
        @Nullable String profile,
        @Nullable Duration links,
        long limit,
        @Nullable Path authorities) {
    private static final long DEFAULT_LIMIT = 4L << 30;

    /// The largest object of S3.
    private static final long MOST_BYTES = 5L << 40;

    /// The longest time of a signature version 4.
    private static final Duration LONGEST_LINK = Duration.ofDays(7);

    private static final int MOST_PREFIX_BYTES = 900;
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern RESERVED = Pattern.compile(
            "xn--.*|sthree-.*|amzn-s3-demo-.*|.*-s3alias|.*--ol-s3|.*\\.mrap|.*--x-s3|.*--table-s3|\\d+(\\.\\d+){3}");
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?");
    private static final Pattern PROFILE =
            Pattern.compile("[A-Za-z0-9_.@+-]([A-Za-z0-9_.@+ -]{0,62}[A-Za-z0-9_.@+-])?");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::|0:0:0:0:0:0:0:)1]");

    /// Reads an address.
    ///
    /// @param environment where the region is, when the address has none
    /// @throws XooaiException with INVALID_ARGUMENT when it is not one, and with FAILED_PRECONDITION when it would
    ///     send content to another machine in the clear
    static S3Address of(URI address, Map<String, String> environment) {
        String authority = address.getRawAuthority();
        if (authority == null) {
            throw AddressQuery.wrong("there is no bucket in it");
        }
        if (authority.contains("@")) {
            throw AddressQuery.wrong(
                    "there is something before an `@`: keys are never in an address, but in " + Keys.PLACES);
        }
        if (address.getRawFragment() != null) {
            throw AddressQuery.wrong("there is a `#` in it");
        }
        AddressQuery query = new AddressQuery(address.getRawQuery());
        String region = region(query.text("region"), environment);
        String given = query.text("endpoint");
        URI endpoint = given == null ? ofAws(region) : endpoint(given, query.flag("insecure", false));
        String file = query.text("ca");
        if (file != null && endpoint.getScheme().equals("http")) {
            throw AddressQuery.wrong("`ca` is for an endpoint with https:");
        }
        return new S3Address(
                bucket(authority),
                prefix(Objects.requireNonNullElse(address.getPath(), "")),
                endpoint,
                region,
                query.flag("path-style", given != null),
                profile(query.text("profile")),
                links(query.time("links")),
                query.bytes("limit", DEFAULT_LIMIT, MOST_BYTES),
                file == null ? null : path(file));
    }

    private static String bucket(String name) {
        if (!BUCKET.matcher(name).matches()
                || RESERVED.matcher(name).matches()
                || name.contains("..")
                || name.contains(".-")
                || name.contains("-.")) {
            throw AddressQuery.wrong("`" + AddressQuery.shown(name) + "` is no name of a bucket: expected 3 to 63 small"
                    + " letters, digits, hyphens and dots, as S3 has them");
        }
        return name;
    }

    private static String prefix(String path) {
        if (path.isEmpty() || path.equals("/")) {
            return "";
        }
        String prefix = path.substring(1, path.endsWith("/") ? path.length() - 1 : path.length());
        List<String> steps = Arrays.asList(prefix.split("/", -1));
        boolean plain = steps.stream()
                .noneMatch(step -> step.isEmpty() || step.equals(".") || step.equals("..") || step.contains("\\"));
        if (!plain || prefix.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == 0xfffd)) {
            throw AddressQuery.wrong(
                    "`" + AddressQuery.shown(prefix) + "` is no prefix: expected names with a `/` between"
                            + " them, without empty ones, `.`, `..`, backslashes and control characters");
        }
        if (prefix.getBytes(StandardCharsets.UTF_8).length > MOST_PREFIX_BYTES) {
            throw AddressQuery.wrong("its prefix is longer than " + MOST_PREFIX_BYTES + " bytes");
        }
        return prefix;
    }

    private static String region(@Nullable String given, Map<String, String> environment) {
        String region = given;
        for (String name : List.of("AWS_REGION", "AWS_DEFAULT_REGION")) {
            region = region == null || region.isEmpty() ? environment.get(name) : region;
        }
        if (region == null || region.isEmpty()) {
            return "us-east-1";
        }
        if (!REGION.matcher(region).matches()) {
            throw AddressQuery.wrong(
                    "`" + AddressQuery.shown(region) + "` is no region: expected one such as eu-central-1");
        }
        return region;
    }

    private static @Nullable String profile(@Nullable String name) {
        if (name != null && !PROFILE.matcher(name).matches()) {
            throw AddressQuery.wrong("`profile=" + AddressQuery.shown(name) + "` is no name of a profile");
        }
        return name;
    }

    private static @Nullable Duration links(@Nullable Duration time) {
        if (time != null && (time.isZero() || time.compareTo(LONGEST_LINK) > 0)) {
            throw AddressQuery.wrong("`links`: expected a time from 1s to 7d");
        }
        return time;
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw AddressQuery.wrong("`ca` is no path of a file: " + e.getReason());
        }
    }

    private static URI ofAws(String region) {
        return URI.create("https://s3." + region + ".amazonaws.com" + (region.startsWith("cn-") ? ".cn" : ""));
    }

    private static URI endpoint(String given, boolean insecure) {
        URI endpoint = parsed(given);
        String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
        String host = endpoint.getHost();
        boolean plain = host != null
                && endpoint.getRawUserInfo() == null
                && endpoint.getRawQuery() == null
                && endpoint.getRawFragment() == null
                && (endpoint.getRawPath().isEmpty() || endpoint.getRawPath().equals("/"))
                && endpoint.getPort() != 0
                && endpoint.getPort() <= 0xffff;
        if (host == null || !plain || !List.of("http", "https").contains(scheme)) {
            throw notEndpoint();
        }
        if (scheme.equals("http") && !insecure && !isHere(host)) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "Tried to open a store at http://" + AddressQuery.shown(host)
                            + ": everybody on the way could read and"
                            + " change what is stored there; use https://, or say insecure=true in the address");
        }
        String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
        return URI.create(scheme + "://" + host.toLowerCase(Locale.ROOT) + port);
    }

    private static URI parsed(String endpoint) {
        try {
            return new URI(endpoint);
        } catch (URISyntaxException _) {
            throw notEndpoint();
        }
    }

    private static XooaiException notEndpoint() {
        return AddressQuery.wrong("its endpoint is none: expected https://HOST or https://HOST:PORT, and nothing more");
    }

    private static boolean isHere(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /// The key of the object with that content.
    ///
    /// @param digits of its signature
    String key(String digits) {
        String key = "content/" + digits.substring(0, 2) + "/" + digits.substring(2);
        return prefix.isEmpty() ? key : prefix + "/" + key;
    }

    /// Where it is, as messages name it.
    @Override
    public String toString() {
        return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix) + " at " + endpoint.getRawAuthority();
    }
}
