package xooai.executor;

import java.net.URI;
import java.net.URISyntaxException;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Reads addresses of executors.
public final class Addresses {
    private Addresses() {}

    /// The URI of an address with a scheme and a host.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when it has none, or has what an address must not have
    public static URI parse(String address) {
        try {
            URI uri = new URI(address);
            if (uri.getScheme() == null || uri.getRawAuthority() == null) {
                throw new XooaiException(
                        Code.INVALID_ARGUMENT,
                        "`" + address + "` is no address; one has a scheme and a host, such as"
                                + " http://127.0.0.1:8080");
            }
            if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw new XooaiException(
                        Code.INVALID_ARGUMENT, "an address has no user, query or fragment; tokens are given apart");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new XooaiException(Code.INVALID_ARGUMENT, "`" + address + "` is no address: " + e.getReason(), e);
        }
    }

    /// The path without slashes at its ends.
    static String path(URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath();
        return path.replaceAll("^/+|/+$", "");
    }
}
