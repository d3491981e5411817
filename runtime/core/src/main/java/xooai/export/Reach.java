package xooai.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Adds executors to a plan, with all they need and nothing else.
///
/// From a place that holds executors come the classes that are reached, the resources in their folders, and
/// those in folders without classes. A library, any other place, comes as a whole as soon as one of its
/// classes is reached: libraries find their own parts by ways that cannot be followed.
final class Reach {
    private final Plan plan;
    private final Origins origins;

    /// The entries of all parts, of those too that this jar goes without.
    private final Set<String> ofParts;

    /// The entries of the parts that this jar has.
    private final Set<String> inParts;

    private final Set<String> seen = new HashSet<>();
    private final Deque<String> queue = new ArrayDeque<>();

    /// The entries that were reached in each place that holds executors.
    private final Map<Origin, Set<String>> chosen = new LinkedHashMap<>();

    private final Set<Origin> whole = new LinkedHashSet<>();

    /// @param plan holds the parts already
    Reach(Plan plan, Origins origins, Set<String> ofParts) {
        this.plan = plan;
        this.origins = origins;
        this.ofParts = ofParts;
        this.inParts = Set.copyOf(plan.items().keySet());
    }

    /// Adds those executors.
    ///
    /// @return the names of the places they and what they need came from
    List<String> include(Collection<String> classNames) throws IOException {
        for (String className : classNames) {
            String internal = className.replace('.', '/');
            Origin origin = origins.of(Layout.entryOf(internal));
            if (origin != null && !inParts.contains(Layout.entryOf(internal))) {
                chosen.putIfAbsent(origin, new TreeSet<>());
            }
            enqueue(internal);
        }
        walk();
        while (reachProviders()) {
            walk();
        }
        for (Map.Entry<Origin, Set<String>> place : chosen.entrySet()) {
            addResources(place.getKey(), place.getValue());
        }
        Set<String> labels = new LinkedHashSet<>();
        chosen.keySet().forEach(origin -> labels.add(origin.label()));
        whole.forEach(origin -> labels.add(origin.label()));
        return List.copyOf(labels);
    }

    /// Adds those entries, wherever they are.
    void includeResources(Collection<String> entries) throws IOException {
        for (String entry : entries) {
            Origin origin = origins.of(entry);
            if (origin != null && !plan.has(entry)) {
                plan.add(entry, origin);
            }
        }
    }

    private void enqueue(String internalName) {
        if (seen.add(internalName)) {
            queue.add(internalName);
        }
    }

    private void walk() throws IOException {
        for (String name = queue.poll(); name != null; name = queue.poll()) {
            visit(Layout.entryOf(name));
        }
    }

    private void visit(String entry) throws IOException {
        Origin origin = inParts.contains(entry) ? null : origins.of(entry);
        if (origin == null || !origin.has(entry)) {
            return;
        }
        if (!chosen.containsKey(origin) && (origin.hasExecutorIndex() || origin.holdsRuntime())) {
            chosen.put(origin, new TreeSet<>());
            addLicences(origin);
        }
        Set<String> reached = chosen.get(origin);
        if (reached != null) {
            reached.add(entry);
            plan.add(entry, origin);
        } else if (whole.add(origin)) {
            addWhole(origin);
        }
        References.of(origin.read(entry)).forEach(this::enqueue);
    }

    /// Whoever's classes leave, their licence leaves with them.
    private void addLicences(Origin origin) throws IOException {
        for (String entry : origin.entries()) {
            if (Plan.isLicence(entry)) {
                plan.add(entry, origin);
            }
        }
    }

    private void addWhole(Origin library) throws IOException {
        for (String entry : library.entries()) {
            plan.add(entry, library);
            if (entry.startsWith(Layout.SERVICES)) {
                providers(library, entry).forEach(provider -> enqueue(provider.replace('.', '/')));
            }
        }
    }

    /// Reaches the providers of services that somebody in the flow jar may ask for.
    ///
    /// @return whether there is more to walk
    private boolean reachProviders() throws IOException {
        for (Origin origin : Set.copyOf(chosen.keySet())) {
            for (String entry : origin.entries()) {
                if (entry.startsWith(Layout.SERVICES) && isAskedFor(entry.substring(Layout.SERVICES.length()))) {
                    ownProviders(origin, entry).forEach(provider -> enqueue(provider.replace('.', '/')));
                }
            }
        }
        return !queue.isEmpty();
    }

    private boolean isAskedFor(String service) throws IOException {
        String entry = Layout.entryOf(service.replace('.', '/'));
        return plan.has(entry) || service.startsWith("java.") || service.startsWith("javax.");
    }

    /// The providers that the place itself holds, without those that are a part's matter.
    private List<String> ownProviders(Origin origin, String entry) throws IOException {
        return providers(origin, entry).stream()
                .filter(provider -> {
                    String file = Layout.entryOf(provider.replace('.', '/'));
                    return origin.has(file) && !ofParts.contains(file);
                })
                .toList();
    }

    private static List<String> providers(Origin origin, String entry) throws IOException {
        return new String(origin.read(entry), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private void addResources(Origin origin, Set<String> classes) throws IOException {
        Set<String> all = folders(origin.entries());
        Set<String> reached = folders(classes);
        for (String entry : new TreeSet<>(origin.entries())) {
            if (entry.endsWith(".class")) {
                continue;
            }
            if (entry.equals(Layout.EXECUTORS)) {
                addLines(origin, entry, line -> classes.contains(indexedClass(line)));
            } else if (entry.startsWith(Layout.SERVICES)) {
                addLines(origin, entry, line -> classes.contains(Layout.entryOf(line.replace('.', '/'))));
            } else if (belongs(entry, all, reached, origin)) {
                plan.add(entry, origin);
            }
        }
    }

    private static String indexedClass(String line) {
        return Layout.entryOf(line.split("[\\s=:]", 2)[0].replace('.', '/'));
    }

    private void addLines(Origin origin, String entry, Predicate<String> wanted) throws IOException {
        String lines = new String(origin.read(entry), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> wanted.test(line.strip()))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        if (!lines.isEmpty()) {
            plan.add(entry, origin.label(), lines.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Set<String> folders(Collection<String> entries) {
        return entries.stream()
                .filter(entry -> entry.endsWith(".class") && entry.indexOf('/') > 0)
                .map(Layout::folderOf)
                .collect(Collectors.toSet());
    }

    private static boolean belongs(String entry, Set<String> all, Set<String> reached, Origin origin) {
        if (entry.startsWith("META-INF/xooai/")) {
            return false;
        }
        String folder = Layout.folderOf(entry);
        while (!folder.isEmpty() && !all.contains(folder)) {
            folder = Layout.folderOf(folder.substring(0, folder.length() - 1));
        }
        return folder.isEmpty() ? !origin.holdsRuntime() : reached.contains(folder);
    }
}
