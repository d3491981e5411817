package xooai.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.store.SafeFile;

/// A flow as a folder that runs on a machine without Java: the flow jar, a Java runtime of its own, a launcher, and an
/// AOT cache, which halves the time to the first answer.
///
/// The folder is for the system it was made on, and may be moved and copied. From Java 25.0.4 on, a copy whose
/// files lost their times leaves the cache aside. The flow is started once to train the cache, and not called.
public final class FlowImage {
    /// Flags of every Java that serves a flow.
    private static final List<String> FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dmsgpack.universal-buffer=true",
            "-XX:+ExitOnOutOfMemoryError",
            // What Java has to say of its cache is for nobody who calls.
            "-Xlog:disable",
            "-Xlog:all=warning:stderr",
            "-Xlog:aot*=off:stderr",
            "-Xlog:cds*=off:stderr");

    private final FlowJar jar;
    private final String name;

    private FlowImage(FlowJar jar, String name) {
        this.jar = jar;
        this.name = name;
    }

    /// An image of that jar.
    ///
    /// @param flowName the flow's name, which its launcher gets
    public static FlowImage of(FlowJar jar, String flowName) {
        // Neither hidden, nor an option to whom it is given, nor the folder above.
        String name = flowName.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[-.]+", "_");
        return new FlowImage(jar, name);
    }

    /// Writes the folder, whole or not at all. One that is there is replaced only when it is such an image, and nobody
    /// put anything into it.
    ///
    /// @return what was made; the file is the launcher, the bytes those of the whole folder
    /// @throws XooaiException as [FlowJar#write] does, and with FAILED_PRECONDITION when no runtime can be made
    public FlowJar.Summary write(Path target, Progress progress) {
        ImageTarget place = ImageTarget.of(target);
        Path runtime = place.part().resolve(ImageTarget.RUNTIME);
        Path app = place.part().resolve(ImageTarget.APP);
        Path file = app.resolve(name + ".jar");
        try {
            place.begin();
            Files.createDirectories(app);
            FlowJar.Summary made = jar.write(file, firstHalf(progress));
            step(progress, 0.5, "making the runtime");
            ImageRuntime.make(file, runtime);
            List<String> notes = new ArrayList<>(made.notes());
            step(progress, 0.8, "training the cache");
            String untrained = new ImageTraining(runtime, app, name, FLAGS).train(jar.drivers(), progress);
            if (untrained != null) {
                notes.add("there is no AOT cache, so that it starts more slowly: " + untrained);
            }
            new ImageLauncher(name, Seal.of(file), FLAGS).write(place.part().resolve(ImageTarget.BIN));
            step(progress, 1, "done");
            long bytes = place.put(name);
            return new FlowJar.Summary(
                    place.folder().resolve(ImageTarget.BIN).resolve(name),
                    bytes,
                    made.executors(),
                    made.places(),
                    notes);
        } catch (IOException e) {
            throw new XooaiException(Code.FAILED_PRECONDITION, "cannot write " + target + ": " + SafeFile.reason(e), e);
        } finally {
            ImageTarget.deleteQuietly(place.part());
        }
    }

    /// The jar is the first half of the work.
    private static Progress firstHalf(Progress progress) {
        return new Progress() {
            @Override
            public void at(double done, String step) {
                progress.at(done / 2, step);
            }

            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }
        };
    }

    private static void step(Progress progress, double done, String what) {
        if (progress.cancelled()) {
            throw new XooaiException(Code.CANCELLED, "the export was stopped");
        }
        progress.at(done, what);
    }
}
