package xooai.flow;

import org.jspecify.annotations.Nullable;

/// Whether a node does its work: a fact of the flow, the same wherever it runs.
public enum NodeMode {
    /// It runs.
    RUNS("runs"),
    /// It is not called, and passes on what reaches it: its branches joined, or the flow's input.
    BYPASSED("bypassed"),
    /// It is not called, and its wires are as if they were not there.
    DISABLED("disabled");

    /// The key of a node under which a mode is written that is not [#RUNS].
    public static final String KEY = "mode";

    private final String fileName;

    NodeMode(String fileName) {
        this.fileName = fileName;
    }

    /// What a flow file calls it.
    public String fileName() {
        return fileName;
    }

    /// The mode that a flow file calls that, or null. What runs is not written.
    static @Nullable NodeMode named(@Nullable Object name) {
        for (NodeMode mode : values()) {
            if (mode != RUNS && mode.fileName.equals(name)) {
                return mode;
            }
        }
        return null;
    }
}
