package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.canvas.PortRef;
import xooai.designer.palette.PaletteRow.Item;
import xooai.designer.shared.SearchItem;
import xooai.designer.shared.SearchModel;
import xooai.designer.shared.SearchPopup;
import xooai.driver.EndpointDescription;

/// The search for a node opens within 50 ms, and each key filters 1,000 entries within 16 ms.
///
/// A quarter of what is measured in a row has to keep to it, in one of several rows: the machine has other work too,
/// and warms up.
final class SearchSpeedTest {
    private static final int ENTRIES = 1_000;
    private static final int TIMES = 15;
    private static final int ROWS = 8;
    private static final Duration OPENS = Duration.ofMillis(50);
    private static final Duration FILTERS = Duration.ofMillis(16);

    @TempDir
    Path home;

    private static List<SearchItem> entries(List<Item> items) {
        return IntStream.range(0, ENTRIES)
                .mapToObj(i -> {
                    Item item = items.get(i % items.size());
                    return new SearchItem(item.title() + " " + i, item.detail(), item.types(), true, () -> {});
                })
                .toList();
    }

    private static Duration quick(List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return Duration.ofNanos(sorted[sorted.length / 4]);
    }

    private static void laidOut(DesignerUi ui) {
        ui.scene().getRoot().applyCss();
        ui.scene().getRoot().layout();
    }

    /// The quickest of several rows; no more of them than it takes to keep to the limit.
    private static Duration quickest(Duration limit, Supplier<List<Long>> row) {
        Duration best = quick(row.get());
        for (int rows = 1; rows < ROWS && best.compareTo(limit) > 0; rows++) {
            Duration next = quick(row.get());
            best = next.compareTo(best) < 0 ? next : best;
        }
        return best;
    }

    /// How long one thing takes on the FX thread, again and again, laid out as for the next frame.
    private static List<Long> row(DesignerUi ui, Runnable measured, Runnable after) {
        List<Long> took = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            DesignerUi.onFx(() -> {
                long start = System.nanoTime();
                measured.run();
                laidOut(ui);
                took.add(System.nanoTime() - start);
                after.run();
                return true;
            });
        }
        return took;
    }

    private static SearchPopup popup(DesignerUi ui, List<SearchItem> entries) {
        return new SearchPopup(ui.designer.overlay(), new SearchModel(entries), "Add", "Nothing");
    }

    @Test
    void aThousandEntriesAreOpenAtOnce() {
        try (DesignerUi ui = DesignerUi.open(home, 1360, 860)) {
            List<SearchItem> entries =
                    DesignerUi.onFx(() -> entries(ui.designer.models().palette.items()));
            Duration opens = quickest(
                    OPENS,
                    () -> row(
                            ui,
                            () -> popup(ui, entries).showAt(200, 200),
                            () -> ui.designer.overlay().hide()));
            assertThat(opens).isLessThanOrEqualTo(OPENS);
        }
    }

    @Test
    void aThousandEntriesAreFilteredWithEachKey() {
        try (DesignerUi ui = DesignerUi.open(home, 1360, 860)) {
            List<SearchItem> entries =
                    DesignerUi.onFx(() -> entries(ui.designer.models().palette.items()));
            ui.run(() -> popup(ui, entries).showAt(200, 200));
            TextField field = (TextField) ui.find("#search-field");
            Iterator<String> typed = Stream.generate(() -> List.of("t", "te", "tex", "text", "tex", "te", "u", "up"))
                    .flatMap(List::stream)
                    .iterator();
            Duration filters = quickest(FILTERS, () -> row(ui, () -> field.setText(typed.next()), () -> {}));
            assertThat(filters).isLessThanOrEqualTo(FILTERS);
        }
    }

    @Test
    void whatFitsIsFoundByTheOneCheckerInTime() {
        try (DesignerUi ui = DesignerUi.open(home, 1360, 860)) {
            NodeSearch search =
                    new NodeSearch(ui.designer.models().palette, ui.designer.models().design, ui.designer.overlay());
            PortRef port = new PortRef("e1", PortRef.Side.OUT);
            Duration opens = quickest(
                    OPENS,
                    () -> row(
                            ui,
                            () -> search.showAt(300, 300, port, _ -> {}),
                            () -> ui.designer.overlay().hide()));
            assertThat(opens).isLessThanOrEqualTo(OPENS);
        }
    }

    @Test
    void onlyWhatFitsIsFoundAndWhatTakesAnythingComesLast() {
        try (DesignerUi ui = DesignerUi.open(home, 1360, 860)) {
            NodeSearch search =
                    new NodeSearch(ui.designer.models().palette, ui.designer.models().design, ui.designer.overlay());
            List<String> found =
                    DesignerUi.onFx(() -> search.items(new PortRef("e1", PortRef.Side.OUT), _ -> {}).stream()
                            .map(SearchItem::title)
                            .toList());
            List<Item> items =
                    DesignerUi.onFx(() -> ui.designer.models().palette.items());
            for (Item item : items) {
                EndpointDescription endpoint = item.endpoint();
                String takes = endpoint == null ? "Doc" : endpoint.input().typeName();
                boolean fits = takes.equals("Note") || takes.equals("Doc");
                assertThat(found.contains(item.title()))
                        .as("%s takes %s", item.title(), takes)
                        .isEqualTo(fits);
            }
            assertThat(found.getFirst()).isEqualTo("Headliner");
            assertThat(found.getLast()).isEqualTo("Join");
        }
    }
}
