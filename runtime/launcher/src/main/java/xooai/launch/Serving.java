package xooai.launch;

import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import xooai.driver.Driver;
import xooai.driver.ServeSettings;
import xooai.driver.Server;
import xooai.executor.Executor;

/// Serves an executor or a flow until the process is told to stop.
public final class Serving {
    private Serving() {}

    /// Serves at all those addresses, prints `READY` and the address for each once calls are answered
    /// there, and blocks until SIGINT or SIGTERM. Then it takes no new calls, lets those in flight end
    /// within the grace period, and closes the executor.
    ///
    /// Servers start while the executor is being made.
    ///
    /// @param name the executor's name
    /// @param maker makes the executor; called once, on another thread
    /// @throws RuntimeException why it could not be made or served; nothing is left running
    public static void untilSignal(
            String name,
            Supplier<? extends Executor> maker,
            List<URI> addresses,
            ServeSettings settings,
            PrintWriter out) {
        Memory.watched();
        PendingService service = PendingService.of(name, maker);
        List<Server> servers = new ArrayList<>();
        try {
            for (URI address : addresses) {
                servers.add(Driver.of(address.getScheme()).serve(address, service, settings));
            }
            service.executor();
            Signals signals = Signals.caught();
            servers.forEach(server -> out.println("READY " + server.address()));
            out.flush();
            signals.await();
        } finally {
            stop(servers);
            service.close();
        }
    }

    /// Stops all servers at once, so that their grace periods run side by side.
    private static void stop(List<Server> servers) {
        List<Thread> stopping = servers.stream()
                .map(server -> Thread.ofPlatform().name("xooai-stop").start(server::close))
                .toList();
        for (Thread thread : stopping) {
            joinWhole(thread);
        }
    }

    private static void joinWhole(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
