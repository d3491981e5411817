package xooai.samples.diamond;

import java.util.concurrent.CountDownLatch;
import xooai.driver.Server;

/// Serves the two branches of the diamond on their own, as programs elsewhere would: for `diamond-
/// remote.flow.json`.
///
/// Needs the HTTP driver on the class path.
public final class ServeExecutors {
    private ServeExecutors() {}

    /// Serves both until SIGINT or SIGTERM.
    ///
    /// @param arguments the two ports; 8090 and 8091 where there are none
    public static void main(String[] arguments) throws InterruptedException {
        String shouterPort = arguments.length > 0 ? arguments[0] : "8090";
        String counterPort = arguments.length > 1 ? arguments[1] : "8091";
        CountDownLatch stopped = stopOnSignal(Thread.currentThread());
        try (Shouter shouter = new Shouter();
                WordCounter counter = new WordCounter();
                Server first = shouter.serve("http://127.0.0.1:" + shouterPort);
                Server second = counter.serve("http://127.0.0.1:" + counterPort)) {
            System.out.println("READY " + first.address());
            System.out.println("READY " + second.address());
            stopped.await();
        }
    }

    /// Opens at a signal, and lets Java end only when that thread has.
    private static CountDownLatch stopOnSignal(Thread serving) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopped.countDown();
            try {
                serving.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }));
        return stopped;
    }
}
