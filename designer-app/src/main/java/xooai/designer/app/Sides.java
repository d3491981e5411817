package xooai.designer.app;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;
import xooai.designer.files.Settings;

/// The canvas and the panels around it: which of them are shown, and how much room each takes.
///
/// In a window with too little room for all of them, those that nobody asked for give way to the canvas.
final class Sides {
    private static final double LEFT = 0.17;
    private static final double RIGHT = 0.76;
    private static final double MIDDLE = 0.66;
    private static final String SHOWN = "shown";
    private static final String HIDDEN = "hidden";

    /// A panel that can be hidden, and the window that has room for it.
    enum Side {
        PALETTE("palette", 860, 0),
        INSPECTOR("inspector", 680, 0),
        BELOW("panels below", 0, 560);

        private final String text;
        private final double width;
        private final double height;

        Side(String text, double width, double height) {
            this.text = text;
            this.width = width;
            this.height = height;
        }

        String text() {
            return text;
        }
    }

    private final SplitPane columns = new SplitPane();
    private final SplitPane middle = new SplitPane();
    private final Map<Side, Node> nodes = new EnumMap<>(Side.class);
    private final Map<Side, Boolean> asked = new EnumMap<>(Side.class);
    private final Settings settings;
    private final Node canvas;
    private double left = LEFT;
    private double right = RIGHT;
    private double below = MIDDLE;

    Sides(Settings settings, Node canvas, Node palette, Node inspector, Node bottom) {
        this.settings = settings;
        this.canvas = canvas;
        nodes.put(Side.PALETTE, palette);
        nodes.put(Side.INSPECTOR, inspector);
        nodes.put(Side.BELOW, bottom);
        nodes.values().forEach(node -> SplitPane.setResizableWithParent(node, false));
        for (Side panel : Side.values()) {
            String kept = settings.text(key(panel), "");
            if (kept.equals(SHOWN) || kept.equals(HIDDEN)) {
                asked.put(panel, kept.equals(SHOWN));
            }
        }
        middle.setOrientation(Orientation.VERTICAL);
        columns.setAccessibleText("Palette, canvas and inspector");
        middle.setAccessibleText("Canvas and panels");
        arrange();
        columns.widthProperty().subscribe(this::follow);
        columns.heightProperty().subscribe(this::follow);
    }

    private static String key(Side panel) {
        return "panel." + panel.name().toLowerCase(java.util.Locale.ROOT);
    }

    Region node() {
        return columns;
    }

    /// Whether that panel is shown now.
    boolean isShown(Side panel) {
        Boolean wanted = asked.get(panel);
        return wanted == null ? hasRoom(panel) : wanted;
    }

    private boolean hasRoom(Side panel) {
        boolean unknown = columns.getWidth() == 0;
        return unknown || (columns.getWidth() >= panel.width && columns.getHeight() >= panel.height);
    }

    /// Shows that panel, or hides it, whatever room there is; what is as the room would have it goes on following it.
    void ask(Side panel, boolean shown) {
        if (shown == hasRoom(panel)) {
            asked.remove(panel);
            settings.set(key(panel), "");
        } else {
            asked.put(panel, shown);
            settings.set(key(panel), shown ? SHOWN : HIDDEN);
        }
        follow();
    }

    /// Shows that panel, in which something is to be seen.
    void reveal(Side panel) {
        if (!isShown(panel)) {
            ask(panel, true);
        }
    }

    private void follow() {
        if (!columns.getItems().equals(acrossNow()) || !middle.getItems().equals(downNow())) {
            boolean held = columns.isFocusWithin();
            capture();
            arrange();
            divide();
            Node owner = columns.getScene() == null ? null : columns.getScene().getFocusOwner();
            if (held && owner == null) {
                canvas.requestFocus();
            }
        }
    }

    private List<Node> acrossNow() {
        List<Node> across = new ArrayList<>();
        add(across, Side.PALETTE);
        across.add(middle);
        add(across, Side.INSPECTOR);
        return across;
    }

    private List<Node> downNow() {
        List<Node> down = new ArrayList<>(List.of(canvas));
        add(down, Side.BELOW);
        return down;
    }

    private void add(List<Node> nodesShown, Side panel) {
        Node node = nodes.get(panel);
        if (node != null && isShown(panel)) {
            nodesShown.add(node);
        }
    }

    private void arrange() {
        columns.getItems().setAll(acrossNow());
        middle.getItems().setAll(downNow());
    }

    /// Notes where the dividers are that are there.
    private void capture() {
        double[] across = columns.getDividerPositions();
        if (across.length > 0 && columns.getItems().contains(nodes.get(Side.PALETTE))) {
            left = across[0];
        }
        if (across.length > 0 && columns.getItems().contains(nodes.get(Side.INSPECTOR))) {
            right = across[across.length - 1];
        }
        if (middle.getDividerPositions().length > 0) {
            below = middle.getDividerPositions()[0];
        }
    }

    private void divide() {
        if (columns.getItems().contains(nodes.get(Side.PALETTE))) {
            columns.setDividerPosition(0, left);
        }
        if (columns.getItems().contains(nodes.get(Side.INSPECTOR))) {
            columns.setDividerPosition(columns.getItems().size() - 2, right);
        }
        if (middle.getItems().size() > 1) {
            middle.setDividerPosition(0, below);
        }
    }

    /// Where the dividers are, with those names of what is open.
    Panels panels(String bottomTab, String inspectorTab) {
        capture();
        return new Panels(bottomTab, inspectorTab, left, right, below);
    }

    /// Puts the dividers where they were in that flow.
    void divide(Panels panels) {
        left = panels.left();
        right = panels.right();
        below = panels.middle();
        divide();
    }

    /// Puts the dividers where they were.
    void restore() {
        left = settings.number("columns.left", LEFT);
        right = settings.number("columns.right", RIGHT);
        below = settings.number("middle", MIDDLE);
        divide();
    }

    /// Remembers where the dividers are.
    void remember() {
        capture();
        settings.set("columns.left", left);
        settings.set("columns.right", right);
        settings.set("middle", below);
    }
}
