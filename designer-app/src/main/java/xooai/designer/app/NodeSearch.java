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
import xooai.doc.DocSchema;
import xooai.driver.EndpointDescription;
import xooai.flow.NodeSpec;

/// The search for something to add: all of the palette, or what fits a wire that was let go over nothing.
final class NodeSearch {
    private final PaletteModel palette;
    private final DesignModel design;
    private final Overlay overlay;

    NodeSearch(PaletteModel palette, DesignModel design, Overlay overlay) {
        this.palette = palette;
        this.design = design;
        this.overlay = overlay;
    }

    void showAt(double sceneX, double sceneY, @Nullable PortRef wired, Consumer<NodeSpec> chosen) {
        List<SearchItem> items = new ArrayList<>();
        List<Item> all = new ArrayList<>(palette.items());
        all.sort(Comparator.comparing(item -> takesAnything(item.endpoint())));
        for (Item item : all) {
            if (fits(item.endpoint(), wired)) {
                items.add(new SearchItem(
                        item.title(), item.detail(), item.types(), true, () -> chosen.accept(item.node())));
            }
        }
        if (wired == null || wired.side() == PortRef.Side.OUT) {
            items.add(new SearchItem(
                    "Join", "brings branches together", "", true, () -> chosen.accept(NodeSpec.of("join", null))));
        }
        String prompt = wired == null ? "Add a node" : "Add and connect to " + wired.node();
        new SearchPopup(overlay, new SearchModel(items), prompt, "Nothing fits").showAt(sceneX, sceneY);
    }

    /// What takes anything comes after what was made for the very type.
    private static boolean takesAnything(@Nullable EndpointDescription endpoint) {
        return endpoint == null || endpoint.input() instanceof DocSchema.AnySchema;
    }

    private boolean fits(@Nullable EndpointDescription endpoint, @Nullable PortRef wired) {
        NodeSpec node = wired == null ? null : design.design().node(wired.node());
        if (endpoint == null || wired == null || node == null) {
            return true;
        }
        boolean after = wired.side() == PortRef.Side.OUT;
        DocSchema there =
                after ? design.output(node).schema() : design.input(node).schema();
        if (there == null || (after && endpoint.branchesApart())) {
            return true;
        }
        return after
                ? there.fits(endpoint.input()).isOk()
                : endpoint.output().fits(there).isOk();
    }
}
