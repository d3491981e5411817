package xooai.driver;

import java.io.IOException;
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
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Frame;
import xooai.codec.Limits;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.ContentSource;
import xooai.doc.Doc;
import xooai.doc.XooaiException;

/// Serves and calls within one process, through both codecs' bytes: a peer of the networked drivers, for
/// tests and for trying the whole call stack without a port.
///
/// Addresses are `inprocess://name`; `inprocess://0` takes a free name.
public final class InProcessDriver implements Driver {
    private static final Map<String, Served> SERVED = new ConcurrentHashMap<>();
    private static final int MOST_FRAMES = 16;
    private static final long MOST_BYTES = 1 << 20;
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

        /// Answers a stream whose other side is that channel, on a thread of its own.
        void answer(String endpoint, CallKind kind, Request opening, FrameChannel channel, Context caller) {
            calls.register();
            Thread.ofVirtual().name("xooai-inprocess").start(() -> {
                List<Context> mine = new ArrayList<>(1);
                try {
                    Response response =
                            StreamServer.answer(service, endpoint, kind, opening, channel, null, settings, context -> {
                                mine.add(context);
                                open.add(context);
                            });
                    if (!kind.streamsOut()) {
                        channel.write(new Frame.End(response));
                    }
                } catch (IOException e) {
                    caller.cancel(CallError.of(Code.UNAVAILABLE, "the stream was cut: " + e.getMessage()));
                } finally {
                    mine.forEach(open::remove);
                    calls.arriveAndDeregister();
                }
            });
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

        private Served served(String executor) {
            Served served = served();
            if (!served.service.name().equals(executor)) {
                throw new XooaiException(
                        Code.NOT_FOUND,
                        "there is no executor `" + executor + "` at " + address + "; there is "
                                + served.service.name());
            }
            return served;
        }

        @Override
        public List<Description> describe(Context context) {
            Served served = served();
            return List.of(served.service
                    .describe()
                    .withStores(served.settings.refs().stores().names()));
        }

        @Override
        public Response call(String executor, Request request, Class<? extends Doc> docs, Context context) {
            Served served = served(executor);
            Duration left = context.remaining();
            Request sent = request.withTime(context.rid(), left.toMillis());
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
        public OpenCall open(
                String executor, Request request, CallKind kind, Class<? extends Doc> docs, Context context) {
            Served served = served(executor);
            Codec codec = settings.codec();
            String endpoint = request.endpoint() == null ? "" : request.endpoint();
            long left = context.remaining().compareTo(Context.ENDLESS.dividedBy(2)) > 0
                    ? -1
                    : context.remaining().toMillis();
            byte[] opening = codec.writeRequest(request.withTime(context.rid(), left));
            Class<? extends Doc> taken = served.service.docsOf(endpoint);
            ContentSource theirs = served.settings.refs().source();
            Request opened = codec.readRequest(opening, taken, served.settings.limits(), theirs);
            Pipe<byte[]> forth = bytes();
            Pipe<byte[]> back = bytes();
            ContentSource ours = context.within(settings.refs()).source();
            served.answer(
                    endpoint,
                    kind,
                    opened,
                    new PipeChannel(forth, back, codec, taken, served.settings.limits(), theirs),
                    context);
            return new StreamCall(
                    executor + " (" + address + ")",
                    kind.streamsIn(),
                    new PipeChannel(back, forth, codec, docs, settings.limits(), ours),
                    context);
        }

        private static Pipe<byte[]> bytes() {
            return new Pipe<>(MOST_FRAMES, MOST_BYTES, frame -> frame.length);
        }

        @Override
        public void close() {}
    }

    /// Frames as bytes through two pipes.
    private record PipeChannel(
            Pipe<byte[]> in,
            Pipe<byte[]> out,
            Codec codec,
            Class<? extends Doc> docs,
            Limits limits,
            ContentSource refs)
            implements FrameChannel {

        @Override
        public @Nullable Frame read() throws IOException {
            byte[] frame;
            try {
                frame = in.take();
            } catch (XooaiException e) {
                throw new IOException(e.error().message(), e);
            }
            return frame == null ? null : codec.readFrame(frame, docs, limits, refs);
        }

        @Override
        public void write(Frame frame) throws IOException {
            try {
                out.put(codec.writeFrame(frame));
                if (frame instanceof Frame.End) {
                    out.end();
                }
            } catch (XooaiException e) {
                throw new IOException(e.error().message(), e);
            }
        }

        @Override
        public void close() {
            CallError cut = CallError.of(Code.UNAVAILABLE, "the other side closed the stream");
            in.fail(cut);
            out.fail(cut);
        }
    }
}
