package xooai.driver;

import java.lang.management.ManagementFactory;

/// The heap of this process.
final class Heap {
    /// A MiB.
    static final long MIB = 1 << 20;

    private Heap() {}

    /// The bytes that are reachable.
    static long used() {
        // The second time takes what the first one only made ready to be taken.
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
