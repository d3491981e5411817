package xooai.designer.palette;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import xooai.designer.files.Sample;
import xooai.designer.palette.PaletteRow.Group;
import xooai.designer.palette.PaletteRow.Item;
import xooai.designer.palette.PaletteRow.Note;
import xooai.designer.palette.PaletteRow.SampleItem;
import xooai.designer.shared.Fuzzy;
import xooai.doc.DocSchema;
import xooai.driver.Description;
import xooai.driver.EndpointDescription;
import xooai.flow.NodeSpec;

/// The rows of the palette for what is typed in its search. Confined to the FX thread.
public final class PaletteModel {
    private static final String EXECUTOR = "Executor";

    private final Catalog catalog;
    private final List<Sample> samples;
    private final ObservableList<PaletteRow> rows = FXCollections.observableArrayList();
    private String typed = "";

    /// A palette of what that catalog knows, and of those samples.
    public PaletteModel(Catalog catalog, List<Sample> samples) {
        this.catalog = catalog;
        this.samples = List.copyOf(samples);
        catalog.listen(this::refresh);
        refresh();
    }

    /// The rows.
    public ObservableList<PaletteRow> rows() {
        return rows;
    }

    /// Shows what fits what was typed; everything for nothing.
    public void search(String text) {
        typed = text;
        refresh();
    }

    /// Everything that a flow can be made of.
    public List<Item> items() {
        List<Item> items = new ArrayList<>();
        localGroups().values().forEach(items::addAll);
        catalog.remotes().forEach(remote -> items.addAll(remoteItems(remote)));
        return items;
    }

    private void refresh() {
        List<PaletteRow> all = new ArrayList<>();
        localGroups().forEach((group, items) -> addGroup(all, new Group(group, null, false), items));
        for (Catalog.Remote remote : catalog.remotes()) {
            addRemote(all, remote);
        }
        List<SampleItem> shown = samples.stream()
                .map(sample -> new SampleItem(sample.title(), sample))
                .filter(row -> fits(row.title()) || fits(row.sample().name()))
                .toList();
        if (!shown.isEmpty()) {
            all.add(new Group("Samples", null, false));
            all.addAll(shown);
        }
        if (all.isEmpty()) {
            all.add(new Note(
                    typed.isBlank()
                            ? "No executors are installed"
                            : "Nothing is called “" + typed.strip()
                                    + "”. Try another word, or add the address that serves it below.",
                    false));
        }
        if (!all.equals(rows)) {
            rows.setAll(all);
        }
    }

    private void addGroup(List<PaletteRow> all, Group group, List<Item> items) {
        List<Item> shown = items.stream().filter(this::fits).toList();
        if (!shown.isEmpty()) {
            all.add(group);
            all.addAll(shown);
        }
    }

    private void addRemote(List<PaletteRow> all, Catalog.Remote remote) {
        List<Item> shown = remoteItems(remote).stream().filter(this::fits).toList();
        if (!typed.isBlank() && shown.isEmpty()) {
            return;
        }
        all.add(new Group(remote.address(), remote.address(), remote.work() != null));
        all.addAll(shown);
        if (remote.work() != null) {
            all.add(new Note("Asking what it serves…", false));
        } else if (remote.failure() != null) {
            all.add(new Note(remote.failure(), true));
        } else if (remote.descriptions().isEmpty()) {
            all.add(new Note("Not asked yet: refresh to connect", false));
        }
    }

    private boolean fits(Item item) {
        return fits(item.title()) || fits(item.detail());
    }

    private boolean fits(String text) {
        return typed.isBlank() || Fuzzy.score(typed, text) >= 0;
    }

    private Map<String, List<Item>> localGroups() {
        Map<String, List<Item>> groups = new LinkedHashMap<>();
        for (Catalog.Local local : catalog.locals()) {
            String className = local.entry().className();
            List<Item> group = groups.computeIfAbsent(groupOf(className), _ -> new ArrayList<>());
            Description description = local.description();
            for (String endpoint : local.entry().endpoints()) {
                group.add(
                        localItem(className, endpoint, local.entry().endpoints().size(), description));
            }
        }
        groups.values().forEach(group -> group.sort(Comparator.comparing(Item::title)));
        return groups;
    }

    private static Item localItem(String className, String endpoint, int siblings, @Nullable Description description) {
        String simple = className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
        EndpointDescription known = description == null ? null : description.endpoint(endpoint);
        String named = simple.length() > EXECUTOR.length() ? simple.replaceFirst(EXECUTOR + "$", "") : simple;
        String executor = words(named);
        NodeSpec node = NodeSpec.of(siblings == 1 ? snake(named) : endpoint, "class:" + className)
                .withOn(endpoint);
        return siblings == 1
                ? new Item(executor, endpoint.equalsIgnoreCase(executor) ? "" : endpoint, types(known), node, known)
                : new Item(words(endpoint), executor, types(known), node, known);
    }

    private static List<Item> remoteItems(Catalog.Remote remote) {
        List<Item> items = new ArrayList<>();
        for (Description description : remote.descriptions()) {
            for (EndpointDescription endpoint : description.endpoints()) {
                String path = remote.address() + "/" + description.name()
                        + (endpoint.path().isEmpty() ? "" : "/" + endpoint.path());
                boolean alone = description.endpoints().size() == 1;
                String name = alone ? description.name() : endpoint.path();
                String endpointOrFlow = endpoint.path().isEmpty() ? "flow" : endpoint.path();
                String detail = alone ? endpointOrFlow : description.name();
                items.add(new Item(name, detail, types(endpoint), NodeSpec.of(name, path), endpoint));
            }
        }
        return items;
    }

    private static String types(@Nullable EndpointDescription endpoint) {
        return endpoint == null
                ? ""
                : spoken(endpoint.input(), endpoint.kind().streamsIn()) + " → "
                        + spoken(endpoint.output(), endpoint.kind().streamsOut());
    }

    private static String spoken(DocSchema schema, boolean streams) {
        return streams ? "stream of " + schema.typeName() : schema.typeName();
    }

    /// The group of a class: the sample that it belongs to, else the last part of its package, as words.
    private String groupOf(String className) {
        int end = className.lastIndexOf('.');
        if (end < 0) {
            return "Executors";
        }
        String last = className.substring(className.lastIndexOf('.', end - 1) + 1, end);
        for (Sample sample : samples) {
            if (sample.name().replace("-", "").equals(last)) {
                return capital(sample.name().replace('-', ' '));
            }
        }
        return capital(last.replace('_', ' '));
    }

    private static String words(String camel) {
        return capital(camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT));
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String snake(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
