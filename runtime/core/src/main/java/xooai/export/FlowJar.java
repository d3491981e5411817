package xooai.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.flow.Drawing;
import xooai.flow.FlowException;
import xooai.flow.FlowFile;
import xooai.flow.FlowInspection;
import xooai.flow.FlowPins;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;
import xooai.flow.TestCases;
import xooai.store.SafeFile;

/// A flow as one runnable jar: the runtime, the drivers chosen, the flow and the executors it uses, and
/// nothing else.
///
/// The same flow, settings and class path give the same bytes. References to the environment stay
/// references, whatever the environment holds. The program that exports has `xooai-parts` on its class
/// path.
public final class FlowJar {
    private final FlowSpec spec;
    private final FlowSettings settings;
    private final Set<String> drivers;

    /// What an export made.
    ///
    /// @param file the jar
    /// @param bytes its size
    /// @param executors the classes of the executors in it, sorted
    /// @param places the jars and directories that these and what they need were copied from
    /// @param notes what the jar needs where it runs, and does not hold: a sentence each, for a person
    public record Summary(Path file, long bytes, List<String> executors, List<String> places, List<String> notes) {
        public Summary {
            executors = List.copyOf(executors);
            places = List.copyOf(places);
            notes = List.copyOf(notes);
        }
    }

    private FlowJar(FlowSpec spec, FlowSettings settings, Set<String> drivers) {
        this.spec = spec;
        this.settings = settings;
        this.drivers = Set.copyOf(drivers);
    }

    /// A jar of that flow with the HTTP driver.
    ///
    /// @param settings where its executors and the flows it uses are found
    public static FlowJar of(FlowSpec spec, FlowSettings settings) {
        return new FlowJar(spec, settings, Set.of("http"));
    }

    /// The names of the drivers that a jar can hold.
    public static Set<String> availableDrivers() {
        return Parts.drivers().keySet();
    }

    /// How large the jars of that driver are together, in bytes. What several drivers share counts for each.
    public static long sizeOf(String driver) {
        return Parts.of(driver).stream().mapToLong(Parts::size).sum();
    }

    /// This jar with those drivers in place of the ones before.
    public FlowJar drivers(Set<String> names) {
        return new FlowJar(spec, settings, names);
    }

    /// The names of its drivers.
    Set<String> drivers() {
        return drivers;
    }

    /// Writes the jar, whole or not at all: a file that is there is replaced only when the new one is
    /// complete, and only when it is a flow jar itself.
    ///
    /// @throws FlowException with everything that keeps the flow from running elsewhere: what is wrong with
    ///     it, classes that are missing or no executors, addresses without a driver
    /// @throws XooaiException with FAILED_PRECONDITION when the jar cannot be made or written, CANCELLED
    ///     when it is no longer wanted
    public Summary write(Path target, Progress progress) {
        checkTarget(target);
        progress.at(0, "checking the flow");
        FlowInspection inspection = FlowInspection.of(spec, settings, FlowInspection.Option.ENVIRONMENT_LATER);
        ExportCheck check = new ExportCheck(settings.loader(), drivers);
        check.check(inspection);
        if (!check.problems().isEmpty()) {
            throw new FlowException(check.problems());
        }
        NestedFlows nested = new NestedFlows();
        FlowSpec whole = nested.embed(inspection);
        try (Origins origins = new Origins(settings.loader())) {
            Plan plan = new Plan();
            Set<String> ofParts = addParts(plan);
            Reach reach = new Reach(plan, origins, ofParts);
            List<String> places = reach.include(check.executors());
            reach.includeResources(check.resources());
            addFlows(plan, whole, nested);
            SafeFile.write(target, out -> new JarWriter(plan, progress).writeTo(out));
            List<String> notes = new ArrayList<>(check.notes());
            notes.addAll(platformOf(plan));
            return new Summary(target, Files.size(target), List.copyOf(check.executors()), places, notes);
        } catch (IOException e) {
            throw new XooaiException(Code.FAILED_PRECONDITION, "cannot write " + target + ": " + reason(e), e);
        }
    }

    /// What was packaged for one platform keeps the jar there.
    private static List<String> platformOf(Plan plan) throws IOException {
        Plan.Item packaged = plan.items().get(Layout.PLATFORM);
        return packaged == null
                ? List.of()
                : List.of(packaged.owner() + " holds native code for "
                        + new String(packaged.read(), StandardCharsets.UTF_8).strip()
                        + " alone, as it was installed, and so the flow runs there alone; export it with xooai.jar to"
                        + " run it anywhere");
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "there is no such folder" : SafeFile.reason(e);
    }

    /// Adds the parts of the runtime and of the drivers.
    ///
    /// @return the entries of all parts that there are
    private Set<String> addParts(Plan plan) throws IOException {
        addPart(plan, Parts.RUNTIME);
        Set<String> added = partsOf(drivers);
        for (String part : added) {
            addPart(plan, part);
        }
        Set<String> entries = new HashSet<>(plan.items().keySet());
        for (String part : partsOf(availableDrivers())) {
            if (!added.contains(part)) {
                Parts.read(part).forEach(jar -> entries.addAll(jar.entries()));
            }
        }
        return entries;
    }

    private static Set<String> partsOf(Set<String> drivers) {
        Set<String> parts = new TreeSet<>();
        drivers.forEach(driver -> parts.addAll(Parts.of(driver)));
        return parts;
    }

    private static void addPart(Plan plan, String part) throws IOException {
        for (Origin jar : Parts.read(part)) {
            for (String entry : jar.entries()) {
                if (!servesTheCompiler(entry)) {
                    plan.add(entry, jar);
                }
            }
        }
    }

    private static boolean servesTheCompiler(String entry) {
        return entry.startsWith("xooai/processor/")
                || entry.equals(Layout.SERVICES + "javax.annotation.processing.Processor");
    }

    /// What goes with the jar: no tests, nothing that is pinned, and no notes that were made for those who work on it.
    private static FlowSpec given(FlowSpec flow) {
        return Drawing.without(FlowPins.without(TestCases.withoutAll(flow)));
    }

    private static void addFlows(Plan plan, FlowSpec whole, NestedFlows nested) throws IOException {
        plan.add(Layout.FLOW, "the flow", FlowFile.write(given(whole)));
        for (Map.Entry<String, FlowSpec> flow : nested.embedded().entrySet()) {
            plan.add(Layout.FLOWS + flow.getKey(), "the flow " + flow.getKey(), FlowFile.write(given(flow.getValue())));
        }
    }

    /// Refuses to replace what somebody may need.
    private static void checkTarget(Path target) {
        if (!Files.exists(target)) {
            return;
        }
        if (Files.isRegularFile(target)) {
            try (ZipFile zip = new ZipFile(target.toFile())) {
                if (zip.getEntry(Layout.FLOW) != null) {
                    return;
                }
            } catch (IOException _) {
                // No jar at all: it is somebody's file.
            }
        }
        throw new XooaiException(
                Code.FAILED_PRECONDITION,
                "cannot export to " + target
                        + ": it exists and is no exported flow; choose another file, or delete it");
    }
}
