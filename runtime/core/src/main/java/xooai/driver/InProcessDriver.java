package xooai.driver;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import xooai.codec.Codec;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.XooaiException;

/// Serves and calls within one process, through both codecs' bytes: a peer of the networked drivers, for
/// tests and for trying the whole call stack without a port.
///
/// Addresses are `inprocess://name`; `inprocess://0` takes a free name.
public final class InProcessDriver implements Driver {
    private static final Map<String, Served> SERVED = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT = new AtomicLong();

    @Override
    public Set<String> schemes() {
        return Set.of("inprocess");
    }

    @Override
    public Server serve(URI address, Service service, ServeSettings settings) {
        String wanted = address.getAuthority() == null ? "0" : address.getAuthority();
        String place = wanted.equals("0") ? "free-" + NEXT.incrementAndGet() : wanted;
        Served served = new Served(place, service, settings);
        if (SERVED.putIfAbsent(place, served) != null) {
            throw new XooaiException(Code.UNAVAILABLE, "inprocess://" + place + " is in use; choose another name");
        }
        return served;
    }

    @Override
    public Connection connect(URI address, ConnectSettings settings) {
        return new Caller(address, settings);
    }

    /// One service at one name.
    private static final class Served implements Server {
        private final String place;
        private final Service service;
        private final ServeSettings settings;
        private final Phaser calls = new Phaser(1);
        private final Set<Context> open = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean closed = new AtomicBoolean();

        Served(String place, Service service, ServeSettings settings) {
            this.place = place;
            this.service = service;
            this.settings = settings;
        }

        @Override
        public URI address() {
            return URI.create("inprocess://" + place + "/" + service.name());
        }

        Dispatch.Encoded answer(String endpoint, Codec codec, byte[] body, Context caller) {
            calls.register();
            List<Context> mine = new ArrayList<>(1);
            List<Context.Registration> ties = new ArrayList<>(1);
            try {
                return Dispatch.answer(service, endpoint, codec, body, codec, null, settings, context -> {
                    mine.add(context);
                    open.add(context);
                    ties.add(caller.onCancel(() -> context.cancel(caller.cancellation())));
                });
            } finally {
                ties.forEach(Context.Registration::close);
                mine.forEach(open::remove);
                calls.arriveAndDeregister();
            }
        }

        @Override
        public void close() {
            if (!closed.compareAndSet(false, true)) {
                return;
            }
            SERVED.remove(place, this);
            int phase = calls.arrive();
            try {
                calls.awaitAdvanceInterruptibly(phase, settings.grace().toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                open.forEach(context ->
                        context.cancel(CallError.of(Code.UNAVAILABLE, "the server stopped before the call ended")));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// A caller of one name.
    private static final class Caller implements Connection {
        private final URI address;
        private final ConnectSettings settings;

        Caller(URI address, ConnectSettings settings) {
            this.address = address;
            this.settings = settings;
        }

        private Served served() {
            Served served = SERVED.get(address.getAuthority());
            if (served == null) {
                throw new XooaiException(
                        Code.UNAVAILABLE, "Tried to call " + address + ": nothing is served at this name");
            }
            return served;
        }

        @Override
        public List<Description> describe(Context context) {
            return List.of(served().service.describe());
        }

        @Override
        public Response call(String executor, Request request, Class<? extends Doc> docs, Context context) {
            Served served = served();
            if (!served.service.name().equals(executor)) {
                throw new XooaiException(
                        Code.NOT_FOUND,
                        "there is no executor `" + executor + "` at " + address + "; there is "
                                + served.service.name());
            }
            Duration left = context.remaining();
            Request sent = new Request(
                    context.rid(),
                    request.endpoint(),
                    left.toMillis(),
                    request.params(),
                    request.docs(),
                    request.extra(),
                    request.branches());
            Codec codec = settings.codec();
            String endpoint = request.endpoint() == null ? "" : request.endpoint();
            Dispatch.Encoded answer = served.answer(endpoint, codec, codec.writeRequest(sent), context);
            return codec.readResponse(
                    answer.body(),
                    docs,
                    settings.limits(),
                    context.within(settings.refs()).source());
        }

        @Override
        public void close() {}
    }
}
