package xooai.designer.invoke;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.codec.Response;
import xooai.designer.invoke.StreamLog.Chunk;
import xooai.designer.invoke.StreamLog.Snapshot;
import xooai.designer.shared.Codes;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Ui;
import xooai.doc.CallError;
import xooai.doc.Code;

/// A call with streams as it goes on: how many chunks passed, how fast, the last of them, and how it ended.
///
/// It follows the newest chunk until a person scrolls away from it.
public final class StreamView {
    private static final javafx.util.Duration TICK = javafx.util.Duration.millis(100);

    private static final int SLOW = 10;

    private final Label state = Ui.label("", "status-chip");
    private final Label counts = Ui.label("", "stream-counts");
    private final Label rate = Ui.label("", "hint");
    private final Label elapsed = Ui.label("", "hint");
    private final Label left = Ui.label("", "hint");
    private final Button follow = Ui.iconButton(Feather.ARROW_DOWN_CIRCLE, "Follow the newest", this::follow);
    private final VBox error = new VBox();
    private final ObservableList<Chunk> chunks = FXCollections.observableArrayList();
    private final ListView<Chunk> list = new ListView<>(chunks);
    private final VBox root = new VBox();
    private final Timeline clock = new Timeline(new KeyFrame(TICK, _ -> tick()));
    private @Nullable StreamLog log;
    private boolean following = true;

    /// A view that shows nothing yet.
    public StreamView() {
        clock.setCycleCount(Animation.INDEFINITE);
        state.setMinWidth(Region.USE_PREF_SIZE);
        counts.setMinWidth(Region.USE_PREF_SIZE);
        elapsed.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(state, counts, Ui.spring(), Icons.of(Feather.CLOCK, "dim"), elapsed);
        head.getStyleClass().add("section-head");
        HBox foot = new HBox(left, Ui.spring(), rate, follow);
        foot.getStyleClass().add("section-head");
        follow.getStyleClass().add("small");
        list.setAccessibleText("Chunks that passed");
        list.setId("chunks");
        list.getStyleClass().addAll("plain-list", "chunk-list");
        list.setCellFactory(_ -> new ChunkCell());
        list.setPlaceholder(Ui.label("Nothing has come yet", "hint"));
        list.addEventFilter(ScrollEvent.SCROLL, event -> leaveOrFollow(event.getDeltaY()));
        list.setMinHeight(120);
        VBox.setVgrow(list, Priority.ALWAYS);
        root.getChildren().addAll(head, foot, error, list);
        root.getStyleClass().add("response");
        root.setId("stream");
    }

    /// What is shown.
    public VBox node() {
        return root;
    }

    /// Turns to that call; null for none.
    public void show(@Nullable StreamLog now) {
        if (now != log) {
            log = now;
            chunks.clear();
            following = true;
        }
        refresh();
    }

    /// Draws what passed since it was drawn last.
    public void refresh() {
        StreamLog from = log;
        if (from == null) {
            clock.stop();
            return;
        }
        Snapshot now = from.snapshot();
        tell(now);
        take(now.chunks());
        Response end = now.end();
        if (end == null) {
            clock.play();
        } else {
            clock.stop();
        }
    }

    private void tick() {
        StreamLog from = log;
        if (from != null) {
            tell(from.snapshot());
        }
    }

    private void tell(Snapshot now) {
        Response end = now.end();
        String text = end == null ? "Streaming" : Codes.words(end.code());
        if (!state.getText().equals(text)) {
            state.setText(text);
            state.getStyleClass()
                    .setAll("label", "status-chip", end == null ? "chip-live" : ResponseView.chip(end.code()));
            CallError why = end == null ? null : end.error();
            error.getChildren().setAll(why == null ? List.of() : List.of(why(why)));
            Ui.show(error, why != null);
        }
        counts.setText(counts(now));
        elapsed.setText(Ui.took(now.elapsed()));
        rate.setText(rate(now));
        left.setText(
                now.dropped() == 0
                        ? firstAfter(now.first())
                        : "the last " + now.chunks().size() + " are shown");
        Ui.show(follow, !following);
        root.setAccessibleText(text + ", " + counts.getText());
    }

    /// A call that was given up has not failed.
    private static Node why(CallError error) {
        return error.code() == Code.CANCELLED ? Ui.wrapped(error.message(), "hint") : PartViews.error(error);
    }

    private static String counts(Snapshot now) {
        String came = number(now.received()) + (now.received() == 1 ? " chunk" : " chunks");
        return now.sent() == 0 ? came : number(now.sent()) + " sent, " + came;
    }

    private static String rate(Snapshot now) {
        if (now.received() < 2) {
            return "";
        }
        return (now.rate() < SLOW ? String.format(Locale.ROOT, "%.1f", now.rate()) : number(Math.round(now.rate())))
                + "/s";
    }

    private static String firstAfter(@Nullable Duration first) {
        return first == null ? "" : "the first after " + Ui.took(first);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// Takes away what is no longer kept and adds what is new, so that cells that stay are not drawn anew.
    private void take(List<Chunk> now) {
        Chunk oldest = now.isEmpty() ? null : now.getFirst();
        int gone = oldest == null ? chunks.size() : indexOf(oldest);
        chunks.remove(0, gone);
        if (chunks.size() < now.size()) {
            chunks.addAll(now.subList(chunks.size(), now.size()));
            if (following) {
                list.scrollTo(chunks.size() - 1);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // The very chunk; comparing its docs would be dear.
    private int indexOf(Chunk chunk) {
        for (int i = 0; i < chunks.size(); i++) {
            if (chunks.get(i) == chunk) {
                return i;
            }
        }
        return chunks.size();
    }

    private void leaveOrFollow(double upwards) {
        if (upwards > 0) {
            following = false;
            Ui.show(follow, true);
        }
    }

    private void follow() {
        following = true;
        Ui.show(follow, false);
        list.scrollTo(chunks.size() - 1);
    }
}
