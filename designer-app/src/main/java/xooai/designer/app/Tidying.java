package xooai.designer.app;

import java.time.Duration;
import java.util.Map;
import xooai.designer.canvas.FlowCanvas;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.design.Layout;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;
import xooai.flow.Point;

/// Lays a flow out by itself, off the thread that draws, as one step.
final class Tidying {
    private static final Duration MOST = Duration.ofMinutes(5);

    private final DesignModel model;
    private final FlowCanvas canvas;
    private final StatusLine status;

    Tidying(DesignModel model, FlowCanvas canvas, StatusLine status) {
        this.model = model;
        this.canvas = canvas;
        this.status = status;
    }

    void start() {
        Design design = model.design();
        Work<Map<String, Point>> work = Work.start(
                "tidy",
                MOST,
                progress -> Layout.tidy(
                        design,
                        done -> progress.say("Tidying", done),
                        () -> progress.context().isCancelled()),
                this::end);
        status.follow(work, "Tidying");
    }

    private void end(Outcome<Map<String, Point>> outcome) {
        status.end();
        switch (outcome) {
            case Outcome.Done<Map<String, Point>> done -> {
                model.apply(new Edit.Layout(done.value()));
                canvas.fitAll();
            }
            case Outcome.Failed<Map<String, Point>> failed ->
                status.fail("Tried to tidy: " + failed.error().message());
            case Outcome.Cancelled<Map<String, Point>> _ -> {}
        }
    }
}
