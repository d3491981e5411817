package xooai.designer.app;

import java.nio.file.Path;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import xooai.designer.canvas.FlowCanvas;
import xooai.designer.canvas.Marks;
import xooai.designer.design.Change;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.files.FileChoices;
import xooai.designer.safety.CompareView;
import xooai.designer.safety.Comparison;
import xooai.designer.shared.FxThread;
import xooai.designer.shared.Notices;
import xooai.doc.XooaiException;
import xooai.flow.FlowFile;
import xooai.flow.FlowSpec;

/// Compares the open flow with another one, in words below and as marks on the canvas, until it is ended.
final class Comparing {
    private final DesignModel design;
    private final FlowCanvas canvas;
    private final FileChoices choices;
    private final Notices notices;
    private final CompareView view;
    private final Runnable again = FxThread.coalesced(this::compare);
    private Runnable shown = () -> {};
    private Runnable hidden = () -> {};
    private @Nullable With with;

    /// What the open flow is compared with.
    ///
    /// @param what what is compared, in words
    /// @param earlier the earlier flow; null for the open one, and where both are null for what the file holds
    /// @param later the later flow; null for the open one
    private record With(
            String what,
            @Nullable FlowSpec earlier,
            @Nullable FlowSpec later) {}

    Comparing(DesignModel design, FlowCanvas canvas, FileChoices choices, Notices notices) {
        this.design = design;
        this.canvas = canvas;
        this.choices = choices;
        this.notices = notices;
        this.view = new CompareView(this::go, this::end);
        design.addOnLevels(() -> {
            if (!design.levels().path().isEmpty()) {
                end();
            }
        });
        design.listen(change -> {
            if (with != null && (change instanceof Change.OfDesign || change instanceof Change.OfHistory)) {
                again.run();
            }
        });
    }

    /// Does that when there is something to show, and when there is nothing more.
    void setShown(Runnable show, Runnable hide) {
        shown = show;
        hidden = hide;
    }

    Node view() {
        return view.node();
    }

    /// Compares with what the file holds.
    void withSaved() {
        begin(new With("This flow since it was saved", null, null));
    }

    /// Asks for a file and compares with that.
    void withFile() {
        Path chosen = choices.open("Compare with a flow", FileChoices.Kind.FLOW);
        if (chosen == null) {
            return;
        }
        try {
            begin(new With(
                    "This flow since " + chosen.getFileName(),
                    FlowFile.read(chosen).spec(),
                    null));
        } catch (XooaiException e) {
            notices.fail(e.error().message());
        }
    }

    /// Shows what would become of the open flow.
    void withLater(String what, FlowSpec later) {
        begin(new With(what, null, later));
    }

    /// Shows what became of an earlier flow elsewhere, on the open one.
    void withOthers(String what, FlowSpec earlier, FlowSpec later) {
        begin(new With(what, earlier, later));
    }

    /// Shows what is different between two flows of which none is open.
    void others(String what, Design earlier, Design later) {
        with = null;
        Comparison comparison = Comparison.withEarlier(earlier.spec(), later);
        canvas.setMarks(Marks.NONE);
        view.show(what, comparison);
        shown.run();
    }

    private void begin(With wanted) {
        design.leaveTo(0); // What is compared is the whole file.
        with = wanted;
        compare();
        shown.run();
    }

    private void compare() {
        With now = with;
        if (now == null) {
            return;
        }
        Comparison comparison = compared(now.earlier(), now.later());
        canvas.setMarks(comparison.marks());
        view.show(now.what(), comparison);
    }

    private Comparison compared(@Nullable FlowSpec earlier, @Nullable FlowSpec later) {
        Design drawn = design.design();
        if (earlier != null && later != null) {
            return Comparison.between(earlier, later, drawn);
        }
        if (later != null) {
            return Comparison.withLater(drawn, later);
        }
        return Comparison.withEarlier(
                earlier == null ? design.history().savedDesign().spec() : earlier, drawn);
    }

    private void go(String node) {
        canvas.reveal(node);
    }

    /// Ends the comparison.
    void end() {
        with = null;
        canvas.setMarks(Marks.NONE);
        hidden.run();
    }
}
