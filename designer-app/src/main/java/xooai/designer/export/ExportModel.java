package xooai.designer.export;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import xooai.designer.invoke.Curl;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;
import xooai.doc.XooaiException;
import xooai.driver.Context;
import xooai.export.FlowJar;
import xooai.export.Progress;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;

/// One export of the flow as a jar: what is chosen, how far it is, how it ended. Confined to the FX thread.
public final class ExportModel {
    private final FlowSpec spec;
    private final FlowSettings settings;
    private final byte[] input;
    private final Set<String> drivers = new LinkedHashSet<>(Set.of("http"));
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Choosing());
    private final Set<String> available;
    private @Nullable Work<FlowJar.Summary> work;

    /// How far an export is.
    public sealed interface State {
        /// Nothing is written yet.
        record Choosing() implements State {}

        /// It is being written.
        record Writing(Work<FlowJar.Summary> work) implements State {}

        /// It is there.
        ///
        /// @param command starts it
        /// @param curl calls it once it is started
        record Written(FlowJar.Summary summary, String command, String curl) implements State {}

        /// It is not there, for that reason.
        record Failed(String why) implements State {}
    }

    /// An export of that flow.
    ///
    /// @param input docs to call it with, as JSON
    public ExportModel(FlowSpec spec, FlowSettings settings, byte[] input) {
        this.spec = spec;
        this.settings = settings;
        this.input = input.clone();
        this.available = available(state);
    }

    private static Set<String> available(ReadOnlyObjectWrapper<State> state) {
        try {
            return Collections.unmodifiableSet(new TreeSet<>(FlowJar.availableDrivers()));
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
    public Set<String> drivers() {
        return drivers;
    }

    /// How far it is.
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Writes the jar.
    public void write(Path target) {
        Set<String> chosen = Set.copyOf(drivers);
        Work<FlowJar.Summary> started = Work.start(
                "export " + spec.name(),
                Duration.ofMinutes(10),
                progress -> FlowJar.of(spec, settings).drivers(chosen).write(target, listening(progress)),
                this::ended);
        work = started;
        if (started.isRunning()) {
            state.set(new State.Writing(started));
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

    private void ended(Outcome<FlowJar.Summary> outcome) {
        state.set(
                switch (outcome) {
                    case Outcome.Done<FlowJar.Summary> done -> written(done.value());
                    case Outcome.Failed<FlowJar.Summary> failed ->
                        new State.Failed(failed.error().message());
                    case Outcome.Cancelled<FlowJar.Summary> _ -> new State.Failed("The export was stopped.");
                });
    }

    private State written(FlowJar.Summary summary) {
        String body = "{\"docs\":" + new String(input, java.nio.charset.StandardCharsets.UTF_8) + "}";
        return new State.Written(
                summary,
                "java -jar " + summary.file().toAbsolutePath() + " --http 8080",
                Curl.line("http://127.0.0.1:8080/" + spec.name(), body));
    }

    /// Stops the export that goes on; nothing is left behind.
    public void cancel() {
        if (work != null) {
            work.cancel();
        }
    }
}
