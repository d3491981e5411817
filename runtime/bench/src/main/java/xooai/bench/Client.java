package xooai.bench;

import java.io.IOException;

/// What the callers of one round share: a connection, where the protocol carries many calls on one.
@FunctionalInterface
interface Client extends AutoCloseable {

    /// A caller for one thread.
    Caller caller() throws IOException;

    @Override
    default void close() throws IOException {}

    /// Makes a client for each round anew: servers close connections that have been still for a while.
    @FunctionalInterface
    interface Maker {
        /// Connects.
        Client connect() throws IOException;
    }
}
