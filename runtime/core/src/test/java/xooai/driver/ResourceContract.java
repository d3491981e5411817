package xooai.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xooai.codec.Codec;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.Text;

/// What every driver gives back: after calls that were cancelled, left half-way or cut, by the thousand, there
/// are as many threads and open files as before, and as much memory, and a connection carries as many calls as ever.
@Timeout(value = 1800, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class ResourceContract extends Contract {
    private static final int LEFT = Scale.of(10_000, 100);
    private static final int WARM = 60;
    private static final int WORKERS = 4;
    private static final int AFTERWARDS = 300;
    private static final int MEETING = 100;
    private static final long MOST_KEPT = 8 * Heap.MIB;

    /// A caller of the transport's protocol whose connection can be cut; null where there is no such thing.
    protected abstract @Nullable HostileCaller caller(URI server) throws IOException;

    @Test
    void callsThatDoNotEndWellGiveBackAllTheyTook() throws Exception {
        leave(WARM);
        probe.awaitNobodyInside();
        Resources before = Resources.now();
        long heap = Heap.used();

        leave(LEFT);

        probe.awaitNobodyInside();
        before.awaitAgain();
        assertThat(Heap.used() - heap).isLessThan(MOST_KEPT);
        for (int i = 0; i < AFTERWARDS; i++) {
            assertThat(Calls.call(connection, "upper", texts("x")).error()).isNull();
        }
        allMeet();
    }

    private void leave(int calls) {
        List<Future<Boolean>> workers = new ArrayList<>();
        for (int worker = 0; worker < WORKERS; worker++) {
            workers.add(inBackground(() -> {
                for (int i = 0; i < calls / WORKERS; i++) {
                    leaveOne(i);
                }
                return true;
            }));
        }
        for (Future<Boolean> each : workers) {
            try {
                each.get();
            } catch (Exception e) {
                throw new AssertionError("leaving failed: " + e, e);
            }
        }
    }

    private void leaveOne(int number) throws IOException {
        switch (number % 5) {
            case 0 -> cancel(true);
            case 1 -> cancel(false);
            case 2 -> close(CallKind.SERVER_STREAM);
            case 3 -> close(CallKind.BIDIRECTIONAL);
            default -> cut();
        }
    }

    /// Cancels a unary call, after it has arrived or at any time.
    private void cancel(boolean arrived) {
        try (Context context = Context.of(LONG);
                Background background = new Background()) {
            Request slow = Request.of("slow", texts("x"));
            Future<CallError> call = background.run(() -> Calls.failure(
                    () -> connection.call("probe", slow, Text.class, context), "a call that was cancelled"));
            if (arrived) {
                Calls.call(connection, "upper", texts("x"));
            }
            context.cancel(CallError.of(Code.CANCELLED, "no more"));
            assertThat(get(call).code()).isEqualTo(Code.CANCELLED);
        }
    }

    /// Closes a stream after its first answer.
    private void close(CallKind kind) {
        Request numbers = Request.of("numbers", DocArray.of(Text.of("1000000")));
        try (Context context = Context.of(Context.ENDLESS);
                OpenCall call = connection.open("probe", numbers, kind, Text.class, context)) {
            assertThat(call.receive()).isNotNull();
        }
    }

    /// Cuts the connection that carries a call.
    private void cut() throws IOException {
        try (HostileCaller caller = caller(Transport.peer(server))) {
            if (caller != null) {
                caller.open("slow", CallKind.BIDIRECTIONAL, Codec.MSGPACK)
                        .send(Codec.MSGPACK.writeRequest(new Request(null, null, -1, Map.of(), texts("x"), Map.of())));
            }
        }
    }

    /// As many calls as a connection carries run at once.
    private void allMeet() {
        List<Future<Response>> all = new ArrayList<>();
        for (int i = 0; i < MEETING; i++) {
            all.add(inBackground(() -> Calls.call(connection, "meet", texts("x"), Map.of("calls", (long) MEETING))));
        }
        for (Future<Response> each : all) {
            assertThat(get(each).error()).isNull();
        }
    }
}
