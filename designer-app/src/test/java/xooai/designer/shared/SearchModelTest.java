package xooai.designer.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SearchModelTest {
    @Test
    void aThousandEntriesAreFilteredWithinAFrame() {
        List<SearchItem> items = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            items.add(new SearchItem("Executor " + i, "endpoint of number " + i, "", true, () -> {}));
        }
        SearchModel model = new SearchModel(items);
        for (int i = 0; i < 50; i++) {
            model.search("warm " + i);
        }
        long start = System.nanoTime();
        model.search("exec 77");
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertThat(model.found()).isNotEmpty();
        assertThat(millis).isLessThan(100);
    }

    @Test
    void titlesComeBeforeDetails() {
        SearchModel model = new SearchModel(List.of(item("Lower", "upper part"), item("Upper", "text")));
        model.search("upper");
        assertThat(model.found()).extracting(SearchItem::title).containsExactly("Upper", "Lower");
    }

    private static SearchItem item(String title, String detail) {
        return new SearchItem(title, detail, "", true, () -> {});
    }
}
