package xooai.designer.invoke;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import xooai.designer.shared.Ui;

/// The button that plays sound or a film, and says why it cannot.
///
/// The player of the platform is loaded when it is first asked for, and needs a file: the content is put into a
/// temporary one.
final class MediaPlayerBar {
    private final byte[] bytes;
    private final @Nullable String mediaType;
    private final @Nullable StackPane screen;
    private final Button play = Ui.button("Play", this::toggle);
    private final Label problem = Ui.wrapped("", "field-problem");
    private @Nullable MediaPlayer player;
    private @Nullable Path file;

    private MediaPlayerBar(byte[] bytes, @Nullable String mediaType, @Nullable StackPane screen) {
        this.bytes = bytes;
        this.mediaType = mediaType;
        this.screen = screen;
        play.setGraphic(Icons.of(Feather.PLAY));
        play.getStyleClass().add("small");
        Ui.show(problem, false);
    }

    static Node sound(byte[] bytes, @Nullable String mediaType) {
        return new MediaPlayerBar(bytes, mediaType, null).node();
    }

    static Node film(byte[] bytes, @Nullable String mediaType, StackPane screen) {
        return new MediaPlayerBar(bytes, mediaType, screen).node();
    }

    private Node node() {
        HBox row = new HBox(play, problem);
        row.getStyleClass().add("section-head");
        row.sceneProperty().subscribe(scene -> {
            if (scene == null) {
                stop();
            }
        });
        return row;
    }

    private void toggle() {
        if (player != null) {
            stop();
            return;
        }
        try {
            Path made = Files.createTempFile("xooai-", suffix());
            file = made;
            made.toFile().deleteOnExit();
            Files.write(made, bytes);
            start(new MediaPlayer(new Media(made.toUri().toString())));
        } catch (IOException | MediaException | UnsupportedOperationException | LinkageError e) {
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
        play.setText("Stop");
        play.setAccessibleText("Stop");
        play.setGraphic(Icons.of(Feather.SQUARE));
    }

    private void stop() {
        MediaPlayer playing = player;
        player = null;
        if (playing != null) {
            playing.stop();
            playing.dispose();
            play.setText("Play");
            play.setAccessibleText("Play");
            play.setGraphic(Icons.of(Feather.PLAY));
        }
        deleteFile();
    }

    private void deleteFile() {
        Path played = file;
        file = null;
        if (played != null) {
            try {
                Files.deleteIfExists(played);
            } catch (IOException _) {
                // What cannot be deleted while the player still holds it goes when the designer ends.
            }
        }
    }

    private void fail(String why) {
        stop();
        problem.setText("cannot be played here: " + why);
        Ui.show(problem, true);
    }

    private String suffix() {
        String type = mediaType == null ? "" : mediaType;
        return switch (type) {
            case "audio/wav", "audio/x-wav" -> ".wav";
            case "audio/mpeg" -> ".mp3";
            case "video/mp4" -> ".mp4";
            default -> screen == null ? ".wav" : ".mp4";
        };
    }
}
