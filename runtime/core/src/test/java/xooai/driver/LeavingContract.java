package xooai.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static xooai.driver.Calls.call;
import static xooai.driver.Calls.failure;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Text;

/// How every driver ends calls early: by their deadline, because their caller wants no more, or because the
/// server stops.
public abstract class LeavingContract extends Contract {

    @Test
    void theDeadlineShrinksOnTheWay() {
        Response response = call(connection, "remaining", texts(), Map.of(), Duration.ofSeconds(45));

        long left = Long.parseLong(((Text) response.docs().get(0)).text());
        assertThat(left).isBetween(30_000L, 45_000L);
    }

    @Test
    void aCallerIsGivenNoMoreTimeThanTheServerGrants() {
        serve(transport().serving().withLongest(Duration.ofSeconds(5)));

        Response response = call(connection, "remaining", texts(), Map.of(), Duration.ofSeconds(45));

        long left = Long.parseLong(((Text) response.docs().get(0)).text());
        assertThat(left).isBetween(0L, 5_000L);
    }

    @Test
    void theDeadlineEndsTheCallOnBothSides() {
        // Connecting is not to take the time that the call is given.
        call(connection, "echo", texts("x"));
        CallError error =
                failure(() -> call(connection, "slow", texts("x"), Map.of(), Duration.ofMillis(800)), "a deadline");

        assertThat(error.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
        probe.awaitInterrupted();
    }

    @Test
    void aCallPastItsDeadlineIsNotStarted() {
        CallError error = failure(() -> call(connection, "echo", texts("x"), Map.of(), Duration.ZERO), "no time");

        assertThat(error.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
    }

    @Test
    void cancellingTheCallInterruptsTheCallee() {
        Context context = Context.of(LONG);
        Future<CallError> failed = inBackground(() -> failure(
                () -> connection.call("probe", Request.of("slow", texts("x")), Text.class, context), "cancelled"));
        probe.awaitEntered();

        context.cancel(CallError.of(Code.CANCELLED, "nobody wants it"));

        assertThat(get(failed).code()).isEqualTo(Code.CANCELLED);
        probe.awaitInterrupted();
    }

    @Test
    void aPeerThatStoppedIsUnavailable() {
        call(connection, "echo", texts("x"));
        server.close();

        CallError error = failure(() -> call(connection, "echo", texts("x")), "stopped");
        assertThat(error.code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(error.message()).contains("Tried to call");
    }

    @Test
    void closingTheServerLetsCallsInFlightEnd() {
        Future<Response> answer = inBackground(() -> call(connection, "slow", texts("x")));
        probe.awaitEntered();
        Future<?> closed = inBackground(() -> {
            server.close();
            return true;
        });

        assertThat(closed.isDone()).isFalse();
        probe.release();

        assertThat(get(answer).code()).isEqualTo(Code.OK);
        get(closed);
    }

    @Test
    void closingTheServerCancelsWhatOutlastsTheGrace() {
        serve(transport().serving().withGrace(Duration.ofMillis(200)));
        Future<CallError> failed = inBackground(() -> failure(() -> call(connection, "slow", texts("x")), "stopped"));
        probe.awaitEntered();

        server.close();

        assertThat(get(failed).code()).isEqualTo(Code.UNAVAILABLE);
        probe.awaitInterrupted();
    }
}
