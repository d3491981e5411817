package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
/// A quarter of what is measured has to keep to it: the machine has other work too, and warms up.
final class SearchSpeedTest {
    private static final int ENTRIES = 1_000;
    private static final int TIMES = 40;
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

    @Test
    void aThousandEntriesAreOpenAtOnceAndFilteredWithEachKey() {
        try (DesignerUi ui = DesignerUi.open(home, 1360, 860)) {
            List<SearchItem> entries =
                    DesignerUi.onFx(() -> entries(ui.designer.models().palette.items()));
            List<Long> opened = new ArrayList<>();
            List<Long> filtered = new ArrayList<>();
            for (int time = 0; time < TIMES; time++) {
                DesignerUi.onFx(() -> {
                    long start = System.nanoTime();
                    new SearchPopup(ui.designer.overlay(), new SearchModel(entries), "Add", "Nothing").showAt(200, 200);
                    laidOut(ui);
                    opened.add(System.nanoTime() - start);
                    TextField field = (TextField) ui.scene().lookup("#search-field");
                    for (String typed : Arrays.asList("t", "te", "tex", "text", "tex", "te", "u", "up", "upp")) {
                        start = System.nanoTime();
                        field.setText(typed);
                        laidOut(ui);
                        filtered.add(System.nanoTime() - start);
                    }
                    ui.designer.overlay().hide();
                    return true;
                });
            }
            System.out.println("search: opens in " + quick(opened) + ", filters in " + quick(filtered));
            assertThat(quick(opened)).isLessThanOrEqualTo(OPENS);
            assertThat(quick(filtered)).isLessThanOrEqualTo(FILTERS);
        }
    }

    @Test
    void whatFitsIsFoundByTheOneCheckerInTime() {
        try (DesignerUi ui = DesignerUi.open(home, 1360, 860)) {
            NodeSearch search =
                    new NodeSearch(ui.designer.models().palette, ui.designer.models().design, ui.designer.overlay());
            List<Long> took = new ArrayList<>();
            for (int time = 0; time < TIMES; time++) {
                DesignerUi.onFx(() -> {
                    long start = System.nanoTime();
                    search.showAt(300, 300, new PortRef("e1", PortRef.Side.OUT), _ -> {});
                    laidOut(ui);
                    took.add(System.nanoTime() - start);
                    ui.designer.overlay().hide();
                    return true;
                });
            }
            System.out.println("search of what fits: opens in " + quick(took));
            assertThat(quick(took)).isLessThanOrEqualTo(OPENS);
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
