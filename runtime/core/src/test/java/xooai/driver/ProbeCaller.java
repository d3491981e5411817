package xooai.driver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Text;
import xooai.executor.Executor;
import xooai.executor.RemoteExecutor;

/// A process that calls a [Probe] in two ways that do not end, to be killed in the middle of both: it says
/// `READY` once it has begun them.
final class ProbeCaller {
    private ProbeCaller() {}

    /// Calls at the address that is given, believing the certificate that may follow it, with the token that
    /// may follow that.
    public static void main(String[] arguments) throws IOException {
        ConnectSettings settings = arguments.length < 3
                ? ConnectSettings.DEFAULT
                : ConnectSettings.DEFAULT
                        .withTrust(Trust.of(Path.of(arguments[1])))
                        .withToken(arguments[2]);
        try (RemoteExecutor remote = Executor.at(arguments[0], settings);
                DocStream<Text> numbers = remote.expand("numbers", DocArray.of(Text.of("1000000000")))) {
            Thread.ofVirtual().start(() -> remote.chat("slow", DocStream.of(Stream.of(Text.of("x")))));
            Thread.ofVirtual().start(() -> remote.post("slow", DocArray.of(Text.of("x"))));
            if (numbers.nextChunk() != null) {
                System.out.println("READY " + arguments[0]);
            }
            System.in.transferTo(System.err);
        }
    }
}
