package xooai.flow;

import xooai.codec.Response;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.driver.Context;

/// Watches the calls of a flow that is served. Safe for use by many threads.
@FunctionalInterface
public interface RunWatch {

    /// A call begins.
    ///
    /// @param flow the flow
    /// @param input what goes in; empty where it comes as a stream
    /// @param context the call: its id and its parameters
    /// @return who hears what becomes of it
    Watched begin(FlowSpec flow, DocArray<? extends Doc> input, Context context);

    /// Hears of one call. Called on the threads that do the work: return at once, and throw nothing.
    interface Watched extends RunListener {
        /// The call has ended.
        ///
        /// @param response what was answered; without docs where they went out as a stream
        void ended(Response response);
    }
}
