package xooai.designer.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static xooai.designer.runs.Bench.onFx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import xooai.designer.shared.Overlay;
import xooai.doc.Doc;
import xooai.doc.DocSchema;

/// Nothing is pinned that the node could not have given.
final class PinCardTest {
    /// A doc with something that is needed.
    record Invoice(
            @jakarta.validation.constraints.NotNull String title,
            @jakarta.validation.constraints.Min(1) int lines) implements Doc {}

    private static final DocSchema SCHEMA = DocSchema.of(Invoice.class);
    private static final List<?> GOOD = List.of(Map.of("type", "Invoice", "title", "a", "lines", 2L));

    private final List<List<?>> pinned = new ArrayList<>();
    private final Overlay overlay = onFx(Overlay::new);
    private final PinCard card = onFx(() -> new PinCard("read", SCHEMA, GOOD, _ -> null, overlay));

    @BeforeAll
    static void start() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @BeforeEach
    void open() {
        onFx(() -> {
            card.onPin(docs -> {
                pinned.add(docs);
                return docs.size() > 1 ? "too many" : null;
            });
            Region layer = overlay.layer();
            new Scene(new StackPane(layer), 700, 600);
            card.show();
            return true;
        });
    }

    private boolean canPin(@Nullable Object value) {
        return onFx(() -> {
            card.form().setWhole(value);
            return !button().isDisabled();
        });
    }

    private Button button() {
        return (Button) Objects.requireNonNull(overlay.layer().lookup("#pin-save"));
    }

    private String problem() {
        return onFx(() -> {
            Label label = (Label) Objects.requireNonNull(overlay.layer().lookup("#pin-problem"));
            return label.isVisible() ? label.getText() : "";
        });
    }

    @Test
    void whatFitsCanBePinned() {
        assertThat(canPin(GOOD)).isTrue();
        onFx(() -> {
            button().fire();
            return true;
        });
        assertThat(pinned).isEqualTo(List.of(GOOD));
        assertThat(onFx(overlay::isShowing)).isFalse();
    }

    @Test
    void whatLacksAFieldOrBreaksAConstraintSaysWhere() {
        assertThat(canPin(List.of(Map.of("lines", 2L)))).isFalse();
        assertThat(onFx(() -> card.form().problem(List.of(0, "title")))).isEqualTo("is needed");
        assertThat(canPin(List.of(Map.of("title", "a", "lines", 0L)))).isFalse();
        assertThat(onFx(() -> card.form().problem(List.of(0, "lines")))).isEqualTo("must be at least 1");
        assertThat(canPin(List.of(Map.of("title", 5L, "lines", 1L)))).isFalse();
        assertThat(onFx(() -> card.form().problem(List.of(0, "title")))).isEqualTo("must be text");
    }

    @Test
    void whatIsNoListAndWhatIsNoJsonCannotBePinned() {
        assertThat(canPin(Map.of("title", "a"))).isFalse();
        assertThat(onFx(() -> card.form().setText("[{"))).isNotNull();
        assertThat(onFx(() -> button().isDisabled())).isTrue();
    }

    @Test
    void idsThatAreNotUniqueAreRefusedByTheReaderOfDocs() {
        Map<String, Object> doc = Map.of("id", "1", "title", "a", "lines", 1L);
        assertThat(canPin(List.of(doc, doc))).isFalse();
        assertThat(problem()).contains("ids are unique");
    }

    @Test
    void whatTheDesignRefusesIsSaidAndTheCardStays() {
        assertThat(canPin(List.of(Map.of("title", "a", "lines", 1L), Map.of("title", "b", "lines", 1L))))
                .isTrue();
        onFx(() -> {
            button().fire();
            return true;
        });
        assertThat(problem()).isEqualTo("too many");
        assertThat(onFx(overlay::isShowing)).isTrue();
    }
}
