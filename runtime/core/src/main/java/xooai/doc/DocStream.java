package xooai.doc;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Docs that come one after another, and need not all be there at once.
///
/// Reading waits for what has not come yet; whoever makes the docs waits for whoever reads them. It is read
/// once, by one thread, and closed by its reader: closing it before its end says that no more is wanted.
/// A doc in error throws when it is read, as in a [DocArray], and the next one can be read after it;
/// [#nextChunk] gives it with its error instead.
///
/// @param <T> the class of docs
public interface DocStream<T extends Doc> extends Iterable<T>, AutoCloseable {

    /// Waits for the docs that come next, with their ids and errors; null at the end. They are one or more.
    ///
    /// @throws XooaiException when the stream failed or was cut
    @Nullable
    DocArray<T> nextChunk();

    @Override
    void close();

    /// The docs of that array.
    static <T extends Doc> DocStream<T> of(DocArray<T> docs) {
        return ofChunks(
                docs.isEmpty()
                        ? List.<DocArray<T>>of().iterator()
                        : List.of(docs).iterator(),
                () -> {});
    }

    /// Those docs, each as soon as it is asked for.
    static <T extends Doc> DocStream<T> of(Stream<? extends T> docs) {
        Iterator<? extends T> each = docs.iterator();
        Iterator<DocArray<T>> chunks = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public DocArray<T> next() {
                return DocArray.of(List.of(each.next()));
            }
        };
        return ofChunks(chunks, docs::close);
    }

    /// Those docs.
    @SafeVarargs
    @SuppressWarnings("varargs")
    static <T extends Doc> DocStream<T> of(T... docs) {
        return of(Stream.of(docs));
    }

    /// Those chunks of docs; empty ones are left out.
    ///
    /// @param close is run when the stream is closed
    static <T extends Doc> DocStream<T> ofChunks(Iterator<DocArray<T>> chunks, Runnable close) {
        return new DocStream<>() {
            @Override
            public @Nullable DocArray<T> nextChunk() {
                while (chunks.hasNext()) {
                    DocArray<T> chunk = chunks.next();
                    if (!chunk.isEmpty()) {
                        return chunk;
                    }
                }
                return null;
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }

    /// What the function makes of each doc, in its slot; docs in error stay as they are. The function is
    /// called when the doc is read.
    default <B extends Doc> DocStream<B> map(Function<? super T, ? extends B> function) {
        DocStream<T> from = this;
        return new DocStream<>() {
            @Override
            public @Nullable DocArray<B> nextChunk() {
                DocArray<T> chunk = from.nextChunk();
                return chunk == null ? null : chunk.map(function);
            }

            @Override
            public void close() {
                from.close();
            }
        };
    }

    /// All docs that are left, in one array. Closes the stream.
    default DocArray<T> toArray() {
        List<Slot<T>> slots = new ArrayList<>();
        try (DocStream<T> all = this) {
            for (DocArray<T> chunk = all.nextChunk(); chunk != null; chunk = all.nextChunk()) {
                slots.addAll(chunk.slots());
            }
        }
        return DocArray.ofSlots(slots);
    }

    /// The docs as a Java stream, which closes this one when it is closed.
    default Stream<T> stream() {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED | Spliterator.NONNULL),
                        false)
                .onClose(this::close);
    }

    @Override
    default Iterator<T> iterator() {
        DocStream<T> from = this;
        return new Iterator<>() {
            private @Nullable DocArray<T> chunk = DocArray.empty();
            private int at;

            @Override
            public boolean hasNext() {
                while (chunk != null && at == chunk.size()) {
                    chunk = from.nextChunk();
                    at = 0;
                }
                return chunk != null;
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return Objects.requireNonNull(chunk).get(at++);
            }
        };
    }
}
