package xooai.designer.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xooai.designer.canvas.PortRef;
import xooai.designer.design.DesignModel;
import xooai.designer.palette.PaletteModel;
import xooai.designer.palette.PaletteRow.Item;
import xooai.designer.shared.Overlay;
import xooai.designer.shared.SearchItem;
import xooai.designer.shared.SearchModel;
import xooai.designer.shared.SearchPopup;
import xooai.doc.Fit;
import xooai.doc.PortType;
import xooai.driver.EndpointDescription;
import xooai.flow.NodeSpec;
import xooai.flow.WireCheck;

/// The search for something to add: all of the palette, or what fits a wire that was let go over nothing.
final class NodeSearch {
    private static final int VAGUE = 2;

    private final PaletteModel palette;
    private final DesignModel design;
    private final Overlay overlay;

    NodeSearch(PaletteModel palette, DesignModel design, Overlay overlay) {
        this.palette = palette;
        this.design = design;
        this.overlay = overlay;
    }

    /// Opens it at that place of the scene.
    ///
    /// @param wired the port that what is chosen shall be wired to, or null
    void showAt(double sceneX, double sceneY, @Nullable PortRef wired, Consumer<NodeSpec> chosen) {
        String prompt = wired == null ? "Add a node" : "Add and connect to " + wired.node();
        SearchModel model = new SearchModel(items(wired, chosen), wired == null ? List.of() : apart(wired, chosen));
        new SearchPopup(overlay, model, prompt, "Nothing is called that").showAt(sceneX, sceneY);
    }

    /// What does not fit, to be added without a wire: who asks for it by name shall get it.
    private List<SearchItem> apart(PortRef wired, Consumer<NodeSpec> chosen) {
        return palette.items().stream()
                .filter(item -> rank(item.endpoint(), wired) < 0)
                .map(item -> new SearchItem(
                        item.title(),
                        "does not fit " + wired.node() + ": added without a wire",
                        item.types(),
                        true,
                        () -> chosen.accept(item.node())))
                .toList();
    }

    /// What can be added, by the one checker of wires: what fits as it is first, what takes or gives anything last.
    List<SearchItem> items(@Nullable PortRef wired, Consumer<NodeSpec> chosen) {
        List<Found> found = new ArrayList<>();
        for (Item item : palette.items()) {
            int rank = rank(item.endpoint(), wired);
            if (rank >= 0) {
                found.add(new Found(
                        rank,
                        new SearchItem(
                                item.title(), item.detail(), item.types(), true, () -> chosen.accept(item.node()))));
            }
        }
        found.sort(Comparator.comparingInt(Found::rank));
        List<SearchItem> items = new ArrayList<>(found.stream().map(Found::item).toList());
        if (wired == null || wired.side() == PortRef.Side.OUT) {
            items.add(new SearchItem(
                    "Join", "brings branches together", "", true, () -> chosen.accept(NodeSpec.of("join", null))));
        }
        return items;
    }

    private record Found(int rank, SearchItem item) {}

    /// How well it fits, 0 for best; less where it does not.
    private int rank(@Nullable EndpointDescription endpoint, @Nullable PortRef wired) {
        if (endpoint == null) {
            return VAGUE;
        }
        boolean after = wired == null || wired.side() == PortRef.Side.OUT;
        PortType own = after ? (endpoint.branchesApart() ? null : endpoint.takes()) : endpoint.gives();
        PortType there = wired == null
                ? null
                : after
                        ? design.ports().wires().gives(wired.node())
                        : design.ports().wires().takes(wired.node());
        if (own == null || own.isAny()) {
            return VAGUE;
        }
        return switch (after ? WireCheck.fit(there, own) : WireCheck.fit(own, there)) {
            case Fit.Exact _ -> 0;
            case Fit.Convertible convertible -> convertible.checked().isEmpty() ? 0 : 1;
            case Fit.Refused _ -> -1;
        };
    }
}
