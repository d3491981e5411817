package xooai.designer.canvas;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Wire;

/// What a canvas asks of the window around it. Everything is called on the JavaFX thread.
public interface CanvasHost {

    /// Opens the search for an executor where the request says; what is picked there comes back by
    /// [FlowCanvas#answer(SearchRequest, xooai.flow.NodeSpec)].
    void search(SearchRequest request);

    /// Shows that node in the inspector, the caret in its first field.
    void inspect(String node);

    /// Asks for a new name of that node.
    void rename(String node);

    /// Opens the flow that a node of a flow is.
    void openInside(String node);

    /// Opens the menu of what can be done with what is selected, at that place of the screen; none by default.
    default void menu(double screenX, double screenY) {}

    /// Shows what a port takes or gives, at that place of the screen; nothing by default.
    default void peek(PortRef port, double screenX, double screenY) {}

    /// Shows what goes through a wire, at that place of the screen; nothing by default.
    default void peek(Wire wire, double screenX, double screenY) {}

    /// What a label on a wire says of what passed; null for no label, as by default.
    default @Nullable String passed(Wire wire) {
        return null;
    }

    /// Hides what [#peek(PortRef, double, double)] and [#peek(Wire, double, double)] show.
    default void endPeek() {}

    /// Opens the choice of what the ends of a wire could run instead, so that it fits, at that place of the screen;
    /// nothing by default.
    default void changeType(Wire wire, double screenX, double screenY) {}

    /// Opens an address, http or https, in the browser: a person clicked it; nothing by default.
    default void browse(URI address) {}

    /// Shows a sentence for a while where the window shows such.
    void message(String text);

    /// Puts that text into the clipboard.
    void copy(String text);

    /// The text in the clipboard; empty when there is none.
    String pasted();
}
