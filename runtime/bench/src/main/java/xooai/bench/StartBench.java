package xooai.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import xooai.codec.Codec;
import xooai.codec.Request;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.export.FlowImage;
import xooai.export.FlowJar;
import xooai.export.Progress;
import xooai.flow.FlowSettings;

/// The start of an exported jar, and of an exported folder with its own Java and AOT cache, to its first answer
/// against that of a bare Javalin jar, and the memory that they hold.
final class StartBench {
    private static final int ROUNDS = Integer.getInteger("bench.starts", 9);
    private static final Duration IDLE = Duration.ofSeconds(2);

    private StartBench() {}

    static List<Row> run(Path target, Path bareJar) {
        Path flowJar = target.resolve("diamond.jar");
        FlowJar.of(Flows.diamond().spec(), FlowSettings.DEFAULT).write(flowJar, Progress.NONE);
        FlowImage.of(FlowJar.of(Flows.diamond().spec(), FlowSettings.DEFAULT), "diamond")
                .write(target.resolve("diamond"), Progress.NONE);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> flow = List.of(java, "-jar", flowJar.toString(), "--http", "0");
        List<String> image = List.of(target.resolve("diamond/bin/diamond").toString(), "--http", "0");
        List<String> bare = List.of(java, "-jar", bareJar.toString());
        first(flow);
        first(image);
        first(bare);
        Rounds start = new Rounds();
        Rounds imageStart = new Rounds();
        Rounds memory = new Rounds();
        for (int i = 0; i < ROUNDS; i++) {
            boolean swapped = i % 2 == 1;
            First one = first(swapped ? bare : flow);
            First two = first(swapped ? flow : bare);
            First mine = swapped ? two : one;
            First theirs = swapped ? one : two;
            start.add(mine.millis(), theirs.millis());
            imageStart.add(first(image).millis(), theirs.millis());
            memory.add(mine.mebibytes(), theirs.mebibytes());
        }
        return List.of(
                start.row("start of the exported jar to its first answer", "ms", Aim.atMost(1.5)),
                imageStart.row("start of the exported folder to its first answer", "ms", Aim.atMost(1.5)),
                memory.row("memory of the exported jar, idle after its first answer", "MiB", Aim.NONE));
    }

    private record First(double millis, double mebibytes) {}

    private static First first(List<String> arguments) {
        KeepAlive.Body body = new KeepAlive.Body(
                Codec.JSON.mediaType(), Codec.JSON.writeRequest(Request.of(null, DocArray.of(Text.of("a text")))));
        long start = System.nanoTime();
        try (Child child = Child.program(arguments);
                KeepAlive connection = new KeepAlive(child.address(), body)) {
            connection.call();
            double millis = (System.nanoTime() - start) / 1e6;
            return new First(millis, child.residentAfter(IDLE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
