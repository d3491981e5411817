package xooai.designer.invoke;

import java.io.Serial;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.control.Button;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.shared.Ui;
import xooai.doc.Content;

/// A person wants content in a file of their own: said by what shows it, to whoever holds the window.
public final class SaveContent extends Event {
    /// The one type of it.
    public static final EventType<SaveContent> SAVE = new EventType<>(Event.ANY, "SAVE_CONTENT");

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Content content;

    /// That content is wanted.
    public SaveContent(Content content) {
        super(SAVE);
        this.content = content;
    }

    /// What is wanted.
    public Content content() {
        return content;
    }

    /// A button that says so.
    static Button button(Content content) {
        Button save = new Button("Save as…");
        save.setAccessibleText("Save as…");
        save.setOnAction(_ -> save.fireEvent(new SaveContent(content)));
        save.getStyleClass().add("small");
        return save;
    }

    /// The same button as an icon.
    static Button icon(Content content) {
        Button save = Ui.iconButton(Feather.DOWNLOAD, "Save as…", () -> {});
        save.setOnAction(_ -> save.fireEvent(new SaveContent(content)));
        save.getStyleClass().add("small");
        return save;
    }
}
