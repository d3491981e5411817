package xooai.designer.shared;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What a search popup finds for what is typed, best first.
public final class SearchModel {
    private final List<SearchItem> all;
    private final List<SearchItem> otherwise;
    private final ObservableList<SearchItem> found = FXCollections.observableArrayList();

    private record Scored(SearchItem item, int score) {}

    /// A search over those items.
    public SearchModel(List<SearchItem> all) {
        this(all, List.of());
    }

    /// A search over those items, and over others once something is typed that none of the first is called.
    public SearchModel(List<SearchItem> all, List<SearchItem> otherwise) {
        this.all = List.copyOf(all);
        this.otherwise = List.copyOf(otherwise);
        found.setAll(all);
    }

    /// What is found now.
    public ObservableList<SearchItem> found() {
        return found;
    }

    /// Searches for that.
    public void search(String typed) {
        List<SearchItem> first = search(all, typed);
        found.setAll(first.isEmpty() && !typed.isBlank() ? search(otherwise, typed) : first);
    }

    private static List<SearchItem> search(List<SearchItem> items, String typed) {
        List<Scored> scored = new ArrayList<>();
        for (SearchItem item : items) {
            int score = Math.max(Fuzzy.score(typed, item.title()), Fuzzy.score(typed, item.detail()) - 200);
            if (score >= 0 || typed.isBlank()) {
                scored.add(new Scored(item, score));
            }
        }
        scored.sort(Comparator.comparingInt(Scored::score).reversed());
        return scored.stream().map(Scored::item).toList();
    }
}
