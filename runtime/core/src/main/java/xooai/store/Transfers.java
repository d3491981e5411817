package xooai.store;

import java.io.InputStream;
import xooai.doc.Content;

/// Is told which large content moves, and how far it is, while it moves.
///
/// It is called by the threads that move content, often, and by several at once: it returns at once and throws
/// nothing. A [FetchPolicy] carries it, because that is what knows of both ways: what is put into its stores, and what
/// is got by its refs. Content that the cache has does not move. What several callers wait for is told to the one who
/// asked first.
@FunctionalInterface
public interface Transfers {
    /// Nobody listens; then nothing is counted.
    Transfers NONE = (_, _, _) -> Transfer.NONE;

    /// Which way content moves.
    enum Way {
        /// A file is read, to learn its signature.
        READ,
        /// It is put into a store.
        PUT,
        /// It is got from a store, or from where a ref points.
        GET
    }

    /// Content begins to move.
    ///
    /// @param what the content as messages name it, without secrets
    /// @param size in bytes, or -1 where it is not known; what somebody says, which need not be true
    Transfer begin(Way way, String what, long size);

    /// One content on its way.
    interface Transfer {
        /// Nobody listens.
        Transfer NONE = new Transfer() {
            @Override
            public void at(long position) {}

            @Override
            public void end() {}
        };

        /// So many bytes of it have moved. Where it has to be begun anew, that is less than before.
        void at(long position);

        /// It moves no more: it is there, it failed, or it was given up.
        void end();
    }

    /// The bytes of a stream, told while they are read, until it is closed.
    default InputStream watched(Way way, String what, long size, InputStream in) {
        return equals(NONE) ? in : new WatchedStream(in, begin(way, what, size));
    }

    /// The same content, whose bytes are told to that transfer whenever it is opened.
    static Content watched(Content content, Transfer transfer) {
        String ref = content.ref();
        String shown = ref == null ? content.toString() : ref;
        // Content at hand becomes a ref with a source of its own, which is how reading can be watched.
        return Content.at(shown, content.signature(), content.size(), content.mediaType())
                .from(_ -> new WatchedStream(content.open(), unended(transfer)));
    }

    private static Transfer unended(Transfer transfer) {
        return new Transfer() {
            @Override
            public void at(long position) {
                transfer.at(position);
            }

            @Override
            public void end() {}
        };
    }
}
