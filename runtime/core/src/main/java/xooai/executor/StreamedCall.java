package xooai.executor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Slot;
import xooai.doc.XooaiException;
import xooai.driver.Exchange;

/// A call of an endpoint that takes a stream, or gives one. Docs in error do not reach the method: they go
/// from what comes in to what goes out.
final class StreamedCall {
    private final Executor executor;
    private final Endpoint endpoint;
    private final Exchange exchange;
    private boolean errors;

    StreamedCall(Executor executor, Endpoint endpoint, Exchange exchange) {
        this.executor = executor;
        this.endpoint = endpoint;
        this.exchange = exchange;
    }

    /// Sends what the endpoint gives as it comes.
    Response send() throws Throwable {
        run(exchange::send);
        return new Response(
                exchange.context().rid(), errors ? Code.PARTIAL : Code.OK, DocArray.empty(), null, Map.of());
    }

    /// All that the endpoint gives.
    DocArray<Doc> collect() throws Throwable {
        Chunked.Collecting all = new Chunked.Collecting();
        run(all::add);
        return all.docs();
    }

    private void run(Consumer<DocArray<Doc>> out) throws Throwable {
        Consumer<DocArray<Doc>> sent = chunk -> {
            errors |= chunk.hasErrors();
            if (!chunk.isEmpty()) {
                out.accept(chunk);
            }
        };
        Leaving leaving = new Leaving(sent);
        if (endpoint.shape() == Endpoint.Shape.STREAM) {
            leaving.give(endpoint.call(executor, new Incoming(sent, leaving), exchange.context()));
            return;
        }
        for (DocArray<Doc> chunk = exchange.receive(); chunk != null; chunk = exchange.receive()) {
            DocArray<Doc> in = CallDocs.entering(endpoint.input(), chunk);
            if (endpoint.shape() == Endpoint.Shape.EACH) {
                each(in, leaving);
            } else {
                whole(in, leaving);
            }
        }
    }

    private void whole(DocArray<Doc> in, Leaving leaving) throws Throwable {
        DocArray<Doc> good = in.ok();
        leaving.sent.accept(in.inError());
        if (!good.isEmpty() || in.isEmpty()) {
            leaving.took(good);
            leaving.give(endpoint.call(executor, good, exchange.context()));
        }
    }

    private void each(DocArray<Doc> in, Leaving leaving) throws Throwable {
        for (Slot<Doc> slot : in.slots()) {
            DocArray<Doc> alone = DocArray.ofSlots(List.of(slot));
            Doc doc = slot.doc();
            if (doc == null) {
                leaving.sent.accept(alone);
                continue;
            }
            leaving.took(alone);
            try {
                leaving.give(endpoint.call(executor, doc, exchange.context()));
            } catch (InterruptedException | VirtualMachineError e) {
                throw e;
            } catch (Throwable e) {
                exchange.context().check();
                leaving.fail(slot, XooaiException.errorOf(e).atEndpoint(endpoint.path()));
            }
        }
    }

    /// What goes out: each doc that is an input's very instance in its slot, once.
    private final class Leaving {
        private final Consumer<DocArray<Doc>> sent;
        private final Set<String> given = new HashSet<>();
        private DocArray<Doc> taken = DocArray.empty();

        Leaving(Consumer<DocArray<Doc>> sent) {
            this.sent = sent;
        }

        /// What comes out from now on is made from these.
        void took(DocArray<Doc> docs) {
            taken = docs;
            given.clear();
        }

        /// Sends what the method returned.
        void give(@Nullable Object result) {
            switch (result) {
                case DocArray<?> docs -> leave(docs.cast());
                case DocStream<?> docs -> {
                    try (docs) {
                        for (DocArray<?> chunk = docs.nextChunk(); chunk != null; chunk = docs.nextChunk()) {
                            leave(chunk.cast());
                        }
                    }
                }
                case Stream<?> docs -> {
                    try (docs) {
                        docs.sequential().forEachOrdered(this::giveOne);
                    }
                }
                case null, default -> giveOne(result);
            }
        }

        private void giveOne(@Nullable Object result) {
            if (!(result instanceof Doc doc)) {
                throw new XooaiException(Code.INTERNAL, endpoint.path() + " returned null");
            }
            leave(DocArray.of(doc));
        }

        private void leave(DocArray<Doc> docs) {
            exchange.context().check();
            sent.accept(once(CallDocs.leaving(taken, taken, docs)));
        }

        /// A method may give one input several times; only the first of them is that doc.
        private DocArray<Doc> once(DocArray<Doc> docs) {
            List<Slot<Doc>> slots = new ArrayList<>(docs.size());
            boolean again = false;
            for (Slot<Doc> slot : docs.slots()) {
                String id = slot.id();
                boolean fresh = id == null || given.add(id);
                again |= !fresh;
                slots.add(fresh ? slot : new Slot<>(null, slot.doc(), slot.error(), slot.extras()));
            }
            return again ? DocArray.ofSlots(slots) : docs;
        }

        void fail(Slot<Doc> slot, CallError error) {
            sent.accept(once(DocArray.ofSlots(List.of(slot.failed(error)))));
        }
    }

    /// What comes in, for a method that reads it when it likes.
    private final class Incoming implements DocStream<Doc> {
        private final Consumer<DocArray<Doc>> out;
        private final Leaving leaving;

        Incoming(Consumer<DocArray<Doc>> out, Leaving leaving) {
            this.out = out;
            this.leaving = leaving;
        }

        @Override
        public @Nullable DocArray<Doc> nextChunk() {
            for (DocArray<Doc> chunk = exchange.receive(); chunk != null; chunk = exchange.receive()) {
                DocArray<Doc> in = CallDocs.entering(endpoint.input(), chunk);
                out.accept(in.inError());
                DocArray<Doc> good = in.ok();
                if (!good.isEmpty()) {
                    leaving.took(good);
                    return good;
                }
            }
            return null;
        }

        @Override
        public void close() {
            // The exchange ends when the method has returned.
        }
    }
}
