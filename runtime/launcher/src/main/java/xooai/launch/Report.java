package xooai.launch;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import xooai.doc.XooaiException;
import xooai.flow.FlowException;

/// Puts failures into words for a person.
public final class Report {
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
            case IOException io -> reason(io);
            default -> XooaiException.errorOf(failure).message();
        };
    }

    /// Why a file could not be used, in words; the message of Java alone is often only its name.
    public static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case AccessDeniedException denied -> denied.getFile() + " may not be read or written";
            case FileAlreadyExistsException there -> there.getFile() + " exists already";
            default -> failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        };
    }
}
