package xooai.designer.shared;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What a search popup finds for what is typed, best first.
public final class SearchModel {
    private final List<SearchItem> all;
    private final ObservableList<SearchItem> found = FXCollections.observableArrayList();

    private record Scored(SearchItem item, int score) {}

    /// A search over those items.
    public SearchModel(List<SearchItem> all) {
        this.all = List.copyOf(all);
        found.setAll(all);
    }

    /// What is found now.
    public ObservableList<SearchItem> found() {
        return found;
    }

    /// Searches for that.
    public void search(String typed) {
        List<Scored> scored = new ArrayList<>();
        for (SearchItem item : all) {
            int score = Math.max(Fuzzy.score(typed, item.title()), Fuzzy.score(typed, item.detail()) - 200);
            if (score >= 0 || typed.isBlank()) {
                scored.add(new Scored(item, score));
            }
        }
        scored.sort(Comparator.comparingInt(Scored::score).reversed());
        found.setAll(scored.stream().map(Scored::item).toList());
    }
}
