package xooai.flow;

import java.util.List;
import java.util.stream.Collectors;

/// A flow cannot be built, with everything that is wrong with it.
public final class FlowException extends RuntimeException {
    private final transient List<Problem> problems;

    /// A flow with those problems.
    public FlowException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /// Everything that is wrong, in the order of the nodes.
    public List<Problem> problems() {
        return problems;
    }
}
