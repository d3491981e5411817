package xooai.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.store.Folders;
import xooai.store.SafeFile;

/// A flow as a folder that runs on a machine without Java: the flow jar, a Java runtime of its own, a launcher, and an
/// AOT cache, which halves the time to the first answer.
///
/// The folder is for the system it was made on, and may be moved; copied, its files keep their times (`cp -a`, `tar`),
/// else Java leaves the cache aside. The flow is started once to train the cache, and not called.
public final class FlowImage {
    private static final String APP = "app";
    private static final String RUNTIME = "runtime";
    private static final String BIN = "bin";
    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(java.util.Locale.ROOT).startsWith("windows");

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

    /// The file by which a folder is known to be an export, so that another may replace it.
    private static final String MARK = ".xooai-export";

    private static final Set<String> OWN = Set.of(APP, BIN, RUNTIME, MARK);

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

    /// Writes the folder, whole or not at all. One that is there is replaced only when it is such an image.
    ///
    /// @return what was made; the file is the launcher, the bytes those of the whole folder
    /// @throws XooaiException as [FlowJar#write] does, and with FAILED_PRECONDITION when no runtime can be made
    public FlowJar.Summary write(Path target, Progress progress) {
        checkTarget(target);
        Path folder = target.toAbsolutePath();
        Path part = folder.resolveSibling("." + folder.getFileName() + ".part");
        try {
            Folders.delete(part);
            Files.createDirectories(part.resolve(APP));
            FlowJar.Summary made = jar.write(part.resolve(APP).resolve(name + ".jar"), firstHalf(progress));
            step(progress, 0.5, "making the runtime");
            ImageRuntime.make(part.resolve(APP).resolve(name + ".jar"), part.resolve(RUNTIME));
            List<String> notes = new ArrayList<>(made.notes());
            step(progress, 0.8, "training the cache");
            String untrained = new ImageTraining(part.resolve(RUNTIME), part.resolve(APP), name, FLAGS).train(progress);
            if (untrained != null) {
                notes.add("there is no AOT cache, so that it starts more slowly: " + untrained);
            }
            launcher(part.resolve(BIN));
            Files.writeString(part.resolve(MARK), "An export of the flow " + name + ", which the next may replace\n");
            step(progress, 1, "done");
            Folders.delete(folder);
            Files.move(part, folder);
            return new FlowJar.Summary(
                    folder.resolve(BIN).resolve(name), Folders.size(folder), made.executors(), made.places(), notes);
        } catch (IOException e) {
            throw new XooaiException(Code.FAILED_PRECONDITION, "cannot write " + target + ": " + SafeFile.reason(e), e);
        } finally {
            deleteQuietly(part);
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

    private void launcher(Path bin) throws IOException {
        Files.createDirectories(bin);
        if (WINDOWS) {
            Files.writeString(
                    bin.resolve(name + ".bat"),
                    "@echo off\r\n\"%~dp0..\\runtime\\bin\\java.exe\" \"-XX:AOTCache=%~dp0..\\app\\" + name + ".aot\" "
                            + String.join(" ", FLAGS) + " -jar \"%~dp0..\\app\\" + name + ".jar\" %*\r\n");
            return;
        }
        Path script = bin.resolve(name);
        String text = """
            #!/bin/sh
            # Serves the flow %s on the Java beside it: %s --http 8080
            # Java knows names of files by the locale: one of ASCII alone knows no others.
            case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in C | POSIX) export LC_ALL=C.UTF-8 ;; esac
            self=$0
            case $self in */*) ;; *) self=./$self ;; esac
            while [ -h "$self" ]; do
              link=$(readlink "$self")
              case $link in /*) self=$link ;; *) self=${self%%/*}/$link ;; esac
            done
            home=$(CDPATH= cd -- "${self%%/*}/.." && pwd) || exit 1
            cache=
            [ -r "$home/app/%s.aot" ] && cache=-XX:AOTCache=$home/app/%s.aot
            exec "$home/runtime/bin/java" ${cache:+"$cache"} %s -jar "$home/app/%s.jar" "$@"
            """.formatted(name, name, name, name, quoted(), name);
        Files.write(script, text.getBytes(StandardCharsets.UTF_8));
        PosixFileAttributeView view = Files.getFileAttributeView(script, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /// The flags for a shell, which looks for files by a star.
    private static String quoted() {
        return FLAGS.stream()
                .map(flag -> flag.contains("*") ? "'" + flag + "'" : flag)
                .collect(Collectors.joining(" "));
    }

    /// Refuses to replace what somebody may need.
    private static void checkTarget(Path target) {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)
                && !(Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)
                        && Files.isRegularFile(target.resolve(MARK))
                        && holdsNothingElse(target))) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "cannot export to " + target
                            + ": it exists and is no exported folder; choose another name, or delete it");
        }
    }

    private static boolean holdsNothingElse(Path target) {
        try (Stream<Path> entries = Files.list(target)) {
            return entries.map(Path::getFileName).map(String::valueOf).allMatch(OWN::contains);
        } catch (IOException e) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION, "cannot look into " + target + ": " + SafeFile.reason(e), e);
        }
    }

    private static void deleteQuietly(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException _) {
            // It is hidden, and the next export to that name deletes it.
        }
    }
}
