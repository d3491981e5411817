package xooai.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// What this process holds of the system.
///
/// @param threads threads of the system
/// @param virtual virtual threads
/// @param files open files and sockets; 0 where the system does not tell
record Resources(long threads, long virtual, long files) {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(40);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /// What pools and the virtual machine itself take and give back as they like; little beside the number of
    /// calls after which it is asked.
    private static final int SLACK = 32;

    /// What it holds now.
    static Resources now() throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return new Resources(
                ManagementFactory.getThreadMXBean().getThreadCount(),
                virtualThreads(),
                system instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : 0);
    }

    private static long virtualThreads() throws IOException {
        Path directory = Files.createTempDirectory("xooai-threads");
        Path dump = directory.resolve("dump");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
            try (Stream<String> lines = Files.lines(dump)) {
                return lines.filter(line -> line.startsWith("#") && line.contains(" virtual"))
                        .count();
            }
        } finally {
            Files.deleteIfExists(dump);
            Files.delete(directory);
        }
    }

    private boolean isWithin(Resources most) {
        return threads <= most.threads + SLACK && virtual <= most.virtual + SLACK && files <= most.files + SLACK;
    }

    /// Waits until the process holds no more than this again.
    void awaitAgain() throws IOException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        Resources now = now();
        while (!now.isWithin(this) && until - System.nanoTime() > 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
            now = now();
        }
        assertThat(now)
                .as("what is held, after it was " + this)
                .matches(held -> held.isWithin(this), "no more than before");
    }
}
