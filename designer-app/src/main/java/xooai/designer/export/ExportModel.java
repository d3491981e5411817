package xooai.designer.export;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import org.jspecify.annotations.Nullable;
import xooai.designer.invoke.Command;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.CallKind;
import xooai.driver.Context;
import xooai.export.FlowImage;
import xooai.export.FlowJar;
import xooai.export.Progress;
import xooai.flow.FlowException;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;

/// One export of the flow, as a jar or as a folder: what is chosen, how far it is, how it ended. Confined to the FX
/// thread.
public final class ExportModel {
    private final FlowSpec spec;
    private final FlowSettings settings;
    private final @Nullable Object input;
    private final CallKind kind;
    private final ObservableSet<String> drivers = FXCollections.observableSet(new LinkedHashSet<>(Set.of("http")));
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Choosing());
    private final Set<String> available;
    private final ObjectProperty<Form> form = new SimpleObjectProperty<>(Form.JAR);
    private @Nullable Work<FlowJar.Summary> work;

    /// What the flow leaves as.
    public enum Form {
        /// One jar, which runs wherever a Java is.
        JAR,
        /// A folder with a Java of its own, for the system it is made on.
        FOLDER
    }

    /// How far an export is.
    public sealed interface State {
        /// Nothing is written yet.
        record Choosing() implements State {}

        /// It is being written.
        record Writing(Work<FlowJar.Summary> work) implements State {}

        /// It is there.
        ///
        /// @param made the jar or the folder
        /// @param command starts it
        /// @param calls lines that call it once it is started, one for each driver
        record Written(Path made, FlowJar.Summary summary, String command, List<Command> calls) implements State {
            public Written {
                calls = List.copyOf(calls);
            }
        }

        /// It is not there, for that reason.
        record Failed(String why) implements State {}
    }

    /// An export of that flow.
    ///
    /// @param kind how it is called
    /// @param input docs to call it with, as a plain list
    public ExportModel(FlowSpec spec, FlowSettings settings, CallKind kind, @Nullable Object input) {
        this.spec = spec;
        this.settings = settings;
        this.kind = kind;
        this.input = input;
        this.available = available(state);
    }

    /// HTTP first, as everywhere.
    private static Set<String> available(ReadOnlyObjectWrapper<State> state) {
        try {
            return Collections.unmodifiableSet(new LinkedHashSet<>(FlowJar.availableDrivers().stream()
                    .sorted(Comparator.comparing((String driver) -> !driver.equals("http"))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList()));
        } catch (XooaiException e) {
            state.set(new State.Failed(e.error().message()));
            return Set.of();
        }
    }

    /// The flow.
    public FlowSpec spec() {
        return spec;
    }

    /// The drivers that there are.
    public Set<String> available() {
        return available;
    }

    /// The drivers that are chosen.
    public ObservableSet<String> drivers() {
        return drivers;
    }

    /// What it leaves as.
    public ObjectProperty<Form> formProperty() {
        return form;
    }

    /// How large the part of a driver is, in bytes of its jars.
    public long size(String driver) {
        return FlowJar.sizeOf(driver);
    }

    /// How far it is.
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Writes it. As a folder, the flow is started once, and not called.
    public void write(Path target) {
        Set<String> chosen = Set.copyOf(drivers);
        Form as = form.get();
        Work<FlowJar.Summary> started = Work.start(
                "export " + spec.name(),
                Duration.ofMinutes(10),
                progress -> written(as, chosen, target, listening(progress)),
                outcome -> ended(outcome, as, target, chosen));
        work = started;
        if (started.isRunning()) {
            state.set(new State.Writing(started));
        }
    }

    /// @throws XooaiException with each problem of the flow in a line of its own
    private FlowJar.Summary written(Form as, Set<String> chosen, Path target, Progress progress) {
        try {
            FlowJar jar = FlowJar.of(spec, settings).drivers(chosen);
            return as == Form.FOLDER
                    ? FlowImage.of(jar, spec.name()).write(target, progress)
                    : jar.write(target, progress);
        } catch (FlowException e) {
            throw new XooaiException(Code.FAILED_PRECONDITION, String.valueOf(e.getMessage()), e);
        }
    }

    private static Progress listening(Work.Progress progress) {
        Context context = progress.context();
        return new Progress() {
            @Override
            public void at(double done, String step) {
                progress.say(step, done);
            }

            @Override
            public boolean cancelled() {
                return context.isCancelled();
            }
        };
    }

    private void ended(Outcome<FlowJar.Summary> outcome, Form as, Path target, Set<String> chosen) {
        state.set(
                switch (outcome) {
                    case Outcome.Done<FlowJar.Summary> done -> written(done.value(), as, target, chosen);
                    case Outcome.Failed<FlowJar.Summary> failed ->
                        new State.Failed(failed.error().message());
                    case Outcome.Cancelled<FlowJar.Summary> _ -> new State.Failed("The export was stopped.");
                });
    }

    private State written(FlowJar.Summary summary, Form as, Path target, Set<String> chosen) {
        List<String> ordered = available.stream().filter(chosen::contains).toList();
        String file = Command.quotedIfNeeded(summary.file().toAbsolutePath().toString());
        StringBuilder start = new StringBuilder(as == Form.FOLDER ? file : "java -jar " + file);
        List<Command> calls = new ArrayList<>();
        for (String driver : ordered) {
            int port = Command.port(driver);
            start.append(" --").append(driver).append(' ').append(port);
            calls.add(Command.of(driver + "://127.0.0.1:" + port + "/" + spec.name(), kind, input, null));
        }
        return new State.Written(target, summary, start.toString(), calls);
    }

    /// Stops the export that goes on; nothing is left behind.
    public void cancel() {
        if (work != null) {
            work.cancel();
        }
    }
}
