package xooai.flow;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// The flows that are being opened, each within the one before it; and how many were opened in all, since
/// flows that use others several times double with each.
final class Nesting {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_FLOWS = 256;

    private final Set<Path> open;
    private final AtomicInteger count;

    Nesting() {
        this(Set.of(), new AtomicInteger());
    }

    private Nesting(Set<Path> open, AtomicInteger count) {
        this.open = open;
        this.count = count;
    }

    /// With that flow open as well.
    ///
    /// @throws FlowException when it is open already, or when flows use each other too deep or too often
    Nesting with(Path file) {
        if (open.contains(file)) {
            throw refused("the flow uses itself by way of " + file.getFileName());
        }
        if (open.size() == MAX_DEPTH) {
            throw refused("flows use each other more than " + MAX_DEPTH + " deep");
        }
        if (count.incrementAndGet() > MAX_FLOWS) {
            throw refused("more than " + MAX_FLOWS + " flows are used in all");
        }
        Set<Path> deeper = new HashSet<>(open);
        deeper.add(file);
        return new Nesting(deeper, count);
    }

    private static FlowException refused(String why) {
        return new FlowException(List.of(Problem.ofFlow(why)));
    }
}
