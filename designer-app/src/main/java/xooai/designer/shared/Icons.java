package xooai.designer.shared;

import javafx.scene.Node;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The designer's icons, all from one family, coloured by the theme.
public final class Icons {
    private Icons() {}

    /// That icon at the size of text.
    public static Node of(Feather feather) {
        return of(feather, "app-icon");
    }

    /// That icon with a style class of its own.
    public static Node of(Feather feather, String styleClass) {
        FontIcon icon = new FontIcon(feather);
        icon.getStyleClass().addAll("app-icon", styleClass);
        icon.setAccessibleText("");
        icon.setMouseTransparent(true);
        return icon;
    }
}
