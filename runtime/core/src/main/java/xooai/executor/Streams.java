package xooai.executor;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.XooaiException;
import xooai.driver.CallKind;
import xooai.driver.Context;
import xooai.driver.OpenCall;
import xooai.driver.Rid;

/// One call with streams, as its caller makes it.
final class Streams {
    private final Executor executor;
    private final String on;
    private final CallKind kind;
    private final CallOptions options = new CallOptions();
    private final Context context;
    private Thread feeder = Thread.currentThread();

    Streams(Executor executor, String on, CallKind kind, Consumer<CallOptions> chosen) {
        this.executor = executor;
        this.on = on;
        this.kind = kind;
        chosen.accept(options);
        this.context = Context.of(Rid.next(), options.deadlineOfStream(), options.params());
    }

    <B extends Doc> DocArray<B> collect(DocStream<? extends Doc> docs) {
        try (context;
                OpenCall call = open(DocArray.empty())) {
            feed(docs, call);
            Response response = call.response();
            feeder.interrupt();
            if (response.error() != null) {
                throw new XooaiException(response.error());
            }
            return response.docs().cast();
        }
    }

    <B extends Doc> DocStream<B> expand(DocArray<? extends Doc> docs) {
        return new Answers<>(open(docs));
    }

    <B extends Doc> DocStream<B> chat(DocStream<? extends Doc> docs) {
        OpenCall call = open(DocArray.empty());
        feed(docs, call);
        return new Answers<>(call);
    }

    private OpenCall open(DocArray<? extends Doc> docs) {
        Request request = new Request(context.rid(), on, -1, context.params(), docs, Map.of());
        return executor.open(request, kind, context);
    }

    /// Sends what the stream gives, on a thread of its own. A stream that fails cancels the call with its
    /// failure; a call that has ended needs no more of it.
    private void feed(DocStream<? extends Doc> docs, OpenCall call) {
        feeder = Thread.ofVirtual().name("xooai-feed").unstarted(() -> {
            try (docs) {
                DocArray<? extends Doc> chunk = docs.nextChunk();
                while (chunk != null && call.send(chunk)) {
                    chunk = docs.nextChunk();
                }
                if (chunk == null) {
                    call.end();
                }
            } catch (RuntimeException e) {
                CallError error = XooaiException.errorOf(e);
                context.cancel(CallError.of(error.code(), "what was to be sent failed: " + error.message()));
            }
        });
        context.onCancel(feeder::interrupt);
        feeder.start();
    }

    /// What comes back, for one thread.
    private final class Answers<B extends Doc> implements DocStream<B> {
        private final OpenCall call;
        private boolean ended;

        Answers(OpenCall call) {
            this.call = call;
        }

        @Override
        public @Nullable DocArray<B> nextChunk() {
            while (!ended) {
                DocArray<Doc> chunk = call.receive();
                if (chunk == null) {
                    ended = true;
                    stopFeeding();
                    CallError error = call.response().error();
                    close();
                    if (error != null) {
                        throw new XooaiException(error);
                    }
                } else if (!chunk.isEmpty()) {
                    return chunk.cast();
                }
            }
            return null;
        }

        /// What is still to be sent is wanted no more.
        private void stopFeeding() {
            if (kind.streamsIn()) {
                feeder.interrupt();
            }
        }

        @Override
        public void close() {
            call.close();
            stopFeeding();
            if (!ended) {
                context.cancel(CallError.of(Code.CANCELLED, "the caller wants no more"));
            }
            context.close();
        }
    }
}
