package xooai.designer.actions;

import java.util.List;
import xooai.designer.shared.Overlay;
import xooai.designer.shared.SearchItem;
import xooai.designer.shared.SearchModel;
import xooai.designer.shared.SearchPopup;

/// The search of every action, with its key.
public final class CommandSearch {
    private final Actions actions;
    private final Overlay overlay;

    /// A search over those actions.
    public CommandSearch(Actions actions, Overlay overlay) {
        this.actions = actions;
        this.overlay = overlay;
    }

    /// Shows it.
    public void show() {
        List<SearchItem> items = actions.all().stream()
                .map(action -> new SearchItem(
                        action.title().get(),
                        action.group(),
                        action.keyText(),
                        action.enabled().get(),
                        action::runIfEnabled))
                .toList();
        new SearchPopup(overlay, new SearchModel(items), "What do you want to do?", "No action is called that").show();
    }
}
