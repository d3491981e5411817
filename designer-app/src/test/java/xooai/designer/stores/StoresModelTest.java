package xooai.designer.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import xooai.designer.files.Settings;
import xooai.designer.shared.FxThread;
import xooai.doc.XooaiException;
import xooai.store.FetchPolicy;
import xooai.store.Stores;

/// Stores are kept in the settings, opened when they are used, closed when they are changed, and hold no secret.
final class StoresModelTest {
    @TempDir
    Path home;

    private OpenStores open;
    private StoresModel model;

    @BeforeAll
    static void start() throws TimeoutException {
        Platform.setImplicitExit(false);
        FxToolkit.registerPrimaryStage();
    }

    @BeforeEach
    void openSettings() {
        open = new OpenStores(Map.of(), home.resolve("cache/xooai/content"));
        model = new StoresModel(Settings.in(home), open);
    }

    private String directory(String name) {
        return home.resolve(name).toString();
    }

    @Test
    void storesAreRememberedInTheirOrderForTheirOwnerAlone() throws Exception {
        model.add("media", directory("a"));
        model.add("archive", directory("b"));
        model.putFirst(model.stores().getLast());
        StoresModel again =
                new StoresModel(Settings.in(home), new OpenStores(Map.of(), home.resolve("cache/xooai/content")));
        assertThat(again.stores())
                .containsExactly(new NamedStore("archive", directory("b")), new NamedStore("media", directory("a")));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("settings.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anAddressWithASecretIsRefusedWithoutShowingItAndNothingIsKept() {
        for (String address : List.of(
                "s3://AKIA123:s3cr3t@bucket",
                "s3://AKIA123%3As3cr3t%40bucket/x//a@b",
                "s3://bucket?endpoint=https://user:s3cr3t@host",
                "s3://bucket?secret_access_key=s3cr3t",
                "s3://bucket?region=x&X-Amz-Signature=s3cr3t",
                "s3://bucket?access%5Fkey=s3cr3t")) {
            assertThatThrownBy(() -> model.add("media", address))
                    .as(address)
                    .isInstanceOf(XooaiException.class)
                    .hasMessageContaining("An address holds no keys")
                    .hasMessageContaining("AWS_ACCESS_KEY_ID")
                    .hasMessageNotContaining("s3cr3t");
        }
        assertThat(model.stores()).isEmpty();
        assertThat(home.resolve("settings.json")).doesNotExist();
    }

    @Test
    void namesAndAddressesThatAreNoneAreRefused() {
        model.add("media", directory("a"));
        assertThatThrownBy(() -> model.add("media", directory("b"))).hasMessageContaining("already");
        assertThatThrownBy(() -> model.add("My Store", directory("b"))).hasMessageContaining("no name of a store");
        assertThatThrownBy(() -> model.add("other", "relative/path")).hasMessageContaining("whole path");
        assertThatThrownBy(() -> model.add("other", " ")).hasMessageContaining("has an address");
        assertThat(model.stores()).hasSize(1);
    }

    @Test
    void aStoreIsOpenedByItsFirstUseAndClosedWhenItIsChanged() throws Exception {
        TestStores.Held held = TestStores.named("lazy");
        model.add("media", "test://lazy");
        Stores stores = open.in(FetchPolicy.NONE).stores();
        assertThat(stores.names()).containsExactly("media");
        assertThat(held.opened).hasValue(0);
        stores.put(new ByteArrayInputStream(new byte[100]), null);
        stores.put(new ByteArrayInputStream(new byte[200]), null);
        assertThat(held.opened).hasValue(1);
        model.add("other", directory("b"));
        assertThat(open.in(FetchPolicy.NONE).stores().get("media")).isSameAs(stores.get("media"));
        assertThat(held.closed).hasValue(0);
        model.replace(model.stores().getFirst(), "media", directory("c"));
        until(() -> held.closed.get() == 1);
        assertThatThrownBy(() -> stores.put(new ByteArrayInputStream(new byte[1]), null))
                .hasMessageContaining("taken out of the settings, or changed");
    }

    @Test
    void aStoreThatCannotBeOpenedFailsWhatNeedsItAndNothingElse() {
        TestStores.named("locked").refuse("it may not be used");
        model.add("media", "test://locked");
        FetchPolicy policy = open.in(FetchPolicy.NONE);
        assertThat(policy.stores().givesLinks()).isFalse();
        assertThatThrownBy(() -> policy.stores().put(new ByteArrayInputStream(new byte[1]), null))
                .hasMessageContaining("it may not be used");
    }

    @Test
    void aTestOfAStoreSaysInWordsThatItWorks() throws Exception {
        model.add("media", directory("works"));
        assertThat(tested())
                .isInstanceOfSatisfying(
                        StoresModel.Check.Works.class,
                        works -> assertThat(works.words())
                                .startsWith("Works: 1 KiB put and got back in ")
                                .endsWith("One content may have 4 GiB."));
    }

    @Test
    void aTestSaysWhyAStoreDoesNotWork() throws Exception {
        Files.writeString(home.resolve("file"), "no directory");
        model.add("media", directory("file"));
        assertThat(why(tested())).contains("open the store").contains("exists already");
        TestStores.named("wrong").damage();
        model.replace(model.stores().getFirst(), "media", "test://wrong");
        assertThat(why(tested())).isEqualTo("The store answers, but what came back is not what was put");
        model.replace(model.stores().getFirst(), "media", "gopher://x");
        assertThat(why(tested()))
                .contains("no store for `gopher:` is installed")
                .contains("s3");
    }

    @Test
    void aTestThatGetsNoAnswerEndsAndOneThatIsStoppedSaysNothing() throws Exception {
        TestStores.Held held = TestStores.named("silent");
        held.standStill();
        StoresModel hasty = new StoresModel(Settings.in(home), open, Duration.ofMillis(200));
        hasty.add("media", "test://silent");
        NamedStore store = hasty.stores().getFirst();
        onFx(() -> {
            hasty.test(store);
            return true;
        });
        until(() -> hasty.checks().get(store) instanceof StoresModel.Check.Fails);
        until(() -> held.interrupted.get() == 1);
        onFx(() -> {
            model.add("media", "test://silent");
            model.test(store);
            return true;
        });
        until(held::stands);
        onFx(() -> {
            model.stopTest(store);
            assertThat(model.checks()).isEmpty();
            return true;
        });
        until(() -> held.interrupted.get() == 2);
    }

    @Test
    void theCacheIsCountedAndClearedAndSaysHowMuchWasFreed() throws Exception {
        open.cache();
        Path content = home.resolve("cache/xooai/content/content/ab/" + "c".repeat(62));
        Files.createDirectories(content.getParent());
        Files.write(content, new byte[5 << 20]);
        CacheModel cache = new CacheModel(open);
        onFx(() -> {
            cache.count();
            return true;
        });
        until(() -> cache.stateProperty().get() instanceof CacheModel.State.Holds);
        assertThat(onFx(() -> cache.stateProperty().get()))
                .isEqualTo(new CacheModel.State.Holds(5 << 20, 16L << 30, ""));
        onFx(() -> {
            cache.clear();
            return true;
        });
        until(() -> cache.stateProperty().get() instanceof CacheModel.State.Holds);
        assertThat(onFx(() -> cache.stateProperty().get()))
                .isEqualTo(new CacheModel.State.Holds(0, 16L << 30, "Freed 5 MiB."));
        assertThat(content).doesNotExist();
    }

    @Test
    void aCacheThatCannotBeUsedIsASentenceAndRunsDoWithoutIt() throws Exception {
        Files.writeString(home.resolve("cache"), "no directory");
        assertThat(open.in(FetchPolicy.NONE).cache()).isNull();
        CacheModel cache = new CacheModel(open);
        onFx(() -> {
            cache.count();
            return true;
        });
        until(() -> cache.stateProperty().get() instanceof CacheModel.State.Unusable);
    }

    private StoresModel.Check tested() throws Exception {
        NamedStore store = model.stores().getFirst();
        onFx(() -> {
            model.test(store);
            return true;
        });
        until(() -> !(model.checks().get(store) instanceof StoresModel.Check.Testing));
        return onFx(() -> model.checks().get(store));
    }

    private static String why(StoresModel.Check check) {
        assertThat(check).isInstanceOf(StoresModel.Check.Fails.class);
        return ((StoresModel.Check.Fails) check).why();
    }

    private static void until(Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!onFx(holds)) {
            assertThat(System.nanoTime()).as("it never became so").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static <T> T onFx(Callable<T> action) throws Exception {
        FutureTask<T> task = new FutureTask<>(action);
        FxThread.run(task);
        return task.get(30, TimeUnit.SECONDS);
    }
}
