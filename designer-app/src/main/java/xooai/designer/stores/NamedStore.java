package xooai.designer.stores;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.store.FetchPolicy;
import xooai.store.StoreRef;

/// A store as a person names it. It holds no secret: what looks like one is refused, and never shown.
///
/// @param name the name under which all who share the store know it
/// @param address a directory, or a URI of a scheme that is installed
public record NamedStore(String name, String address) {
    private static final Pattern USER = Pattern.compile("//[^/?#]*@");
    private static final Pattern SECRET =
            Pattern.compile("(?i)[?&][^=&]*(key|secret|token|password|credential|user|signature)[^=&]*=");

    /// Checks what was typed.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when the name or the address is none, or holds a secret
    public static NamedStore of(String name, String address) {
        String at = address.strip();
        String called = StoreRef.checkName(name.strip());
        if (at.isEmpty()) {
            throw wrong("A store has an address: a directory, or s3://BUCKET/PREFIX?endpoint=https://HOST");
        }
        String decoded = decoded(at);
        if (USER.matcher(decoded).find() || SECRET.matcher(decoded).find()) {
            throw wrong("An address holds no keys: give them in the environment, as AWS_ACCESS_KEY_ID and"
                    + " AWS_SECRET_ACCESS_KEY, or in a profile of ~/.aws/credentials, named by ?profile=NAME");
        }
        if (FetchPolicy.scheme(at).isEmpty() && !isWhole(at)) {
            throw wrong("A directory is given by its whole path, from the root on");
        }
        return new NamedStore(called, at);
    }

    private static String decoded(String address) {
        try {
            return URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return address;
        }
    }

    private static boolean isWhole(String path) {
        try {
            return Path.of(path).isAbsolute();
        } catch (InvalidPathException _) {
            return false;
        }
    }

    private static XooaiException wrong(String why) {
        return new XooaiException(Code.INVALID_ARGUMENT, why);
    }

    /// The store that a line of the settings says.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when it says none
    static NamedStore parse(String line) {
        int equals = line.indexOf('=');
        return of(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
    }

    /// The line that says it in the settings: `name=address`, as on the command line.
    String line() {
        return name + "=" + address;
    }
}
