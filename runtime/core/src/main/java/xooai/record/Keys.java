package xooai.record;

/// The keys of a recording.
final class Keys {
    static final String VERSION = "xooaiRun";
    static final long CURRENT = 1;
    static final String RID = "rid";
    static final String STARTED = "started";
    static final String TOOK = "tookNanos";
    static final String CONTENT = "content";
    static final String PARAMS = "params";
    static final String FLOW = "flow";
    static final String INPUT = "input";
    static final String OUTPUT = "output";
    static final String NODES = "nodes";
    static final String STATE = "state";
    static final String ERROR = "error";
    static final String CHUNKS = "chunks";
    static final String DOCS = "docs";
    static final String RESPONSE = "response";
    static final String CODE = "code";

    private Keys() {}
}
