package xooai.record;

import xooai.codec.Limits;

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

    static final Limits LIMITS = new Limits(2 * RunRecord.MOST_BYTES, 16 << 10, 96, 100_000);

    private Keys() {}
}
