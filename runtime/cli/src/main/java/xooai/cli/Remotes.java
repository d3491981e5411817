package xooai.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.ConnectSettings;
import xooai.driver.Connection;
import xooai.driver.Context;
import xooai.driver.Description;
import xooai.driver.Driver;
import xooai.driver.ShownAddress;

/// Asks addresses what is served there.
final class Remotes {
    private static final String TRIED = "Tried to call ";

    private Remotes() {}

    /// What is served at an address: all there is, or the one that its path names.
    static List<Description> describe(URI address, ConnectSettings settings, Duration timeout) {
        URI base = base(address);
        List<Description> all;
        try (Connection connection = Driver.of(address.getScheme()).connect(base, settings);
                Context context = Context.of(timeout)) {
            all = connection.describe(context);
        } catch (XooaiException e) {
            throw told(address, settings, e);
        }
        String name = firstSegment(address);
        if (name.isEmpty()) {
            return all;
        }
        List<Description> named =
                all.stream().filter(one -> one.name().equals(name)).toList();
        if (named.isEmpty()) {
            throw new XooaiException(
                    Code.NOT_FOUND,
                    "there is no `" + name + "` at " + base + "; there are "
                            + String.join(
                                    ", ", all.stream().map(Description::name).toList()));
        }
        return named;
    }

    /// The failure of a call as the command line tells it: what was called, and the option that mends it where
    /// there is one.
    static XooaiException told(URI address, ConnectSettings settings, XooaiException e) {
        String message = e.error().message();
        String tried = message.startsWith(TRIED) ? "" : TRIED + ShownAddress.of(address) + ": ";
        String mend = e.code() != Code.UNAUTHENTICATED
                ? ""
                : settings.token() == null ? "; --token-file gives it" : "; the one of --token-file is another";
        return new XooaiException(e.code(), tried + message + mend, e);
    }

    private static URI base(URI address) {
        try {
            return new URI(address.getScheme(), address.getAuthority(), null, null, null);
        } catch (URISyntaxException e) {
            throw new XooaiException(Code.INVALID_ARGUMENT, "`" + address + "` is no address: " + e.getReason(), e);
        }
    }

    private static String firstSegment(URI address) {
        String path = address.getPath() == null ? "" : address.getPath();
        String relative = path.startsWith("/") ? path.substring(1) : path;
        int end = relative.indexOf('/');
        return end < 0 ? relative : relative.substring(0, end);
    }
}
