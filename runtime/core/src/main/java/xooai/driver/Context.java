package xooai.driver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Values;
import xooai.doc.XooaiException;
import xooai.store.FetchPolicy;

/// What travels with a call besides its docs: the deadline, cancellation, parameters, and who asked.
///
/// An endpoint takes it as its last parameter when it needs it. Cancelling a context cancels every one made
/// from it. Safe for use by many threads.
public final class Context implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Context.class.getName());

    /// The deadline of a request that names none.
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /// The time of a stream that names no deadline: a year.
    public static final Duration ENDLESS = Duration.ofDays(365);

    private final String rid;
    private final long deadline;
    private final Map<String, @Nullable Object> params;
    private final @Nullable String tenant;
    private final @Nullable FetchPolicy refs;
    private final Registration atParent;
    private final Object lock = new Object();
    private volatile @Nullable CallError cancelled;
    private @Nullable List<Runnable> onCancel;

    /// Stops hearing of a cancellation.
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        /// Nothing to stop.
        Registration NONE = () -> {};

        @Override
        void close();
    }

    private Context(
            String rid,
            long deadline,
            Map<String, @Nullable Object> params,
            @Nullable String tenant,
            @Nullable FetchPolicy refs,
            @Nullable Context parent) {
        this.rid = rid;
        this.deadline = deadline;
        this.params = params;
        this.tenant = tenant;
        this.refs = refs;
        this.atParent = parent == null ? Registration.NONE : parent.onCancel(() -> cancel(parent.cancellation()));
    }

    /// A context of its own for a request with that id and that much time.
    public static Context of(String rid, Duration timeout, Map<String, @Nullable Object> params) {
        return new Context(rid, deadlineAfter(timeout), Values.copyOf(params), null, null, null);
    }

    /// A context of its own for a request that came from elsewhere, with what refs that come up while it is
    /// answered may point at.
    public static Context of(String rid, Duration timeout, Map<String, @Nullable Object> params, FetchPolicy refs) {
        return new Context(rid, deadlineAfter(timeout), Values.copyOf(params), null, refs, null);
    }

    /// A context of its own with a new id, no parameters, and that much time.
    public static Context of(Duration timeout) {
        return of(Rid.next(), timeout, Map.of());
    }

    /// A context that ends with this one, or earlier by that timeout, with those parameters. Close it when
    /// the call has ended.
    public Context child(@Nullable Duration timeout, Map<String, @Nullable Object> childParams) {
        long until =
                timeout == null ? deadline : Math.min(deadline - System.nanoTime(), nanos(timeout)) + System.nanoTime();
        return new Context(rid, until, Values.copyOf(childParams), tenant, refs, this);
    }

    private static long deadlineAfter(Duration timeout) {
        return System.nanoTime() + nanos(timeout);
    }

    /// A time in nanoseconds, at most a year: more would overflow what clocks count in.
    private static long nanos(Duration timeout) {
        return timeout.compareTo(ENDLESS) > 0 ? ENDLESS.toNanos() : Math.max(0, timeout.toNanos());
    }

    /// The request's id.
    public String rid() {
        return rid;
    }

    /// The caller's parameters.
    public Map<String, @Nullable Object> params() {
        return params;
    }

    /// The parameter of that name, or null.
    public @Nullable Object param(String name) {
        return params.get(name);
    }

    /// Who asked, where a gateway says so.
    public @Nullable String tenant() {
        return tenant;
    }

    /// A policy for refs in answers from elsewhere that allows no more than the request's own allows.
    public FetchPolicy within(FetchPolicy policy) {
        return refs == null || refs.equals(policy) ? policy : refs.and(policy);
    }

    /// The time that remains; never negative.
    public Duration remaining() {
        return Duration.ofNanos(remainingNanos());
    }

    /// The time that remains in nanoseconds; never negative.
    public long remainingNanos() {
        return Math.max(0, deadline - System.nanoTime());
    }

    /// Whether the call was cancelled. A deadline that has passed is no cancellation until somebody acts on it.
    public boolean isCancelled() {
        return cancelled != null;
    }

    /// Why the call was cancelled.
    ///
    /// @throws IllegalStateException when it was not
    public CallError cancellation() {
        CallError why = cancelled;
        if (why == null) {
            throw new IllegalStateException("the call is not cancelled");
        }
        return why;
    }

    /// Goes on only while the call is wanted.
    ///
    /// @throws XooaiException with why it was cancelled, or DEADLINE_EXCEEDED
    public void check() {
        CallError why = cancelled;
        if (why != null) {
            throw new XooaiException(why);
        }
        if (deadline - System.nanoTime() <= 0) {
            throw new XooaiException(Code.DEADLINE_EXCEEDED, "the request's deadline has passed");
        }
    }

    /// Cancels the call and all that were made from it; the first reason stays.
    ///
    /// @return whether this was the first cancellation
    public boolean cancel(CallError why) {
        List<Runnable> listeners;
        synchronized (lock) {
            if (cancelled != null) {
                return false;
            }
            cancelled = why;
            listeners = onCancel == null ? List.of() : onCancel;
            onCancel = null;
        }
        listeners.forEach(Context::tell);
        return true;
    }

    /// One listener that fails must not keep the others from hearing, nor harm the thread that cancels.
    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "what was to be done at a cancellation failed", e);
        }
    }

    /// Runs that when the call is cancelled, once, on the thread that cancels; at once when it is cancelled
    /// already. It returns quickly and throws nothing.
    public Registration onCancel(Runnable action) {
        synchronized (lock) {
            if (cancelled == null) {
                if (onCancel == null) {
                    onCancel = new ArrayList<>(4);
                }
                onCancel.add(action);
                return () -> forget(action);
            }
        }
        action.run();
        return Registration.NONE;
    }

    private void forget(Runnable action) {
        synchronized (lock) {
            if (onCancel != null) {
                onCancel.remove(action);
            }
        }
    }

    /// Stops hearing of the context that this one was made from.
    @Override
    public void close() {
        atParent.close();
    }

    /// These parameters with those over them.
    public static Map<String, @Nullable Object> over(
            Map<String, @Nullable Object> base, Map<String, ? extends @Nullable Object> above) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(base);
        merged.putAll(above);
        return merged;
    }
}
