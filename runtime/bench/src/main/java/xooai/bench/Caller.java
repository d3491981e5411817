package xooai.bench;

import java.io.IOException;

/// Makes the same call again and again; used by one thread.
@FunctionalInterface
interface Caller extends AutoCloseable {

    /// Calls once and reads the whole answer.
    ///
    /// @return its length, in whatever the caller counts
    /// @throws IOException when the answer is not the one that is expected
    long call() throws IOException;

    @Override
    default void close() throws IOException {}
}
