package xooai.launch;

import java.io.IOException;
import java.io.PrintWriter;
import xooai.doc.XooaiException;
import xooai.flow.FlowException;
import xooai.store.SafeFile;

/// Puts failures into words for a person.
final class Report {
    private Report() {}

    /// Prints a failure as one sentence, or one for each problem of a flow.
    ///
    /// @param trace whether to show the stack trace too
    static void failure(Throwable failure, PrintWriter err, boolean trace) {
        if (failure instanceof FlowException flow) {
            flow.problems().forEach(problem -> err.println(Printable.line(problem.toString())));
        } else {
            err.println(Printable.line(sentence(failure)));
        }
        if (trace) {
            failure.printStackTrace(err);
        }
        err.flush();
    }

    private static String sentence(Throwable failure) {
        return switch (failure) {
            case XooaiException known -> known.error().message();
            case IOException io -> SafeFile.reason(io);
            default -> XooaiException.errorOf(failure).message();
        };
    }
}
