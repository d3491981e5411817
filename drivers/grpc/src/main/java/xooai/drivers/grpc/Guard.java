package xooai.drivers.grpc;

import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import xooai.codec.Codec;
import xooai.doc.CallError;
import xooai.doc.XooaiException;
import xooai.driver.BearerToken;
import xooai.driver.Exposure;
import xooai.driver.HostNames;
import xooai.driver.ServeSettings;

/// Who may ask: checks of every call, whatever its method. Health tells nothing and needs no token.
final class Guard implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String HEALTH = "grpc.health.v1.Health";

    private final HostNames names;
    private final BearerToken token;

    Guard(Exposure exposure, ServeSettings settings) {
        this.names = new HostNames(exposure, settings);
        this.token = new BearerToken(settings.token());
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        try {
            names.check(call.getAuthority(), () -> reached(call));
            if (!HEALTH.equals(call.getMethodDescriptor().getServiceName())) {
                token.check(valuesOf(headers));
            }
        } catch (XooaiException e) {
            CallError error = e.error();
            call.close(Statuses.of(error), Statuses.trailers(error, Codec.JSON));
            return new ServerCall.Listener<>() {};
        }
        return next.startCall(call, headers);
    }

    private static List<String> valuesOf(Metadata headers) {
        List<String> values = new ArrayList<>();
        Iterable<String> all = headers.getAll(AUTHORIZATION);
        if (all != null) {
            all.forEach(values::add);
        }
        return values;
    }

    private static String reached(ServerCall<?, ?> call) {
        return call.getAttributes().get(Grpc.TRANSPORT_ATTR_LOCAL_ADDR) instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "";
    }
}
