package xooai.executor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import xooai.codec.Limits;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Slot;
import xooai.doc.Weight;
import xooai.doc.XooaiException;
import xooai.driver.Exchange;

/// A stream through what takes one request and gives one answer: called for each chunk.
public final class Chunked {
    private Chunked() {}

    /// Answers the exchange by an answer to each of its chunks; the first one that fails ends it.
    ///
    /// @param each answers one request
    public static Response answer(Exchange exchange, Function<Request, Response> each) {
        Collecting all = exchange.kind().streamsOut() ? null : new Collecting();
        boolean errors = false;
        boolean first = true;
        for (DocArray<Doc> chunk = exchange.receive(); chunk != null; chunk = exchange.receive()) {
            Response response = each.apply(request(exchange.request(), chunk, first));
            first = false;
            if (response.error() != null) {
                return response;
            }
            errors |= response.docs().hasErrors();
            if (all != null) {
                all.add(response.docs());
            } else if (!response.docs().isEmpty()) {
                exchange.send(response.docs());
            }
        }
        String rid = exchange.context().rid();
        return all == null
                ? new Response(rid, errors ? Code.PARTIAL : Code.OK, DocArray.empty(), null, Map.of())
                : Response.of(rid, all.docs());
    }

    private static Request request(Request opening, DocArray<Doc> chunk, boolean first) {
        return opening.withTime(opening.rid(), -1).withDocs(chunk, first ? opening.branches() : Map.of());
    }

    /// The docs of a stream for somebody who wants them all at once.
    public static final class Collecting {
        private static final long MOST_WEIGHT = 64L << 20;

        private final List<Slot<Doc>> slots = new ArrayList<>();
        private long weight;

        /// Adds a chunk.
        ///
        /// @throws XooaiException with RESOURCE_EXHAUSTED when it is too much for one answer
        public void add(DocArray<? extends Doc> docs) {
            weight += Weight.of(docs);
            if (slots.size() + docs.size() > Limits.DEFAULT.docs() || weight > MOST_WEIGHT) {
                throw new XooaiException(
                        Code.RESOURCE_EXHAUSTED,
                        "the stream gives more than one answer may hold, " + Limits.DEFAULT.docs() + " docs or "
                                + MOST_WEIGHT + " bytes; ask for it as a stream");
            }
            slots.addAll(docs.<Doc>cast().slots());
        }

        /// All of them.
        public DocArray<Doc> docs() {
            return DocArray.ofSlots(slots);
        }
    }
}
