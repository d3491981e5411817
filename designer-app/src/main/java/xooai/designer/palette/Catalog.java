package xooai.designer.palette;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import xooai.designer.shared.FxThread;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Schemes;
import xooai.designer.shared.Work;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.ConnectSettings;
import xooai.driver.Connection;
import xooai.driver.Context;
import xooai.driver.Description;
import xooai.driver.Driver;
import xooai.driver.HostPins;
import xooai.driver.HostTokens;
import xooai.driver.Trust;
import xooai.executor.Executors;
import xooai.flow.NodeSpec;

/// What is known of executors: those that the class path lists, and those that answered at an address.
///
/// A class is loaded only when the index names it, never because a flow file does; an address is called only
/// when a person asks for it. Confined to the FX thread; what takes time is done elsewhere and told there.
public final class Catalog {
    private static final Pattern OF_CERTIFICATES = Pattern.compile("(?i)certif|PKIX|hostname|handshake|TLS|SSL");

    private static final int MOST_CONFIGURED = 256;

    /// For how long what executors say of themselves is gathered before it is told.
    private static final Duration TOGETHER = Duration.ofMillis(150);

    private final ClassLoader base;
    private final Map<Path, URL> jars = new LinkedHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Local> locals = new LinkedHashMap<>();
    private final Map<String, Remote> remotes = new LinkedHashMap<>();
    private final Set<String> installed;
    private final Map<Configured, Description> configured = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Configured, Description> eldest) {
            return size() > MOST_CONFIGURED;
        }
    };
    private ClassLoader loader;
    private Supplier<@Nullable String> gateway = () -> null;
    private Supplier<HostTokens> tokens = () -> HostTokens.NONE;
    private Supplier<HostPins> pins = () -> HostPins.NONE;

    /// An executor of the class path.
    ///
    /// @param description what it says of itself; null until it is loaded, or when it cannot be
    /// @param failure why it cannot be loaded, or null
    /// @param saysTypes whether it is its configuration that says what it takes and gives
    public record Local(
            Executors.Entry entry,
            @Nullable Description description,
            @Nullable String failure,
            boolean saysTypes) {

        static Local unknown(Executors.Entry entry) {
            return new Local(entry, null, null, false);
        }
    }

    /// An executor in one of its configurations.
    private record Configured(String className, Map<String, @Nullable Object> config) {}

    /// What was found at an address.
    ///
    /// @param address scheme, host and port
    /// @param descriptions what is served there; empty until it has answered
    /// @param failure why it did not answer, or null
    /// @param untrusted the fingerprint of the certificate that it shows and that is not trusted, or null
    /// @param work what is going on, or null
    public record Remote(
            String address,
            List<Description> descriptions,
            @Nullable String failure,
            @Nullable String untrusted,
            @Nullable Work<?> work) {
        public Remote {
            descriptions = List.copyOf(descriptions);
        }

        static Remote failed(String address, String why, @Nullable String untrusted) {
            return new Remote(address, List.of(), why, untrusted, null);
        }
    }

    /// What an address answered.
    ///
    /// @param untrusted the fingerprint of a certificate that is not trusted, so that nothing was asked; or null
    private record Answer(
            List<Description> descriptions, @Nullable String untrusted) {}

    /// What that class path lists. Nothing of it is loaded before [#describeLocals()].
    public Catalog(ClassLoader base) {
        this.base = base;
        this.loader = base;
        readIndex();
        installed = Set.copyOf(locals.keySet());
    }

    private void readIndex() {
        for (Executors.Entry entry : Executors.index(loader)) {
            locals.putIfAbsent(entry.className(), Local.unknown(entry));
        }
    }

    /// Calls the listener whenever more is known.
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /// Says where the flow's gateway is asked for.
    public void setGateway(Supplier<@Nullable String> supplier) {
        gateway = supplier;
    }

    /// Says where the tokens for remote hosts are asked for.
    public void setTokens(Supplier<HostTokens> supplier) {
        tokens = supplier;
    }

    /// Says where it is asked for which hosts are known by one certificate.
    public void setPins(Supplier<HostPins> supplier) {
        pins = supplier;
    }

    /// The loader of local executors, with the jars that a person added.
    public ClassLoader loader() {
        return loader;
    }

    /// The executors of the class path, in order of the index.
    public List<Local> locals() {
        return List.copyOf(locals.values());
    }

    /// Whether of each executor of the class path it is known what it says of itself, or why that is not known.
    public boolean areLocalsDescribed() {
        return locals.values().stream().allMatch(local -> local.description() != null || local.failure() != null);
    }

    /// The addresses that a person added, in order.
    public List<Remote> remotes() {
        return List.copyOf(remotes.values());
    }

    /// Loads and describes the executors of the class path that are not described yet, one after another.
    public Work<?> describeLocals() {
        List<Executors.Entry> open = locals.values().stream()
                .filter(local -> local.description() == null && local.failure() == null)
                .map(Local::entry)
                .toList();
        ClassLoader from = loader;
        return Work.start(
                "describe executors",
                progress -> {
                    List<Local> found = new ArrayList<>();
                    long toldAt = System.nanoTime();
                    for (Executors.Entry entry : open) {
                        progress.context().check();
                        found.add(describe(from, entry));
                        if (System.nanoTime() - toldAt > TOGETHER.toNanos()) {
                            List<Local> some = List.copyOf(found);
                            FxThread.run(() -> described(from, some));
                            found.clear();
                            toldAt = System.nanoTime();
                        }
                    }
                    return List.copyOf(found);
                },
                outcome -> described(
                        from, outcome instanceof Outcome.Done<List<Local>>(List<Local> rest) ? rest : List.of()));
    }

    /// Takes what some executors say of themselves, and tells of all at once: who listens looks at the whole flow.
    private void described(ClassLoader from, List<Local> found) {
        for (Local local : found) {
            String className = local.entry().className();
            if (from.equals(loader) || installed.contains(className)) {
                locals.put(className, local);
            }
        }
        tell();
    }

    private static Local describe(ClassLoader from, Executors.Entry entry) {
        try {
            return new Local(
                    entry,
                    Executors.describe(from, entry.className()),
                    null,
                    Executors.saysTypes(from, entry.className()));
        } catch (XooaiException | LinkageError e) {
            return new Local(entry, null, XooaiException.errorOf(e).message(), false);
        }
    }

    /// Adds the executors of a jar that a person consented to, in place of those that came from there before.
    ///
    /// @param origin where the person found it
    /// @param jar the file to load, which nobody changes any more
    public void addJar(Path origin, Path jar) {
        try {
            jars.put(origin, jar.toUri().toURL());
        } catch (MalformedURLException e) {
            throw new XooaiException(Code.INVALID_ARGUMENT, "Tried to add " + origin + ": " + e.getMessage(), e);
        }
        loader = new URLClassLoader(jars.values().toArray(URL[]::new), base);
        locals.keySet().retainAll(installed);
        configured.clear();
        readIndex();
        tell();
        describeLocals();
    }

    /// The scheme, host and port of what a person typed; HTTP where it names no scheme.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when it is no address, or one that no driver calls
    public static String addressOf(String typed) {
        String text = typed.strip();
        List<String> schemes = Schemes.remote();
        try {
            URI uri = URI.create(text.contains("://") ? text : "http://" + text);
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() == null) {
                throw new IllegalArgumentException("it names no host");
            }
            if (!schemes.contains(scheme)) {
                throw new XooaiException(
                        Code.INVALID_ARGUMENT,
                        "No driver for `" + scheme + "://` is installed: use " + String.join(", ", schemes));
            }
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return scheme + "://" + uri.getHost() + port;
        } catch (IllegalArgumentException e) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT,
                    text.isEmpty()
                            ? "Type an address such as http://127.0.0.1:8080"
                            : "`" + text + "` is no address such as http://127.0.0.1:8080",
                    e);
        }
    }

    /// Lists an address without calling it.
    public void remember(String address) {
        remotes.putIfAbsent(address, new Remote(address, List.of(), null, null, null));
        tell();
    }

    /// Forgets an address.
    public void forget(String address) {
        Remote remote = remotes.remove(address);
        if (remote != null && remote.work() != null) {
            remote.work().cancel();
        }
        tell();
    }

    /// Asks an address what it serves. Where its certificate is not trusted, nothing is asked, and what comes of it
    /// says which one it is.
    public Work<?> describeRemote(String address) {
        URI uri = URI.create(address);
        ConnectSettings settings =
                pins.get().apply(ConnectSettings.DEFAULT.withToken(tokens.get().of(uri)), uri);
        Work<Answer> work = Work.start(
                "describe " + address,
                progress -> {
                    progress.say("Asking " + address, -1);
                    return ask(uri, settings, progress.context());
                },
                outcome -> described(address, outcome));
        if (work.isRunning()) {
            remotes.put(address, new Remote(address, List.of(), null, null, work));
        }
        tell();
        return work;
    }

    private static Answer ask(URI uri, ConnectSettings settings, Context context) {
        try (Connection connection = Driver.of(uri.getScheme()).connect(uri, settings)) {
            return new Answer(connection.describe(context), null);
        } catch (XooaiException e) {
            String shown = mayBeUntrusted(uri, e) ? Trust.fingerprintAt(uri, context) : null;
            if (shown == null || shown.equals(settings.trust().fingerprint())) {
                throw e;
            }
            return new Answer(List.of(), shown);
        }
    }

    /// Whether it may be the certificate that kept the host from being asked.
    private static boolean mayBeUntrusted(URI uri, XooaiException e) {
        return e.code() == Code.UNAVAILABLE
                && Schemes.hasCertificate(uri.getScheme())
                && OF_CERTIFICATES.matcher(e.error().message()).find();
    }

    private void described(String address, Outcome<Answer> outcome) {
        Remote remote = switch (outcome) {
            case Outcome.Done<Answer> done
            when done.value().untrusted() != null ->
                Remote.failed(address, untrusted(address), done.value().untrusted());
            case Outcome.Done<Answer> done -> new Remote(address, done.value().descriptions(), null, null, null);
            case Outcome.Failed<Answer> failed ->
                Remote.failed(address, failed.error().message(), null);
            case Outcome.Cancelled<Answer> _ -> Remote.failed(address, "stopped", null);
        };
        if (remotes.containsKey(address)) {
            remotes.put(address, remote);
        }
        tell();
    }

    private String untrusted(String address) {
        return pins.get().of(URI.create(address)) == null
                ? "Its certificate is not trusted here; nothing was sent"
                : "It shows another certificate than the one you trusted; nothing was sent";
    }

    /// What is known of what a node runs, or null.
    public @Nullable Description known(NodeSpec node) {
        String use = node.use();
        if (use == null) {
            return null;
        }
        if (use.startsWith("class:")) {
            Local local = locals.get(use.substring("class:".length()));
            return local == null ? null : local.saysTypes() ? configured(local, node) : local.description();
        }
        String address = resolve(use);
        for (Remote remote : remotes.values()) {
            for (Description description : remote.descriptions()) {
                String at = remote.address() + "/" + description.name();
                if (address.equals(at) || address.startsWith(at + "/")) {
                    return description;
                }
            }
        }
        return null;
    }

    /// What a local executor says of itself with the configuration of that node: asked for again and again, and so
    /// made once.
    private @Nullable Description configured(Local local, NodeSpec node) {
        if (local.description() == null) {
            return null;
        }
        String className = local.entry().className();
        return configured.computeIfAbsent(
                new Configured(className, node.config()), key -> Executors.describe(loader, className, key.config()));
    }

    /// The loader of an executor of the class path that is loaded and described; null for every other class.
    public @Nullable ClassLoader loaderOf(String className) {
        Local local = locals.get(className);
        return local == null || local.description() == null ? null : loader;
    }

    /// Why what a node runs cannot be loaded, or null when it can, or when that is not known.
    public @Nullable String missing(NodeSpec node) {
        String use = node.use();
        if (use == null || !use.startsWith("class:")) {
            return null;
        }
        String className = use.substring("class:".length());
        Local local = locals.get(className);
        return local == null
                ? "the executor " + className + " is not installed: add its jar, or choose another executor"
                : local.failure();
    }

    private String resolve(String use) {
        String prefix = gateway.get();
        return prefix == null || use.contains("://") ? use : prefix + (prefix.endsWith("/") ? "" : "/") + use;
    }

    private void tell() {
        FxThread.run(() -> listeners.forEach(Runnable::run));
    }
}
