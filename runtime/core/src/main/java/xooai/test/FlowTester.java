package xooai.test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.ContentSource;
import xooai.doc.XooaiException;
import xooai.driver.Context;
import xooai.driver.Rid;
import xooai.flow.Flow;
import xooai.flow.RunListener;
import xooai.flow.TestCase;
import xooai.store.FetchPolicy;

/// Runs tests on a flow. Safe for use by many threads.
public final class FlowTester {
    private final Flow flow;
    private final ContentSource refs;

    /// A tester of that flow; the caller closes the flow.
    ///
    /// @param directory where the file of the flow is: relative refs in the docs of its tests are of files in there
    /// @param refs what other refs they may have
    public FlowTester(Flow flow, Path directory, FetchPolicy refs) {
        this.flow = flow;
        this.refs = new TestRefs(directory, refs);
    }

    /// Runs a test and waits for what comes of it. A failure is an answer like any other.
    public TestResult run(TestCase test) {
        return run(test, within(test), _ -> {});
    }

    /// Runs a test in that context, which the caller closes; the listener hears what becomes of each node.
    public TestResult run(TestCase test, Context context, RunListener listener) {
        long start = System.nanoTime();
        Response response = answer(test, context, listener);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new TestResult(test, differences(test, response), response, took);
    }

    /// The time and the parameters that a test has.
    public static Context within(TestCase test) {
        Duration most = test.timeout();
        return Context.of(Rid.next(), most == null ? Context.DEFAULT_TIMEOUT : most, test.params());
    }

    private Response answer(TestCase test, Context context, RunListener listener) {
        try {
            byte[] docs = Codec.JSON.writeValue(test.docs());
            Request request = Request.of("", Codec.JSON.readDocs(docs, flow.docsOf(""), Limits.DEFAULT, refs))
                    .withParams(test.params());
            return flow.run(request, context, listener);
        } catch (XooaiException e) {
            return Response.failed(context.rid(), e.error());
        }
    }

    private static List<Difference> differences(TestCase test, Response response) {
        return switch (test.expected()) {
            case TestCase.Expected.Failure wanted -> failure(wanted, response.error());
            case TestCase.Expected.Docs wanted -> docs(test, wanted, response);
        };
    }

    private static List<Difference> docs(TestCase test, TestCase.Expected.Docs wanted, Response response) {
        CallError error = response.error();
        if (error != null) {
            return List.of(new Difference("", counted(wanted.docs().size()), said(error)));
        }
        try {
            return new Comparison(test.tolerance(), test.ignore()).compare(wanted.docs(), plain(response));
        } catch (XooaiException e) {
            return List.of(new Difference(
                    "",
                    counted(wanted.docs().size()),
                    "docs that cannot be compared: " + e.error().message()));
        }
    }

    /// The docs of an answer as the file of a flow holds them.
    public static List<?> plain(Response response) {
        Object value = Codec.JSON.readValue(Codec.JSON.writeDocs(response.docs()), Limits.DEFAULT);
        return value instanceof List<?> list ? list : List.of();
    }

    private static List<Difference> failure(TestCase.Expected.Failure wanted, @Nullable CallError error) {
        String expected = wanted.code()
                + (wanted.message().isEmpty() ? "" : " with a message that contains \"" + wanted.message() + '"');
        if (error == null) {
            return List.of(new Difference("", expected, "an answer"));
        }
        boolean same = error.code() == wanted.code() && error.message().contains(wanted.message());
        return same ? List.of() : List.of(new Difference("", expected, said(error)));
    }

    private static String said(CallError error) {
        String node = error.node() == null ? "" : " at " + error.node();
        return error.code() + node + ": " + error.message();
    }

    private static String counted(int docs) {
        return docs == 1 ? "1 doc" : docs + " docs";
    }
}
