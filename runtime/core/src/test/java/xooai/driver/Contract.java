package xooai.driver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import xooai.doc.CallError;
import xooai.doc.DocArray;
import xooai.doc.Slot;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.executor.RemoteExecutor;

/// What the contracts of drivers stand on: a [Probe] that is served and called over a [Transport], and what is
/// to be closed after each test.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class Contract {
    static final Duration LONG = Duration.ofSeconds(60);

    final Probe probe = new Probe();
    Server server;
    Connection connection;
    RemoteExecutor remote;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Background background = new Background();

    /// What the contract is kept on.
    protected abstract Transport transport();

    @BeforeEach
    void serve() {
        serve(transport().serving());
    }

    /// Serves the probe with those settings from now on.
    final void serve(ServeSettings settings) {
        server = opened(transport().serve(probe, settings));
        connection = connect(transport().connecting());
        remote = remote(transport().connecting());
    }

    final Connection connect(ConnectSettings settings) {
        return opened(transport().connect(server, settings));
    }

    final RemoteExecutor remote(ConnectSettings settings) {
        return opened(Transport.remote(server, settings));
    }

    /// That, to be closed after the test.
    final <T extends AutoCloseable> T opened(T each) {
        open.add(each);
        return each;
    }

    @AfterEach
    void closeAll() throws Exception {
        probe.release();
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        background.close();
        probe.close();
    }

    final <T> Future<T> inBackground(Callable<T> work) {
        return background.run(work);
    }

    static <T> T get(Future<T> future) {
        return Background.get(future);
    }

    static DocArray<Text> texts(String... texts) {
        List<Slot<Text>> slots = new ArrayList<>();
        for (String text : texts) {
            slots.add(Slot.of(Text.of(text)).withId("d" + slots.size()));
        }
        return DocArray.ofSlots(slots);
    }

    /// Something that is to fail.
    @FunctionalInterface
    interface Attempt {
        void make() throws Exception;
    }

    /// The error that ended that.
    static CallError errorOf(Attempt attempt) {
        try {
            attempt.make();
        } catch (XooaiException e) {
            return e.error();
        } catch (Exception e) {
            throw new AssertionError("expected an error of a call, and not " + e, e);
        }
        throw new AssertionError("it did not fail");
    }
}
