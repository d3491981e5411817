package xooai.designer.stores;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Overlay;
import xooai.designer.shared.Sizes;
import xooai.designer.shared.Ui;

/// The card of the settings: what the window adds, the stores that large content goes through, and the cache of what
/// was fetched.
public final class SettingsCard {
    private static final double WIDTH = 620;
    private static final double MOST_STORES_HEIGHT = 260;

    /// So many are shown without scrolling.
    private static final int FEW = 4;

    private final StoresModel stores;
    private final CacheModel cache;
    private final Overlay overlay;
    private final StoreForm form;
    private final List<Section> others;
    private final VBox rows = new VBox();
    private final ScrollPane scroll = new ScrollPane();
    private final VBox listed = new VBox();
    private final VBox cached = new VBox();

    /// A part of the card.
    public record Section(String title, String text, List<Node> parts) {}

    /// A card on that layer.
    ///
    /// @param others what comes first
    public SettingsCard(StoresModel stores, CacheModel cache, Overlay overlay, List<Section> others) {
        this.others = List.copyOf(others);
        this.stores = stores;
        this.cache = cache;
        this.overlay = overlay;
        this.form = new StoreForm(stores);
    }

    /// Shows it.
    public void show() {
        Button close = Ui.iconButton(Feather.X, "Close", overlay::hide);
        HBox head = new HBox(Ui.label("Settings", "card-title"), Ui.spring(), close);
        head.getStyleClass().add("card-head");
        scroll.setFitToWidth(true);
        scroll.setAccessibleText("Stores");
        scroll.setPrefHeight(MOST_STORES_HEIGHT);
        scroll.getStyleClass().add("form-scroll");
        rows.getStyleClass().add("store-rows");
        cached.getStyleClass().add("store-rows");
        VBox card = new VBox(head);
        others.forEach(each -> card.getChildren()
                .add(section(each.title(), each.text(), each.parts().toArray(Node[]::new))));
        card.getChildren()
                .addAll(
                        section(
                                "Stores",
                                "Content of more than 64 KiB goes to remote executors through a store that both sides"
                                        + " know by the same name, and does not travel in messages.",
                                listed,
                                form.node()),
                        section(
                                "Cache",
                                "Content that was fetched is kept here, for all that this user runs, so that it is"
                                        + " fetched once.",
                                cached));
        card.getStyleClass().add("card-body");
        card.setId("settings-card");
        card.setPrefWidth(WIDTH);
        Subscription follow = stores.stores()
                .subscribe(this::drawStores)
                .and(stores.checks().subscribe(this::drawStores))
                .and(cache.stateProperty().subscribe(this::drawCache));
        drawStores();
        overlay.show(card, () -> {
            follow.unsubscribe();
            cache.stop();
        });
        cache.count();
    }

    private static VBox section(String title, String text, Node... parts) {
        VBox box = new VBox(Ui.label(title, "section-title"), Ui.wrapped(text, "hint"));
        box.getChildren().addAll(parts);
        box.getStyleClass().add("settings-section");
        return box;
    }

    private void drawStores() {
        rows.getChildren().clear();
        if (!stores.problem().isEmpty()) {
            rows.getChildren().add(Ui.wrapped(stores.problem(), "field-problem"));
        }
        if (stores.stores().isEmpty()) {
            rows.getChildren()
                    .add(Ui.empty(
                            Feather.DATABASE,
                            "No stores yet",
                            "Without one, content travels in messages, which hold up to 16 MiB."));
        }
        for (NamedStore store : stores.stores()) {
            rows.getChildren().add(row(store));
        }
        boolean few = stores.stores().size() <= FEW;
        scroll.setContent(few ? null : rows);
        listed.getChildren().setAll(few ? rows : scroll);
    }

    private Node row(NamedStore store) {
        Label name = Ui.label(store.name(), "store-name");
        name.setMinWidth(Region.USE_PREF_SIZE);
        Label address = Ui.label(store.address(), "store-address");
        address.setMinWidth(0);
        address.setTooltip(new Tooltip(store.address()));
        address.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        HBox line = new HBox(Icons.of(Feather.DATABASE, "dim"), name, address, Ui.spring());
        boolean first = store.equals(stores.stores().getFirst());
        if (first) {
            Label takes = Ui.label("takes new content", "status-chip", "chip-live");
            takes.setMinWidth(Region.USE_PREF_SIZE);
            line.getChildren().addAll(takes, test(store));
        } else {
            line.getChildren()
                    .addAll(
                            test(store),
                            small(Ui.iconButton(
                                    Feather.ARROW_UP,
                                    "Put " + store.name() + " first: it takes new content",
                                    () -> form.trying(() -> stores.putFirst(store)))));
        }
        line.getChildren()
                .addAll(
                        small(Ui.iconButton(Feather.EDIT_2, "Change " + store.name(), () -> form.edit(store))),
                        small(Ui.iconButton(
                                Feather.X,
                                "Remove " + store.name() + "; what is in it stays",
                                () -> form.trying(() -> stores.remove(store)))));
        line.getStyleClass().add("store-line");
        VBox row = new VBox(line);
        StoresModel.Check check = stores.checks().get(store);
        if (check != null) {
            row.getChildren().add(said(check));
        }
        row.getStyleClass().add("store-row");
        return row;
    }

    private Button test(NamedStore store) {
        boolean testing = stores.checks().get(store) instanceof StoresModel.Check.Testing;
        Button test = testing
                ? Ui.button("Stop", () -> stores.stopTest(store))
                : Ui.button("Test connection", () -> stores.test(store));
        test.setId("store-test-" + store.name());
        test.setAccessibleText((testing ? "Stop testing " : "Test the connection to ") + store.name());
        return small(test);
    }

    private static Button small(Button button) {
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private static Node said(StoresModel.Check check) {
        return switch (check) {
            case StoresModel.Check.Testing _ -> {
                ProgressBar bar = new ProgressBar();
                bar.setAccessibleText("Testing the connection");
                bar.setMaxWidth(Double.MAX_VALUE);
                yield new VBox(Ui.label("Putting a little content, and getting it back…", "hint"), bar);
            }
            case StoresModel.Check.Works works -> said(works.words(), Feather.CHECK_CIRCLE, "good-icon", "hint");
            case StoresModel.Check.Fails fails ->
                said(fails.why(), Feather.ALERT_TRIANGLE, "error-icon", "field-problem");
        };
    }

    private static HBox said(String words, Feather icon, String iconStyle, String style) {
        HBox line = new HBox(Icons.of(icon, iconStyle), Ui.wrapped(words, style));
        line.getStyleClass().add("store-said");
        return line;
    }

    private void drawCache(CacheModel.State state) {
        Button clear = small(Ui.button("Clear", cache::clear));
        clear.setId("cache-clear");
        clear.setAccessibleText("Clear the cache");
        clear.setDisable(!(state instanceof CacheModel.State.Holds holds && holds.bytes() > 0));
        Label directory = Ui.label(cache.directory(), "store-address");
        directory.setMinWidth(0);
        directory.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        directory.setTooltip(new Tooltip(cache.directory()));
        HBox line = new HBox(Icons.of(Feather.HARD_DRIVE, "dim"), directory, Ui.spring());
        VBox row = new VBox(line);
        switch (state) {
            case CacheModel.State.Busy busy -> line.getChildren().add(fixed(busy.words(), "hint"));
            case CacheModel.State.Holds holds -> {
                line.getChildren().add(fixed(Sizes.text(holds.bytes()) + " of " + Sizes.text(holds.most()), "hint"));
                if (!holds.said().isEmpty()) {
                    row.getChildren().add(said(holds.said(), Feather.CHECK_CIRCLE, "good-icon", "hint"));
                }
            }
            case CacheModel.State.Unusable unusable ->
                row.getChildren().add(said(unusable.why(), Feather.ALERT_TRIANGLE, "error-icon", "field-problem"));
        }
        line.getChildren().add(clear);
        line.getStyleClass().add("store-line");
        row.getStyleClass().add("store-row");
        row.setId("cache");
        cached.getChildren().setAll(row);
    }

    private static Label fixed(String text, String style) {
        Label label = Ui.label(text, style);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}
