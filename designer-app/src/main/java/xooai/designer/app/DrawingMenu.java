package xooai.designer.app;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.actions.Action;
import xooai.designer.actions.Actions;
import xooai.designer.canvas.DrawingActions;
import xooai.designer.design.Arrange;
import xooai.designer.design.Drawings;
import xooai.designer.shared.Overlay;
import xooai.designer.shared.SearchItem;
import xooai.designer.shared.SearchModel;
import xooai.designer.shared.SearchPopup;
import xooai.flow.Drawing;
import xooai.flow.Tint;

/// The actions around the flow: groups, notes, points of wires, alignment, and bookmarks of views.
final class DrawingMenu {
    private static final String ARRANGE = "Arrange";
    private static final String BOOKMARKS = "Bookmarks";
    private static final int KEYS = 9;

    /// The key of each way to arrange.
    private static final Map<Arrange, String> ARRANGE_KEYS = Map.of(
            Arrange.LEFT, "Shift+Alt+LEFT",
            Arrange.CENTRE, "Shift+Alt+C",
            Arrange.RIGHT, "Shift+Alt+RIGHT",
            Arrange.TOP, "Shift+Alt+UP",
            Arrange.MIDDLE, "Shift+Alt+M",
            Arrange.BOTTOM, "Shift+Alt+DOWN",
            Arrange.PORT_LINES, "Shift+Alt+P",
            Arrange.ACROSS, "Shift+Alt+H",
            Arrange.DOWN, "Shift+Alt+V");

    private final Models models;
    private final DrawingActions drawing;
    private final Overlay overlay;
    private final Actions actions;
    private final BooleanProperty hasBookmarks = new SimpleBooleanProperty();

    DrawingMenu(Models models, DrawingActions drawing, Overlay overlay, Actions actions) {
        this.models = models;
        this.drawing = drawing;
        this.overlay = overlay;
        this.actions = actions;
        models.design.listen(_ -> refresh());
        refresh();
    }

    private void refresh() {
        hasBookmarks.set(!bookmarks().isEmpty());
    }

    private Map<String, Drawing.Bookmark> bookmarks() {
        return models.design.design().drawing().bookmarks();
    }

    /// Registers what is done with what is selected.
    void arrange() {
        actions.add(Action.of("draw.group", ARRANGE, "Group", drawing::group)
                .on("G")
                .with(Feather.SQUARE));
        actions.add(
                Action.of("draw.ungroup", ARRANGE, "Ungroup", drawing::ungroup).on("Shift+G"));
        actions.add(Action.of("draw.fit", ARRANGE, "Fit group to contents", drawing::fitGroups)
                .on("Shift+Alt+G"));
        actions.add(Action.of("draw.delete", ARRANGE, "Delete group with its contents", drawing::deleteWithContents)
                .on("Shift+Delete"));
        actions.add(Action.of("draw.note", ARRANGE, "Add a note", drawing::note)
                .on("N")
                .with(Feather.FILE_TEXT));
        actions.add(Action.of("draw.tint", ARRANGE, "Colour of group or note…", this::chooseTint)
                .on("Shift+C"));
        actions.add(Action.of("draw.bend", ARRANGE, "Add a point to the wire", drawing::bend)
                .on("R"));
        actions.add(Action.of("draw.straighten", ARRANGE, "Straighten the wire", drawing::straighten)
                .on("Shift+R"));
        for (Arrange how : Arrange.values()) {
            String id = "arrange." + how.name().toLowerCase(Locale.ROOT).replace('_', '-');
            Action action = Action.of(id, ARRANGE, how.title(), () -> drawing.arrange(how));
            String key = ARRANGE_KEYS.get(how);
            actions.add(key == null ? action : action.on(key));
        }
    }

    private void chooseTint() {
        List<SearchItem> items = Stream.of(Tint.values())
                .map(tint -> new SearchItem(tint.word(), "", "", true, () -> drawing.tint(tint)))
                .toList();
        new SearchPopup(overlay, new SearchModel(items), "Colour of group or note", "No such colour").show();
    }

    /// Registers the bookmarks: nine keys, and lists of them.
    void registerBookmarks() {
        actions.add(Action.of("bookmark.list", BOOKMARKS, "Go to a bookmark…", this::chooseBookmark)
                .on("Shift+B")
                .with(Feather.BOOKMARK)
                .when(hasBookmarks));
        actions.add(Action.of("bookmark.name", BOOKMARKS, "Name a bookmark…", this::chooseName)
                .when(hasBookmarks));
        actions.add(Action.of("bookmark.remove", BOOKMARKS, "Remove a bookmark…", this::chooseRemoved)
                .when(hasBookmarks));
        IntStream.rangeClosed(1, KEYS).mapToObj(String::valueOf).forEach(key -> {
            actions.add(Action.of("bookmark.go-" + key, BOOKMARKS, "", () -> drawing.goToBookmark(key))
                    .titled(() -> "Go to view " + titled(key))
                    .on(key));
        });
        IntStream.rangeClosed(1, KEYS).mapToObj(String::valueOf).forEach(key -> {
            actions.add(Action.of("bookmark.set-" + key, BOOKMARKS, "", () -> drawing.setBookmark(key))
                    .titled(() -> "Remember this view as " + titled(key))
                    .on("Shift+" + key));
        });
    }

    private String titled(String key) {
        Drawing.@Nullable Bookmark bookmark = bookmarks().get(key);
        return bookmark == null ? key : key + ": " + bookmark.title();
    }

    private interface Chosen {
        void chosen(String key, Drawing.Bookmark bookmark);
    }

    private void choose(String prompt, Chosen chosen) {
        List<SearchItem> items = bookmarks().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> {
                    Drawing.Bookmark bookmark = entry.getValue();
                    String detail = Math.round(bookmark.zoom() * 100) + " %";
                    return new SearchItem(
                            bookmark.title(),
                            detail,
                            entry.getKey(),
                            true,
                            () -> chosen.chosen(entry.getKey(), bookmark));
                })
                .toList();
        new SearchPopup(overlay, new SearchModel(items), prompt, keysThatRemember()).show();
    }

    /// The keys that remember views, such as `Shift+1 to Shift+9 remember views`; where there are none, that nothing
    /// was found.
    private String keysThatRemember() {
        List<Action> all = IntStream.rangeClosed(1, KEYS)
                .mapToObj(key -> actions.get("bookmark.set-" + key))
                .toList();
        List<String> keys =
                all.stream().map(Action::keyText).filter(key -> !key.isEmpty()).toList();
        if (keys.isEmpty()) {
            return "No such view";
        }
        boolean standard = all.stream().noneMatch(action -> actions.isKeyChanged(action.id()));
        String words = standard ? keys.getFirst() + " to " + keys.getLast() : String.join(", ", keys);
        return words + (keys.size() == 1 ? " remembers a view" : " remember views");
    }

    private void chooseBookmark() {
        choose("Go to a bookmark", (key, _) -> drawing.goToBookmark(key));
    }

    private void chooseRemoved() {
        choose(
                "Remove a bookmark",
                (key, _) -> models.design.apply(Drawings.removeBookmark(models.design.design(), key)));
    }

    private void chooseName() {
        choose(
                "Name a bookmark",
                (key, bookmark) -> new NameCard(
                                overlay,
                                "Name of view " + key,
                                bookmark.title(),
                                title -> models.design.apply(Drawings.setBookmark(
                                        models.design.design(),
                                        key,
                                        new Drawing.Bookmark(title, bookmark.at(), bookmark.zoom()))))
                        .show());
    }
}
