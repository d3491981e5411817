package xooai.driver;

import java.net.URI;

/// An address as a message may show it.
public final class ShownAddress {
    private ShownAddress() {}

    /// The address without user info and query, which may hold secrets.
    public static String of(URI address) {
        return address.toString().replaceFirst("//[^/?#]*@", "//").replaceFirst("[?#].*", "");
    }
}
