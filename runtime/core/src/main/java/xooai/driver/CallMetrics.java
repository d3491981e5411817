package xooai.driver;

import java.util.concurrent.CopyOnWriteArrayList;
import xooai.doc.Code;

/// Hears of every endpoint call that ends in this process, wherever it came from.
///
/// Called on the threads that do the work: return at once, and throw nothing.
@FunctionalInterface
public interface CallMetrics {

    /// A call has ended.
    ///
    /// @param executor the executor's name
    /// @param endpoint the endpoint; empty for the one of a flow
    /// @param nanos how long it took
    void ended(String executor, String endpoint, Code code, long nanos);

    /// Hears of calls until the registration is closed.
    static Context.Registration listen(CallMetrics listener) {
        Listeners.ALL.add(listener);
        return () -> Listeners.ALL.remove(listener);
    }

    /// Tells all who listen.
    static void tell(String executor, String endpoint, Code code, long nanos) {
        for (CallMetrics listener : Listeners.ALL) {
            listener.ended(executor, endpoint, code, nanos);
        }
    }

    /// Who listens.
    final class Listeners {
        private static final CopyOnWriteArrayList<CallMetrics> ALL = new CopyOnWriteArrayList<>();

        private Listeners() {}
    }
}
