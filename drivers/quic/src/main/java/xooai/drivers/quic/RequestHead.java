package xooai.drivers.quic;

import static tech.kwik.flupke.impl.Http3ConnectionImpl.H3_MESSAGE_ERROR;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The head of a request, by the rules of RFC 9114 4.2 and 4.3.
///
/// @param method the method
/// @param path the path with its query; `*` for CONNECT, which has none
/// @param authority the host and port that the client knows the server by
/// @param fields the header fields, in their order
record RequestHead(String method, String path, String authority, List<Map.Entry<String, String>> fields) {
    /// Of a request whose head nobody has read.
    static final RequestHead UNREAD = new RequestHead("", "", "", List.of());

    private static final Set<String> PSEUDO = Set.of(":method", ":scheme", ":authority", ":path", ":protocol");
    private static final Set<String> OF_HTTP1 =
            Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+");
    private static final Pattern VALUE =
            Pattern.compile("([\\x21-\\x7e\\x80-\\xff]([\\t\\x20-\\x7e\\x80-\\xff]*" + "[\\x21-\\x7e\\x80-\\xff])?)?");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    /// Makes a head of the fields of a request.
    ///
    /// @throws Http3Exception where the request is malformed
    static RequestHead of(List<Map.Entry<String, String>> section) throws Http3Exception {
        Map<String, String> pseudo = new HashMap<>();
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (Map.Entry<String, String> field : section) {
            String name = field.getKey();
            check(VALUE.matcher(field.getValue()).matches(), "the value of a field holds what is no text");
            if (name.startsWith(":")) {
                check(PSEUDO.contains(name) && fields.isEmpty(), "a pseudo-header has no place there");
                check(pseudo.put(name, field.getValue()) == null, "a pseudo-header comes twice");
            } else {
                checkField(name, field.getValue());
                fields.add(field);
            }
        }
        return of(pseudo, fields);
    }

    private static RequestHead of(Map<String, String> pseudo, List<Map.Entry<String, String>> fields)
            throws Http3Exception {
        String method = pseudo.getOrDefault(":method", "");
        check(TOKEN.matcher(method).matches(), "the method is missing, or none");
        String scheme = pseudo.get(":scheme");
        String path = pseudo.get(":path");
        boolean tunnel = method.equals("CONNECT");
        boolean plainTunnel = tunnel && !pseudo.containsKey(":protocol");
        check(tunnel || !pseudo.containsKey(":protocol"), "`:protocol` is of CONNECT alone");
        if (plainTunnel) {
            check(scheme == null && path == null, "CONNECT has neither scheme nor path");
            path = "*";
        } else {
            check(scheme != null && scheme.matches("(?i)https?"), "the scheme is missing, or not `https`");
        }
        boolean placed = path != null && (path.startsWith("/") || path.equals("*"));
        check(placed, "the path is missing, or does not begin with `/`");
        String authority = authority(pseudo.get(":authority"), valuesOf("host", fields));
        checkLength(valuesOf("content-length", fields));
        return new RequestHead(method, String.valueOf(path), authority, List.copyOf(fields));
    }

    private static String authority(@Nullable String authority, List<String> hosts) throws Http3Exception {
        check(hosts.size() <= 1, "`host` comes twice");
        String named = authority == null && hosts.size() == 1 ? hosts.getFirst() : authority;
        check(named != null && !named.isEmpty(), "the authority is missing");
        check(hosts.isEmpty() || hosts.getFirst().equals(named), "`host` is not the authority");
        return String.valueOf(named);
    }

    private static void checkField(String name, String value) throws Http3Exception {
        check(NAME.matcher(name).matches(), "the name of a field is none, or not in lower case");
        check(!OF_HTTP1.contains(name), "`" + name + "` is of HTTP/1.1");
        check(!name.equals("te") || value.equals("trailers"), "`te` takes trailers alone");
    }

    private static void checkLength(List<String> lengths) throws Http3Exception {
        boolean one = lengths.stream().distinct().count() <= 1;
        check(one && lengths.stream().allMatch(LENGTH.asMatchPredicate()), "the length is no number");
    }

    /// Checks the fields that follow a body.
    static void checkTrailers(List<Map.Entry<String, String>> section) throws Http3Exception {
        for (Map.Entry<String, String> field : section) {
            checkField(field.getKey(), field.getValue());
        }
    }

    private static void check(boolean right, String why) throws Http3Exception {
        if (!right) {
            throw malformed(why);
        }
    }

    static Http3Exception malformed(String why) {
        return Http3Exception.ofStream(H3_MESSAGE_ERROR, "the request is malformed: " + why);
    }

    /// The values of the fields of that name.
    List<String> values(String name) {
        return valuesOf(name, fields);
    }

    /// The length that the client says the body has; negative where it says none.
    long contentLength() {
        List<String> lengths = values("content-length");
        return lengths.isEmpty() ? -1 : Long.parseLong(lengths.getFirst());
    }

    private static List<String> valuesOf(String name, List<Map.Entry<String, String>> fields) {
        List<String> values = new ArrayList<>(1);
        for (Map.Entry<String, String> field : fields) {
            if (field.getKey().equalsIgnoreCase(name)) {
                values.add(field.getValue());
            }
        }
        return values;
    }
}
