package xooai.designer.invoke;

import java.time.Duration;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.media.Media;
import javafx.scene.media.MediaException;
import javafx.scene.media.MediaPlayer;
import javafx.scene.media.MediaView;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Ui;
import xooai.designer.shared.Work;
import xooai.doc.Content;

/// The buttons that play sound or a film and save it, and why it cannot be played.
///
/// The player of the platform is loaded when it is first asked for, and plays a file: that of the content, or one that
/// is made of it off the FX thread, with a button that stops that.
final class MediaPlayerBar {
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Content content;
    private final @Nullable StackPane screen;
    private final Button play = Ui.button("Play", this::toggle);
    private final Label progress = Ui.label("", "hint");
    private final Label problem = Ui.wrapped("", "field-problem");
    private @Nullable Work<Playable> work;
    private @Nullable MediaPlayer player;
    private @Nullable Playable file;

    private MediaPlayerBar(Content content, @Nullable StackPane screen) {
        this.content = content;
        this.screen = screen;
        play.setGraphic(Icons.of(Feather.PLAY));
        play.getStyleClass().add("small");
        Ui.show(problem, false);
        Ui.show(progress, false);
    }

    static Node sound(Content content) {
        return new MediaPlayerBar(content, null).node();
    }

    static Node film(Content content, StackPane screen) {
        return new MediaPlayerBar(content, screen).node();
    }

    private Node node() {
        HBox row = new HBox(play, SaveContent.icon(content), progress, problem);
        row.getStyleClass().add("section-head");
        row.sceneProperty().subscribe(scene -> {
            if (scene == null) {
                stop();
            }
        });
        return row;
    }

    private void toggle() {
        if (player != null || work != null) {
            stop();
            return;
        }
        Ui.show(problem, false);
        Work<Playable> started = Work.start(
                "make a file to play",
                PATIENCE,
                telling -> Playable.of(content, screen == null ? ".wav" : ".mp4", telling),
                this::ready);
        if (started.isRunning()) {
            work = started;
            progress.textProperty().bind(started.messageProperty());
            Ui.show(progress, true);
            playing(true);
        }
    }

    private void ready(Outcome<Playable> outcome) {
        boolean wanted = work != null;
        forgetWork();
        switch (outcome) {
            case Outcome.Done<Playable> done when wanted -> play(done.value());
            case Outcome.Done<Playable> done -> done.value().delete();
            case Outcome.Failed<Playable> failed -> fail(failed.error().message());
            case Outcome.Cancelled<Playable> _ -> {}
        }
    }

    private void forgetWork() {
        work = null;
        progress.textProperty().unbind();
        Ui.show(progress, false);
    }

    private void play(Playable made) {
        file = made;
        try {
            start(new MediaPlayer(new Media(made.uri().toString())));
        } catch (MediaException | UnsupportedOperationException | LinkageError e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private void start(MediaPlayer made) {
        player = made;
        made.setOnEndOfMedia(this::stop);
        made.setOnError(() -> fail(String.valueOf(made.getError().getMessage())));
        if (screen != null) {
            MediaView view = new MediaView(made);
            view.setPreserveRatio(true);
            view.fitWidthProperty().bind(screen.widthProperty());
            screen.getChildren().add(view);
        }
        made.play();
        playing(true);
    }

    private void playing(boolean on) {
        play.setText(on ? "Stop" : "Play");
        play.setAccessibleText(play.getText());
        play.setGraphic(Icons.of(on ? Feather.SQUARE : Feather.PLAY));
    }

    private void stop() {
        Work<Playable> going = work;
        if (going != null) {
            forgetWork();
            going.cancel();
        }
        MediaPlayer ended = player;
        player = null;
        if (ended != null) {
            ended.stop();
            ended.dispose();
        }
        playing(false);
        Playable played = file;
        file = null;
        if (played != null) {
            played.delete();
        }
    }

    private void fail(String why) {
        stop();
        problem.setText("cannot be played here: " + why);
        Ui.show(problem, true);
    }
}
