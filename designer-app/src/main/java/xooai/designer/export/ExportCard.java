package xooai.designer.export;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.export.ExportModel.Form;
import xooai.designer.files.FileChoices;
import xooai.designer.invoke.Command;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Notices;
import xooai.designer.shared.Overlay;
import xooai.designer.shared.Schemes;
import xooai.designer.shared.Ui;
import xooai.designer.shared.Work;
import xooai.doc.XooaiException;
import xooai.store.GivenPath;

/// The card that exports the flow: as what, where to, with which drivers; how far it is; and how to start what was
/// made.
public final class ExportCard {
    private static final String ENDING = ".jar";
    private static final String JAR = "One jar with the runtime, the drivers you choose, this flow and the executors it"
            + " uses. It runs wherever a Java 25 is.";
    private static final String FOLDER = "A folder with this flow, what starts it and a Java of its own: it runs on a"
            + " machine of this system without Java. To start quickly later, the flow is started once here, and not"
            + " called.";

    private final ExportModel model;
    private final Overlay overlay;
    private final FileChoices choices;
    private final Notices notices;
    private final Consumer<Runnable> consent;
    private final TextField target = new TextField();
    private final VBox body = new VBox();
    private Subscription drawn = Subscription.EMPTY;

    /// A card for that export.
    ///
    /// @param consent does that once the person has agreed to what the flow reaches when it is started
    public ExportCard(
            ExportModel model,
            Overlay overlay,
            FileChoices choices,
            Notices notices,
            Path directory,
            Consumer<Runnable> consent) {
        this.model = model;
        this.overlay = overlay;
        this.choices = choices;
        this.notices = notices;
        this.consent = consent;
        target.setText(directory.resolve(model.spec().name() + ".jar").toString());
    }

    /// Shows it.
    public void show() {
        Button close = Ui.iconButton(Feather.X, "Close", overlay::hide);
        HBox head = new HBox(Ui.label("Export " + model.spec().name(), "card-title"), Ui.spring(), close);
        head.getStyleClass().add("card-head");
        body.getStyleClass().add("export-body");
        VBox card = new VBox(head, body);
        card.getStyleClass().add("card-body");
        card.setId("export-card");
        card.setPrefWidth(560);
        drawn.unsubscribe();
        drawn = model.stateProperty().subscribe(this::draw);
        overlay.show(card, model::cancel);
        target.requestFocus();
    }

    private void draw(ExportModel.State state) {
        switch (state) {
            case ExportModel.State.Choosing _ -> drawChoice(null);
            case ExportModel.State.Failed failed -> drawChoice(failed.why());
            case ExportModel.State.Writing writing -> drawProgress(writing.work());
            case ExportModel.State.Written written -> drawResult(written);
        }
    }

    private void drawChoice(@Nullable String why) {
        boolean folder = model.formProperty().get() == Form.FOLDER;
        target.setAccessibleText(folder ? "Target folder" : "Target file");
        target.setId("export-target");
        HBox.setHgrow(target, Priority.ALWAYS);
        Button choose = Ui.button("Choose…", () -> {
            Path chosen = choices.save(
                    "Export the flow",
                    folder ? FileChoices.Kind.ANY : FileChoices.Kind.JAR,
                    model.spec().name() + (folder ? "" : ".jar"));
            if (chosen != null) {
                target.setText(chosen.toString());
            }
        });
        HBox file = new HBox(target, choose);
        file.getStyleClass().add("content-field");
        Button export = Ui.button("Export", this::export);
        export.setId("export-start");
        export.getStyleClass().add("accent");
        export.setDefaultButton(true);
        BooleanBinding none =
                Bindings.createBooleanBinding(() -> model.drivers().isEmpty(), model.drivers());
        export.disableProperty().bind(none);
        Label missing =
                Ui.wrapped("Choose at least one driver: without one, nobody can call the flow.", "field-problem");
        missing.visibleProperty().bind(none);
        missing.managedProperty().bind(none);
        HBox buttons = new HBox(Ui.spring(), Ui.button("Cancel", overlay::hide), export);
        buttons.getStyleClass().add("card-buttons");
        body.getChildren()
                .setAll(
                        forms(why),
                        Ui.wrapped(folder ? FOLDER : JAR, "card-text"),
                        labelled(folder ? "Target folder" : "Target file", file),
                        labelled("Drivers", drivers()),
                        missing);
        if (why != null) {
            body.getChildren().add(problem(why));
        }
        body.getChildren().add(buttons);
    }

    private Node forms(@Nullable String why) {
        ToggleGroup group = new ToggleGroup();
        HBox forms = new HBox();
        forms.getStyleClass().add("driver-row");
        for (Form form : Form.values()) {
            RadioButton button = new RadioButton(form == Form.JAR ? "One jar" : "A folder with its own Java");
            button.setId("export-as-" + form.name().toLowerCase(Locale.ROOT));
            button.setToggleGroup(group);
            button.setSelected(model.formProperty().get() == form);
            button.setUserData(form);
            forms.getChildren().add(button);
        }
        // Not by the action of a button, which keys do not do.
        group.selectedToggleProperty().subscribe((_, now) -> {
            if (now != null && now.getUserData() instanceof Form form) {
                choose(form, why);
            }
        });
        return forms;
    }

    /// Draws what there is to choose for that form, with the target named as such a one is.
    private void choose(Form form, @Nullable String why) {
        if (model.formProperty().get() != form) {
            model.formProperty().set(form);
            String named = target.getText().strip();
            String bare = named.endsWith(ENDING) ? named.substring(0, named.length() - ENDING.length()) : named;
            target.setText(form == Form.JAR && !bare.isEmpty() ? bare + ENDING : bare);
            drawChoice(why);
            Node chosen = body.lookup("#export-as-" + form.name().toLowerCase(Locale.ROOT));
            if (chosen != null) {
                chosen.requestFocus();
            }
        }
    }

    private static Node labelled(String name, Node control) {
        VBox box = new VBox(Ui.label(name, "field-name"), control);
        box.getStyleClass().add("field");
        return box;
    }

    private Node drivers() {
        HBox boxes = new HBox();
        boxes.getStyleClass().add("driver-row");
        for (String driver : model.available()) {
            CheckBox box = new CheckBox(Schemes.title(driver) + "  " + megabytes(model.size(driver)));
            box.setAccessibleText("Driver " + Schemes.title(driver) + ", " + megabytes(model.size(driver)));
            box.setId("driver-" + driver);
            box.setSelected(model.drivers().contains(driver));
            box.selectedProperty().subscribe((_, on) -> {
                if (on) {
                    model.drivers().add(driver);
                } else {
                    model.drivers().remove(driver);
                }
            });
            boxes.getChildren().add(box);
        }
        if (boxes.getChildren().isEmpty()) {
            boxes.getChildren().add(Ui.label("none are installed", "hint"));
        }
        return boxes;
    }

    private static Node problem(String why) {
        VBox box = new VBox();
        box.getStyleClass().add("error-card");
        why.lines().forEach(line -> box.getChildren().add(Ui.wrapped(line, "error-message")));
        return box;
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
    }

    private void export() {
        if (target.getText().isBlank()) {
            return;
        }
        Path to;
        try {
            to = GivenPath.of(target.getText().strip());
        } catch (XooaiException e) {
            drawChoice(e.error().message());
            return;
        }
        if (model.formProperty().get() == Form.FOLDER) {
            consent.accept(() -> {
                if (body.getScene() == null) {
                    show(); // The question had its place.
                }
                model.write(to);
            });
        } else {
            model.write(to);
        }
    }

    private void drawProgress(Work<?> work) {
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(work.fractionProperty());
        bar.setAccessibleText("Progress of the export");
        bar.setMaxWidth(Double.MAX_VALUE);
        var step = Ui.label("", "hint");
        step.textProperty().bind(work.messageProperty());
        HBox buttons = new HBox(step, Ui.spring(), Ui.button("Cancel", model::cancel));
        buttons.getStyleClass().add("card-buttons");
        body.getChildren().setAll(Ui.label("Writing " + target.getText(), "card-text"), bar, buttons);
    }

    private void drawResult(ExportModel.State.Written written) {
        HBox done = new HBox(
                Icons.of(Feather.CHECK_CIRCLE, "good-icon"),
                Ui.label(
                        written.made().getFileName() + ", "
                                + megabytes(written.summary().bytes()),
                        "card-text"));
        done.getStyleClass().add("section-head");
        Button close = Ui.button("Done", overlay::hide);
        close.getStyleClass().add("accent");
        close.setId("export-done");
        HBox buttons = new HBox(Ui.spring(), close);
        buttons.getStyleClass().add("card-buttons");
        body.getChildren().setAll(done);
        written.summary().notes().forEach(note -> body.getChildren().add(Ui.wrapped("Note: " + note, "hint")));
        body.getChildren().add(command("Start it", "copy-start", written.command()));
        for (Command call : written.calls()) {
            String name = written.calls().size() == 1 ? "Call it" : "Call it over " + over(call);
            body.getChildren().add(command(name, "copy-call-" + call.scheme(), call.line()));
        }
        if (written.command().contains("--quic")) {
            body.getChildren()
                    .add(Ui.wrapped(
                            "QUIC shows a certificate that is made at the start. Its fingerprint is printed then: give"
                                    + " it to the call as --tls-fingerprint.",
                            "hint"));
        }
        body.getChildren().add(buttons);
        close.requestFocus();
    }

    private static String over(Command call) {
        return Schemes.title(call.scheme());
    }

    private Node command(String name, String id, String line) {
        TextField field = new TextField(line);
        field.setEditable(false);
        field.setAccessibleText(name);
        field.getStyleClass().add("code");
        HBox.setHgrow(field, Priority.ALWAYS);
        Button copy = Ui.iconButton(Feather.COPY, "Copy: " + name, () -> {
            Ui.copy(line);
            notices.say("Copied");
        });
        copy.setId(id);
        HBox row = new HBox(field, copy);
        row.getStyleClass().add("content-field");
        return labelled(name, row);
    }
}
