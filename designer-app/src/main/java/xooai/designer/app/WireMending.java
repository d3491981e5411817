package xooai.designer.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Refusal;
import xooai.designer.design.Wire;
import xooai.designer.palette.PaletteModel;
import xooai.designer.shared.Notices;
import xooai.designer.shared.Overlay;
import xooai.designer.shared.SearchItem;
import xooai.designer.shared.SearchModel;
import xooai.designer.shared.SearchPopup;
import xooai.designer.wires.WireFixes;
import xooai.designer.wires.WireFixes.Choice;
import xooai.designer.wires.WireFixes.WireFix;

/// Mends wires that do not fit, wherever that is asked for: on the canvas and in the list of problems.
final class WireMending {
    private final DesignModel design;
    private final PaletteModel palette;
    private final Overlay overlay;
    private final Notices notices;
    private Consumer<String> reveal = _ -> {};

    WireMending(DesignModel design, PaletteModel palette, Overlay overlay, Notices notices) {
        this.design = design;
        this.palette = palette;
        this.overlay = overlay;
        this.notices = notices;
    }

    /// Has nodes that come into the flow shown by that.
    void setReveal(Consumer<String> shows) {
        reveal = shows;
    }

    /// A selected wire that does not fit, or null.
    @Nullable
    Wire selectedMisfit() {
        return design.selection().wires().stream()
                .filter(design.ports().misfits()::containsKey)
                .findFirst()
                .orElse(null);
    }

    /// Whether a converter would mend that wire.
    boolean canConvert(Wire wire) {
        return WireFixes.converter(design, wire) != null;
    }

    /// Puts a converter into that wire, where one would mend it.
    void convert(Wire wire) {
        WireFix fix = WireFixes.converter(design, wire);
        if (fix != null) {
            apply(fix);
        }
    }

    /// Opens the choice of what the ends of that wire could run instead, at that place of the scene.
    void chooseType(Wire wire, double sceneX, double sceneY) {
        List<Choice> choices = new ArrayList<>();
        palette.items().forEach(item -> {
            if (item.endpoint() != null) {
                choices.add(new Choice(item.title(), item.node(), item.endpoint()));
            }
        });
        List<SearchItem> items = WireFixes.changes(design, wire, choices).stream()
                .map(fix -> new SearchItem(fix.title(), fix.detail(), fix.types(), true, () -> apply(fix)))
                .toList();
        new SearchPopup(overlay, new SearchModel(items), "Change type: " + wire, "Nothing that is installed fits")
                .showAt(sceneX, sceneY);
    }

    private void apply(WireFix fix) {
        Set<String> before = design.design().names();
        Refusal refusal = design.apply(fix.edit());
        if (refusal == null) {
            notices.say(fix.edit().title());
            design.design().names().stream()
                    .filter(name -> !before.contains(name))
                    .findFirst()
                    .ifPresent(reveal);
        } else {
            notices.fail(refusal.reason());
        }
    }
}
