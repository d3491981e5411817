package xooai.launch;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/// Waits for the operating system's wish to stop.
///
/// Java's supported API knows only shutdown hooks, and a process that ends by them ends with an exit code
/// of failure. `sun.misc.Signal` is in every JDK and JRE; it is reached by reflection because a compiler
/// that takes every warning as an error refuses it by name.
final class Signals {
    private final CountDownLatch wished = new CountDownLatch(1);

    private Signals() {}

    /// From now on SIGINT and SIGTERM end the wait and not the process. A second one ends the process.
    static Signals caught() {
        Signals signals = new Signals();
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = signal.getMethod("handle", signal, handler);
            Object byDefault = handler.getField("SIG_DFL").get(null);
            Object ours = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            handle.invoke(null, arguments[0], byDefault);
                            signals.wished.countDown();
                        }
                        return null;
                    });
            for (String name : new String[] {"INT", "TERM"}) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java runtime lacks the module jdk.unsupported", e);
        }
        return signals;
    }

    /// Blocks until a signal came, or until the thread is interrupted.
    void await() {
        try {
            wished.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
