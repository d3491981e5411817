package xooai.designer.stores;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;
import xooai.designer.files.Settings;
import xooai.designer.shared.FxThread;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// The stores of the settings, the one that takes new content first, and what came of testing them. Every change is
/// kept at once. Confined to the FX thread.
public final class StoresModel {
    private static final String KEY = "stores";

    private final Settings settings;
    private final OpenStores open;
    private final Duration patience;
    private final ObservableList<NamedStore> stores = FXCollections.observableArrayList();
    private final ObservableMap<NamedStore, Check> checks = FXCollections.observableHashMap();
    private String problem = "";

    /// What came of testing a store.
    sealed interface Check {
        /// It is being tested.
        record Testing(Work<String> work) implements Check {}

        /// It works.
        record Works(String words) implements Check {}

        /// It does not, for that reason.
        record Fails(String why) implements Check {}
    }

    /// The stores of those settings, used by those.
    public StoresModel(Settings settings, OpenStores open) {
        this(settings, open, Duration.ofSeconds(15));
    }

    /// @param patience how long a test may take
    StoresModel(Settings settings, OpenStores open, Duration patience) {
        this.settings = settings;
        this.open = open;
        this.patience = patience;
        for (String line : settings.texts(KEY)) {
            try {
                add(NamedStore.parse(line));
            } catch (XooaiException e) {
                problem = "A store of the settings is left out: " + e.error().message();
            }
        }
        open.use(stores);
    }

    /// The stores.
    ObservableList<NamedStore> stores() {
        return stores;
    }

    /// What came of testing them; nothing for those that were not.
    ObservableMap<NamedStore, Check> checks() {
        return checks;
    }

    /// Why a store of the settings is not used; empty when all are.
    String problem() {
        return problem;
    }

    /// Adds a store, after the others.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when the name or the address is none or the name is taken,
    ///     FAILED_PRECONDITION when it cannot be kept
    public void add(String name, String address) {
        List<NamedStore> before = List.copyOf(stores);
        add(NamedStore.of(name, address));
        keep(before);
    }

    private void add(NamedStore store) {
        checkFree(store, null);
        stores.add(store);
    }

    /// Puts another one in the place of a store.
    ///
    /// @throws XooaiException as [#add(String, String)] does
    void replace(NamedStore store, String name, String address) {
        NamedStore changed = NamedStore.of(name, address);
        checkFree(changed, store);
        List<NamedStore> before = List.copyOf(stores);
        stores.set(stores.indexOf(store), changed);
        keep(before);
    }

    private void checkFree(NamedStore store, @Nullable NamedStore instead) {
        for (NamedStore each : stores) {
            if (each.name().equals(store.name()) && !each.equals(instead)) {
                throw new XooaiException(Code.INVALID_ARGUMENT, "There is a store `" + store.name() + "` already");
            }
        }
    }

    /// Takes a store out; what is in it stays there.
    ///
    /// @throws XooaiException with FAILED_PRECONDITION when that cannot be kept
    void remove(NamedStore store) {
        List<NamedStore> before = List.copyOf(stores);
        stores.remove(store);
        keep(before);
    }

    /// Takes all stores out.
    ///
    /// @throws XooaiException with FAILED_PRECONDITION when that cannot be kept
    public void clear() {
        List<NamedStore> before = List.copyOf(stores);
        stores.clear();
        keep(before);
    }

    /// Puts a store first, so that it takes new content.
    ///
    /// @throws XooaiException with FAILED_PRECONDITION when that cannot be kept
    void putFirst(NamedStore store) {
        List<NamedStore> before = List.copyOf(stores);
        List<NamedStore> after = new ArrayList<>(before);
        after.remove(store);
        after.addFirst(store);
        stores.setAll(after);
        keep(before);
    }

    private void keep(List<NamedStore> before) {
        settings.set(KEY, stores.stream().map(NamedStore::line).toList());
        try {
            settings.save();
        } catch (IOException e) {
            stores.setAll(before);
            settings.set(KEY, before.stream().map(NamedStore::line).toList());
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "Tried to keep the settings in " + settings.directory() + ": " + e.getMessage(),
                    e);
        }
        checks.keySet().stream()
                .filter(store -> !stores.contains(store))
                .toList()
                .forEach(this::forget);
        open.use(List.copyOf(stores));
    }

    private void forget(NamedStore store) {
        stopTest(store);
        checks.remove(store);
    }

    /// Puts a little content into a store and gets it back, off the FX thread.
    void test(NamedStore store) {
        if (checks.get(store) instanceof Check.Testing) {
            return;
        }
        Work<String> work = Work.start(
                "test the store " + store.name(),
                patience,
                _ -> ConnectionTest.of(store, open.environment()),
                outcome -> ended(store, outcome));
        if (work.isRunning()) {
            checks.put(store, new Check.Testing(work));
            CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> FxThread.run(() -> giveUp(store, work)));
        }
    }

    private void giveUp(NamedStore store, Work<String> work) {
        if (work.isRunning()) {
            work.cancel();
            checks.put(store, new Check.Fails("It did not answer within " + patience.toSeconds() + " s."));
        }
    }

    /// Stops a test that goes on.
    void stopTest(NamedStore store) {
        if (checks.get(store) instanceof Check.Testing testing) {
            testing.work().cancel();
        }
    }

    private void ended(NamedStore store, Outcome<String> outcome) {
        if (!stores.contains(store)) {
            return;
        }
        switch (outcome) {
            case Outcome.Done<String> done -> checks.put(store, new Check.Works(done.value()));
            case Outcome.Failed<String> failed ->
                checks.put(store, new Check.Fails(failed.error().message()));
            case Outcome.Cancelled<String> _ -> checks.remove(store);
        }
    }

    /// Closes what is open; a test that goes on is stopped.
    public void close() {
        List.copyOf(checks.keySet()).forEach(this::stopTest);
        open.close();
    }
}
