package xooai.designer.actions;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Region;
import xooai.designer.shared.Icons;

/// The menu bar and the toolbar's buttons, made from the registry.
public final class ActionBars {
    private final Actions actions;

    /// Bars of those actions.
    public ActionBars(Actions actions) {
        this.actions = actions;
    }

    /// A menu a group.
    public MenuBar menuBar() {
        MenuBar bar = new MenuBar();
        bar.setAccessibleText("Menu");
        for (String group : actions.groups()) {
            bar.getMenus().add(menu(group));
        }
        return bar;
    }

    private Menu menu(String group) {
        Menu menu = new Menu(group);
        menu.setMnemonicParsing(false);
        for (Action action : actions.group(group)) {
            menu.getItems().add(item(action));
        }
        menu.setOnShowing(_ -> refresh(menu.getItems()));
        return menu;
    }

    /// A menu of those actions, for what is pointed at.
    ///
    /// @param ids the ids of the actions; "" for a line between
    public ContextMenu contextMenu(List<String> ids) {
        ContextMenu menu = new ContextMenu();
        for (String id : ids) {
            menu.getItems().add(id.isEmpty() ? new SeparatorMenuItem() : item(actions.get(id)));
        }
        menu.setOnShowing(_ -> refresh(menu.getItems()));
        return menu;
    }

    private static void refresh(List<MenuItem> items) {
        for (MenuItem item : items) {
            if (item.getUserData() instanceof Action action) {
                item.setText(action.title().get());
            }
        }
    }

    private MenuItem item(Action action) {
        MenuItem item = new MenuItem(action.title().get());
        item.setId(action.id());
        item.setMnemonicParsing(false);
        item.setUserData(action);
        item.setOnAction(_ -> action.run().run());
        item.disableProperty()
                .bind(Bindings.not(Bindings.createBooleanBinding(action.enabled()::get, action.enabled())));
        showKey(item, action.id());
        actions.listenToKeys(() -> showKey(item, action.id()));
        return item;
    }

    private void showKey(MenuItem item, String id) {
        KeyCombination key = actions.get(id).key();
        item.setAccelerator(key != null && Actions.isPlain(key) ? new ShownKey(KeyText.of(key)) : key);
    }

    /// A button of the toolbar for that action; with its title beside the icon when it is one of the main ones.
    public Button button(String id, boolean withTitle) {
        Action action = actions.get(id);
        Button button = new Button(withTitle ? action.title().get() : "");
        if (action.icon() != null) {
            Node icon = Icons.of(action.icon());
            button.setGraphic(icon);
        }
        button.setId("toolbar-" + id.replace('.', '-'));
        button.setFocusTraversable(false);
        button.getStyleClass().add("toolbar-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        if (!withTitle) {
            button.getStyleClass().add("flat");
        }
        button.setOnAction(_ -> action.run().run());
        button.disableProperty()
                .bind(Bindings.not(Bindings.createBooleanBinding(action.enabled()::get, action.enabled())));
        describe(button, id);
        button.hoverProperty().subscribe(() -> describe(button, id));
        return button;
    }

    private void describe(Button button, String id) {
        Action action = actions.get(id);
        String title = action.title().get();
        String key = action.keyText();
        button.setAccessibleText(title);
        Tooltip tooltip = button.getTooltip();
        if (tooltip == null) {
            tooltip = new Tooltip();
            button.setTooltip(tooltip);
        }
        tooltip.setText(key.isEmpty() ? title : title + "  " + key);
    }
}
