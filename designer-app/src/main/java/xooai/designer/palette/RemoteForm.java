package xooai.designer.palette;

import java.net.URI;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import xooai.designer.files.RemotePins;
import xooai.designer.files.RemoteTokens;
import xooai.designer.files.Settings;
import xooai.designer.shared.Schemes;
import xooai.designer.shared.Ui;
import xooai.designer.shared.Work;
import xooai.doc.XooaiException;

/// The field for the address of a remote executor, with what became of asking it.
public final class RemoteForm {
    private static final int REMEMBERED = 12;
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Catalog catalog;
    private final Settings settings;
    private final RemoteTokens tokens;
    private final RemotePins pins;
    private final TextField address = new TextField();
    private final PasswordField token = new PasswordField();
    private final Button add = Ui.button("Add", this::add);
    private final ProgressBar busy = new ProgressBar();
    private final Button cancel = Ui.button("Cancel", this::cancel);
    private final Label problem = Ui.wrapped("", "field-problem");
    private final TrustCard trust = new TrustCard(this::trust);
    private final HBox progress = new HBox();
    private final VBox root = new VBox();
    private @Nullable Work<?> work;
    private @Nullable String asked;
    private Consumer<String> added = _ -> {};

    /// A form that adds to that catalog, and remembers addresses in those settings.
    public RemoteForm(Catalog catalog, Settings settings, RemoteTokens tokens, RemotePins pins) {
        this.catalog = catalog;
        this.settings = settings;
        this.tokens = tokens;
        this.pins = pins;
        settings.texts("remotes").reversed().forEach(catalog::remember);
        address.setPromptText("http://host:port");
        address.setTooltip(new Tooltip("By " + String.join(", ", Schemes.remote())));
        address.setAccessibleText("Address of a remote executor");
        address.setId("remote-address");
        address.setOnAction(_ -> add());
        HBox.setHgrow(address, Priority.ALWAYS);
        token.setPromptText("Token");
        token.setTooltip(new Tooltip("The token that the address asks for, if it does"));
        token.setAccessibleText("Token of the remote executor");
        token.setId("remote-token");
        token.setOnAction(_ -> add());
        HBox.setHgrow(token, Priority.ALWAYS);
        busy.setAccessibleText("Asking the address");
        busy.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(busy, Priority.ALWAYS);
        add.setId("remote-add");
        cancel.setId("remote-cancel");
        HBox field = new HBox(address);
        HBox secret = new HBox(token, add);
        secret.getStyleClass().add("remote-row");
        progress.getChildren().addAll(busy, cancel);
        field.getStyleClass().add("remote-row");
        progress.getStyleClass().add("remote-row");
        root.getChildren()
                .addAll(
                        Ui.label("Add remote executor", "section-title"),
                        field,
                        secret,
                        Ui.wrapped("By " + String.join(", ", Schemes.remote()), "hint"),
                        progress,
                        problem,
                        trust.node());
        root.getStyleClass().add("remote-form");
        Ui.show(problem, false);
        Ui.show(progress, false);
        catalog.listen(this::refresh);
    }

    /// What is shown.
    public VBox node() {
        return root;
    }

    /// Says who shows an address once it has answered.
    void onAdded(Consumer<String> show) {
        added = show;
    }

    /// Puts the cursor into the field.
    public void focus() {
        address.requestFocus();
    }

    private void add() {
        trust.hide();
        try {
            String at = Catalog.addressOf(address.getText());
            if (!token.getText().isBlank()) {
                tokens.put(URI.create(at), token.getText().strip());
            }
            ask(at);
            settings.putFirst("remotes", at, REMEMBERED);
            refresh();
        } catch (XooaiException e) {
            fail(e.error().message());
        }
    }

    /// Asks an address what it serves, and what a person has to decide first.
    void ask(String at) {
        fail(null);
        trust.hide();
        work = catalog.describeRemote(at);
        asked = at;
        refresh();
    }

    private void trust(String at, String fingerprint) {
        try {
            pins.put(URI.create(at), fingerprint);
            ask(at);
        } catch (XooaiException e) {
            fail(e.error().message());
        }
    }

    private void cancel() {
        if (work != null) {
            work.cancel();
        }
    }

    private void refresh() {
        boolean running = work != null && work.isRunning();
        add.setDisable(running);
        Ui.show(progress, running);
        if (running) {
            return;
        }
        for (Catalog.Remote remote : catalog.remotes()) {
            if (remote.address().equals(asked)) {
                asked = null;
                ended(remote);
            }
        }
    }

    private void ended(Catalog.Remote remote) {
        fail(remote.untrusted() == null ? remote.failure() : null);
        if (remote.untrusted() != null) {
            boolean changed = pins.pins().of(URI.create(remote.address())) != null;
            trust.ask(remote.address(), remote.untrusted(), changed);
        }
        if (remote.failure() == null) {
            address.clear();
            token.clear();
            added.accept(remote.address());
        }
    }

    private void fail(@Nullable String text) {
        problem.setText(text == null ? "" : text);
        address.pseudoClassStateChanged(WRONG, text != null);
        Ui.show(problem, text != null);
    }
}
