package xooai.designer.app;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.control.ContextMenu;
import javafx.scene.input.Clipboard;
import org.jspecify.annotations.Nullable;
import xooai.designer.canvas.CanvasHost;
import xooai.designer.canvas.FlowCanvas;
import xooai.designer.canvas.PortRef;
import xooai.designer.canvas.SearchRequest;
import xooai.designer.design.Wire;
import xooai.designer.palette.DropTarget;
import xooai.designer.shared.Notices;
import xooai.designer.shared.Ui;
import xooai.flow.NodeSpec;
import xooai.flow.SubFlows;

/// What ties the canvas to the rest of the window, in both directions.
final class CanvasLink implements CanvasHost, DropTarget {
    private final Models models;
    private final NodeSearch search;
    private final WireMending mending;
    private final Notices notices;
    private @Nullable FlowCanvas canvas;
    private @Nullable ContextMenu menu;
    private Runnable inspect = () -> {};
    private Consumer<String> enter = _ -> {};
    private Consumer<URI> browser = _ -> {};
    private final Peeks peeks;
    private final Trail trail;

    CanvasLink(Models models, NodeSearch search, WireMending mending, Peeks peeks, Trail trail, Notices notices) {
        this.models = models;
        this.search = search;
        this.mending = mending;
        this.peeks = peeks;
        this.trail = trail;
        this.notices = notices;
    }

    void setCanvas(FlowCanvas flowCanvas) {
        canvas = flowCanvas;
    }

    void setMenu(ContextMenu ofCanvas) {
        menu = ofCanvas;
    }

    /// Says who opens an address that was clicked.
    void setBrowser(Consumer<URI> opens) {
        browser = opens;
    }

    void setInspect(Runnable focusInspector) {
        inspect = focusInspector;
    }

    void setEnter(Consumer<String> enterNode) {
        enter = enterNode;
    }

    @Override
    public void search(SearchRequest request) {
        FlowCanvas region = canvas;
        if (region != null) {
            Point2D at = region.localToScene(region.screenToLocal(request.screenX(), request.screenY()));
            search.showAt(at.getX(), at.getY(), request.wired(), node -> region.answer(request, node));
        }
    }

    @Override
    public void changeType(Wire wire, double screenX, double screenY) {
        FlowCanvas region = canvas;
        if (region != null) {
            Point2D at = region.localToScene(region.screenToLocal(screenX, screenY));
            mending.chooseType(wire, at.getX(), at.getY());
        }
    }

    @Override
    public void inspect(String node) {
        models.design.selectNode(node);
        inspect.run();
    }

    @Override
    public void rename(String node) {
        inspect(node);
    }

    @Override
    public void openInside(String node) {
        NodeSpec spec = models.design.design().node(node);
        if (spec != null && SubFlows.nameOf(spec) != null) {
            enter.accept(node);
            return;
        }
        String use = spec == null ? null : spec.use();
        if (use == null || !use.startsWith("flow:")) {
            inspect(node);
            return;
        }
        try {
            trail.enter(models.files.directory().resolve(use.substring("flow:".length())));
        } catch (InvalidPathException e) {
            notices.fail("Tried to open " + use + ": it is no path of a file: " + e.getReason());
        }
    }

    @Override
    public void menu(double screenX, double screenY) {
        if (canvas != null && menu != null) {
            menu.show(canvas, screenX, screenY);
        }
    }

    @Override
    public void peek(PortRef port, double screenX, double screenY) {
        if (canvas != null) {
            peeks.port(canvas, port, screenX, screenY);
        }
    }

    @Override
    public @Nullable String passed(Wire wire) {
        return WireResult.label(wire, models.runs);
    }

    @Override
    public void peek(Wire wire, double screenX, double screenY) {
        if (canvas != null) {
            peeks.wire(canvas, wire, screenX, screenY);
        }
    }

    @Override
    public void endPeek() {
        peeks.leave();
    }

    @Override
    public void browse(URI address) {
        notices.say("Opens " + address + " in the browser");
        browser.accept(address);
    }

    @Override
    public void message(String text) {
        notices.say(text);
    }

    @Override
    public void copy(String text) {
        Ui.copy(text);
    }

    @Override
    public String pasted() {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        String text = clipboard.hasString() ? clipboard.getString() : null;
        return text == null ? "" : text;
    }

    @Override
    public void preview(double sceneX, double sceneY, NodeSpec node) {
        if (canvas != null) {
            canvas.previewDropAt(sceneX, sceneY, node);
        }
    }

    @Override
    public void drop(double sceneX, double sceneY, NodeSpec node) {
        FlowCanvas region = canvas;
        if (region != null && region.getLayoutBounds().contains(region.sceneToLocal(sceneX, sceneY))) {
            region.dropAt(sceneX, sceneY, node);
        }
    }

    @Override
    public void leave() {
        if (canvas != null) {
            canvas.endPreview();
        }
    }

    @Override
    public void add(NodeSpec node) {
        FlowCanvas region = canvas;
        if (region == null) {
            return;
        }
        Bounds bounds = region.localToScene(region.getLayoutBounds());
        int count = models.design.design().nodes().size();
        double x = bounds.getCenterX() - 100 + (count % 5) * 24;
        double y = bounds.getCenterY() - 60 + (count % 5) * 72;
        region.dropAt(x, Math.min(y, bounds.getMaxY() - 40), node);
    }
}
