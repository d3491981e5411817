package xooai.driver;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.store.FetchPolicy;

/// How a remote executor is called, whatever the driver.
///
/// @param codec what calls are written in
/// @param token what is presented to the host that is called with these settings, and to no other; null for
///     none
/// @param insecure whether the token may travel to another machine without TLS
/// @param limits how much one answer may hold
/// @param connectTimeout how long connecting may take
/// @param refs what a `ref` in an answer may point at
/// @param trust which certificates are those of the host
public record ConnectSettings(
        Codec codec,
        @Nullable String token,
        boolean insecure,
        Limits limits,
        Duration connectTimeout,
        FetchPolicy refs,
        Trust trust) {

    /// How long describing may take.
    public static final Duration DESCRIBE_TIMEOUT = Duration.ofSeconds(10);

    /// Msgpack, no token, 5 s to connect, refs of public hosts.
    public static final ConnectSettings DEFAULT = new ConnectSettings(
            Codec.MSGPACK, null, false, Limits.DEFAULT, Duration.ofSeconds(5), FetchPolicy.PUBLIC, Trust.SYSTEM);

    /// These settings with that codec.
    public ConnectSettings withCodec(Codec value) {
        return new ConnectSettings(value, token, insecure, limits, connectTimeout, refs, trust);
    }

    /// These settings with that token.
    public ConnectSettings withToken(@Nullable String value) {
        return new ConnectSettings(codec, value, insecure, limits, connectTimeout, refs, trust);
    }

    /// These settings with those limits.
    public ConnectSettings withLimits(Limits value) {
        return new ConnectSettings(codec, token, insecure, value, connectTimeout, refs, trust);
    }

    /// These settings, with which the token may travel without TLS or not.
    public ConnectSettings withInsecure(boolean value) {
        return new ConnectSettings(codec, token, value, limits, connectTimeout, refs, trust);
    }

    /// These settings with that policy for refs in answers.
    public ConnectSettings withRefs(FetchPolicy value) {
        return new ConnectSettings(codec, token, insecure, limits, connectTimeout, value, trust);
    }

    /// These settings with that trust.
    public ConnectSettings withTrust(Trust value) {
        return new ConnectSettings(codec, token, insecure, limits, connectTimeout, refs, value);
    }

    /// Makes sure that the token stays between these two machines.
    ///
    /// @param address what is going to be called
    /// @param encrypted whether the driver speaks TLS to it
    /// @throws XooaiException with FAILED_PRECONDITION when a token would travel in the clear
    public void checkToken(URI address, boolean encrypted) {
        if (token == null || encrypted || insecure || isThisMachine(address.getHost())) {
            return;
        }
        throw new XooaiException(
                Code.FAILED_PRECONDITION,
                "Tried to call " + address.getScheme() + "://" + address.getRawAuthority()
                        + ": the token would travel in the clear; use an address with TLS, or say `insecure`");
    }

    /// Whether a host is this machine, told by how it is written: a name that is looked up could be anybody.
    private static boolean isThisMachine(@Nullable String host) {
        String bare = host == null ? "" : host.toLowerCase(Locale.ROOT);
        return bare.equals("localhost")
                || bare.endsWith(".localhost")
                || bare.equals("[::1]")
                || bare.matches("127(\\.[0-9]{1,3}){3}");
    }
}
