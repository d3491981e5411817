package xooai.designer.runs;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import xooai.designer.shared.Notices;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;
import xooai.doc.Code;

/// Keeps the runs of each flow for later sessions, and brings them back when the flow is opened. Confined to the FX
/// thread; reads and writes beside it.
public final class RunsOnDisk {
    private final RunsModel runs;
    private final KeptRuns kept;
    private final Supplier<@Nullable String> flow;
    private final Notices notices;

    /// Keeps those runs in that directory.
    ///
    /// @param flow what tells the open flow from others; null for one whose runs are not kept
    public RunsOnDisk(RunsModel runs, Path directory, Supplier<@Nullable String> flow, Notices notices) {
        this.runs = runs;
        this.kept = new KeptRuns(directory);
        this.flow = flow;
        this.notices = notices;
        runs.addOnEnded(this::keep);
    }

    private void keep(Run run) {
        String key = flow.get();
        boolean worth = run.response() != null && run.response().code() != Code.CANCELLED;
        if (key == null || !worth) {
            return;
        }
        Work.start(
                "keep a run",
                _ -> {
                    kept.keep(key, run.toRecord());
                    return true;
                },
                outcome -> {
                    if (outcome instanceof Outcome.Failed<Boolean> failed) {
                        notices.fail("Tried to keep the run for later: "
                                + failed.error().message());
                    }
                });
    }

    /// Brings back the runs of the flow that is open now.
    public void load() {
        String key = flow.get();
        if (key == null) {
            return;
        }
        Work.start("earlier runs", _ -> kept.of(key).stream().map(Run::of).toList(), outcome -> {
            switch (outcome) {
                case Outcome.Done<List<Run>> done -> {
                    if (key.equals(flow.get())) {
                        runs.addEarlier(done.value());
                    }
                }
                case Outcome.Failed<List<Run>> failed ->
                    notices.fail("Tried to read the runs of earlier sessions: "
                            + failed.error().message());
                case Outcome.Cancelled<List<Run>> _ -> {}
            }
        });
    }
}
