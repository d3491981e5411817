package xooai.driver;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.store.FetchPolicy;

/// How a remote executor is called, whatever the driver.
///
/// @param codec what calls are written in
/// @param token what is presented to that host, and to no other; null for none
/// @param limits how much one answer may hold
/// @param connectTimeout how long connecting may take
/// @param refs what a `ref` in an answer may point at
public record ConnectSettings(
        Codec codec, @Nullable String token, Limits limits, Duration connectTimeout, FetchPolicy refs) {

    /// How long describing may take.
    public static final Duration DESCRIBE_TIMEOUT = Duration.ofSeconds(10);

    /// Msgpack, no token, 5 s to connect, refs of public hosts.
    public static final ConnectSettings DEFAULT =
            new ConnectSettings(Codec.MSGPACK, null, Limits.DEFAULT, Duration.ofSeconds(5), FetchPolicy.PUBLIC);

    /// These settings with that codec.
    public ConnectSettings withCodec(Codec value) {
        return new ConnectSettings(value, token, limits, connectTimeout, refs);
    }

    /// These settings with that token.
    public ConnectSettings withToken(@Nullable String value) {
        return new ConnectSettings(codec, value, limits, connectTimeout, refs);
    }

    /// These settings with those limits.
    public ConnectSettings withLimits(Limits value) {
        return new ConnectSettings(codec, token, value, connectTimeout, refs);
    }
}
