package xooai.designer.app;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.actions.Actions;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Levels;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Ui;

/// The bar above the canvas that says in which sub-flow one looks, and leads to every level outside of it. It is
/// there while one is inside.
final class Breadcrumb {
    private final Models models;
    private final DesignModel design;
    private final Trail trail;
    private final IntConsumer leave;
    private final Actions actions;
    private final HBox bar = new HBox();

    /// @param leave leads out to that level
    /// @param actions has the key that leads out
    Breadcrumb(Models models, Trail trail, IntConsumer leave, Actions actions) {
        this.models = models;
        this.design = models.design;
        this.trail = trail;
        this.leave = leave;
        this.actions = actions;
        bar.getStyleClass().add("breadcrumb");
        bar.setId("breadcrumb");
        bar.setAccessibleText("Where you are");
        design.addOnLevels(this::refresh);
        trail.setChanged(this::refresh);
        actions.listenToKeys(this::refresh);
        refresh();
    }

    Node node() {
        return bar;
    }

    private void refresh() {
        List<Levels.Level> path = design.levels().path();
        List<Path> outer = trail.outer();
        bar.getChildren().clear();
        boolean inside = !path.isEmpty() || !outer.isEmpty();
        Ui.show(bar, inside);
        if (!inside) {
            return;
        }
        bar.getChildren().add(Icons.of(Feather.LAYERS, "dim"));
        for (int i = 0; i < outer.size(); i++) {
            int index = i;
            add(String.valueOf(outer.get(i).getFileName()), "breadcrumb-file-" + i, () -> trail.back(index));
        }
        for (int i = 0; i < path.size(); i++) {
            int depth = i;
            String name = i == 0 ? models.files.name() : path.get(i - 1).node();
            add(name, "breadcrumb-" + i, () -> leave.accept(depth));
        }
        String here = path.isEmpty() ? models.files.name() : words(path.getLast());
        Label now = Ui.label(here, "breadcrumb-here");
        now.setAccessibleText("You are in " + here);
        bar.getChildren().addAll(now, Ui.spring());
        String key = actions.get("view.leave").keyText();
        if (!key.isEmpty()) {
            bar.getChildren().add(Ui.label(key + " leads out", "hint"));
        }
    }

    private static String words(Levels.Level level) {
        return level.node().equals(level.flow()) ? level.node() : level.node() + " (" + level.flow() + ")";
    }

    private void add(String name, String id, Runnable go) {
        Button button = Ui.button(name, go);
        button.getStyleClass().addAll("flat", "breadcrumb-level");
        button.setAccessibleText("Back to " + name);
        button.setId(id);
        bar.getChildren().addAll(button, Icons.of(Feather.CHEVRON_RIGHT, "dim"));
    }
}
