package xooai.designer.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import javafx.application.Platform;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import xooai.designer.canvas.Viewport;
import xooai.designer.design.Selection;
import xooai.designer.runs.RunScope;
import xooai.flow.FlowFile;
import xooai.flow.FlowSpec;

/// Measures how quick the designer is, in a window of its own: `mvn -Pbench verify -pl designer-app -am`.
public final class DesignerBench {
    private static final int[] SIZES = {2000, 5000};
    private static final double[] ZOOMS = {1, 0.5, 0.2, 0};
    private static final int OPENS = 7;
    private static final int KEYS = 100;
    private static final long PATIENCE = 10_000;

    /// From what one key made to the next key, in ms: some 12 keys a second.
    private static final long BETWEEN_KEYS = 80;

    private final DesignerUi ui;
    private final Frames frames;
    private final Path home;
    private final long millis;
    private final PrintStream out;
    /// What the last key cost the FX thread until it was painted, in ms.
    private double drawn;

    private DesignerBench(DesignerUi ui, Path home, long millis, PrintStream out) {
        this.ui = ui;
        this.frames = DesignerUi.onFx(() -> new Frames(ui.scene()));
        this.home = home;
        this.millis = millis;
        this.out = out;
    }

    /// Measures all, or those of open, frames, keys, run and start that the first argument names.
    public static void main(String[] arguments) throws Exception {
        String parts = arguments.length == 0 ? "all" : arguments[0];
        TemporaryHome home = TemporaryHome.make();
        Path results = Path.of(System.getProperty("bench.results", "target/designer-bench.md"));
        double width = Integer.getInteger("bench.width", 1360);
        double height = Integer.getInteger("bench.height", 860);
        if (!Launcher.hasDisplay(System.getenv(), System.getProperty("os.name", ""), null)) {
            System.setProperty("glass.platform", "Headless");
        }
        StringBuilder text = new StringBuilder();
        PrintStream out = new Tee(text).stream();
        try (DesignerUi ui = DesignerUi.open(home.directory(), width, height)) {
            DesignerBench bench = new DesignerBench(ui, home.directory(), Long.getLong("bench.millis", 2000), out);
            bench.measure(Set.of(parts.split(",", -1)));
            if (isWanted(Set.of(parts.split(",", -1)), "start")) {
                new StartBench(home.directory(), out).measure();
            }
        } finally {
            home.remove();
        }
        Files.createDirectories(Objects.requireNonNull(results.toAbsolutePath().getParent()));
        Files.writeString(results, text);
        Platform.exit();
    }

    private static boolean isWanted(Set<String> parts, String part) {
        return parts.contains("all") || parts.contains(part);
    }

    private void measure(Set<String> parts) throws Exception {
        out.printf(
                Locale.ROOT,
                "Canvas %.0f × %.0f, %s, %d processors.%n%n",
                ui.designer.canvas().getWidth(),
                ui.designer.canvas().getHeight(),
                "Headless".equals(System.getProperty("glass.platform")) ? "headless" : "in a real window",
                Runtime.getRuntime().availableProcessors());
        if (isWanted(parts, "open")) {
            opens();
        }
        if (isWanted(parts, "frames")) {
            sessions();
        }
        if (isWanted(parts, "keys")) {
            keys();
        }
        if (isWanted(parts, "run")) {
            run();
        }
    }

    private Path file(FlowSpec flow, String name) throws IOException {
        return Files.write(home.resolve(name + ".flow.json"), FlowFile.write(flow));
    }

    /// Opens that file, and gives the ms until it is painted.
    private double open(Path file) throws InterruptedException {
        long start = System.nanoTime();
        DesignerUi.onFx(() -> {
            ui.designer.models().files.open(file);
            frames.wantNext();
            return true;
        });
        double took = millis(start, frames.awaitWanted(PATIENCE));
        ui.settle();
        return took;
    }

    private static double millis(long from, long to) {
        return to == 0 ? Double.POSITIVE_INFINITY : (to - from) / 1e6;
    }

    private void opens() throws Exception {
        out.println(
                "| open, from the action to the painted canvas | first | median | longest | FX thread after it | aim"
                        + " |");
        out.println("|---|---:|---:|---:|---:|---|");
        for (int size : new int[] {1000, 5000}) {
            Path one = file(LargeFlows.square(size), "one_" + size);
            Path other = file(LargeFlows.square(size), "other_" + size);
            double[] took = new double[OPENS];
            double after = 0;
            for (int i = 0; i < OPENS; i++) {
                took[i] = open(i % 2 == 0 ? one : other);
                double before = frames.drawingMillis();
                Thread.sleep(700);
                after = Math.max(after, frames.drawingMillis() - before);
            }
            double first = took[0];
            Arrays.sort(took);
            out.printf(
                    Locale.ROOT,
                    "| %,d nodes | %.0f ms | %.0f ms | %.0f ms | %.0f ms | < %,d ms |%n",
                    size,
                    first,
                    Frames.of(took, 0.5),
                    Frames.of(took, 1),
                    after,
                    size == 1000 ? 1000 : 2000);
        }
        out.println();
    }

    private void sessions() throws Exception {
        out.println("| nodes | zoom | what | frames/s | median | p95 | longest | FX thread | renderer | scene nodes |");
        out.println("|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|");
        Session session = new Session(ui, frames);
        for (int size : SIZES) {
            open(file(LargeFlows.square(size), "square_" + size));
            for (double zoom : ZOOMS) {
                for (Session.Act act : Session.Act.values()) {
                    Frames.Cost cost = session.measure(act, zoom, millis / 2, millis);
                    out.printf(
                            Locale.ROOT,
                            "| %,d | %s | %s | %.0f | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %,d |%n",
                            size,
                            zoom == 0 ? "all" : String.format(Locale.ROOT, "%.0f %%", zoom * 100),
                            act.text,
                            cost.perSecond(),
                            cost.median(),
                            cost.p95(),
                            cost.longest(),
                            cost.drawing(),
                            cost.rendering(),
                            DesignerUi.onFx(() -> count(ui.scene().getRoot())));
                }
            }
        }
        out.println();
    }

    private static int count(Node node) {
        return 1
                + (node instanceof Parent parent
                        ? parent.getChildrenUnmodifiable().stream()
                                .mapToInt(DesignerBench::count)
                                .sum()
                        : 0);
    }

    private void keys() throws Exception {
        out.println("| key to paint, 2,000 nodes at 100 % | median | p95 | longest | FX thread | aim |");
        out.println("|---|---:|---:|---:|---:|---|");
        open(file(LargeFlows.square(2000), "keys"));
        keys("arrow: walk to the next node", 1, List.of(KeyCode.RIGHT), List.of(KeyCode.DOWN));
        for (int selected : new int[] {1, 200, 2000}) {
            keys(
                    "Ctrl+arrow: move " + selected,
                    selected,
                    List.of(KeyCode.CONTROL, KeyCode.RIGHT),
                    List.of(KeyCode.CONTROL, KeyCode.LEFT));
        }
        for (int selected : new int[] {1, 200}) {
            keys(
                    "Delete " + selected + ", undo",
                    selected,
                    List.of(KeyCode.DELETE),
                    List.of(KeyCode.CONTROL, KeyCode.Z));
        }
        out.println();
    }

    /// Presses two keys in turn; each is timed from the press to the paint.
    private void keys(String what, int selected, List<KeyCode> one, List<KeyCode> other) throws Exception {
        List<String> names = List.copyOf(ui.designer.models().design.design().names());
        int from = names.size() / 2;
        ui.run(() -> {
            ui.designer.canvas().setViewport(new Viewport(0, 0, 1));
            ui.designer.canvas().reveal(names.get(from));
            ui.designer.canvas().requestFocus();
        });
        double[] took = new double[KEYS];
        double drawing = 0;
        for (int i = 0; i < KEYS; i++) {
            if (i % 2 == 0) {
                Set<String> chosen =
                        selected == names.size() ? Set.copyOf(names) : Set.copyOf(names.subList(from, from + selected));
                ui.run(() -> ui.designer.models().design.select(Selection.ofNodes(chosen)));
                ui.run(ui.designer.inspector()::catchUp);
            }
            took[i] = key(i % 2 == 0 ? one : other);
            drawing += drawn;
        }
        Arrays.sort(took);
        out.printf(
                Locale.ROOT,
                "| %s | %.1f ms | %.1f ms | %.1f ms | %.1f ms | p95 < 33 ms |%n",
                what,
                Frames.of(took, 0.5),
                Frames.of(took, 0.95),
                Frames.of(took, 1),
                drawing / KEYS);
    }

    private double key(List<KeyCode> codes) throws InterruptedException {
        Thread.sleep(BETWEEN_KEYS);
        frames.forget();
        // The event comes through the system; the frame after the one in whose time it is handled shows it.
        EventHandler<KeyEvent> heard = event -> {
            if (event.getCode() == codes.getLast()) {
                frames.wantNext();
            }
        };
        ui.run(() -> ui.scene().addEventFilter(KeyEvent.KEY_PRESSED, heard));
        double before = frames.drawingMillis();
        long start = System.nanoTime();
        DesignerUi.onFx(() -> {
            codes.forEach(ui.robot()::keyPress);
            return true;
        });
        double took = millis(start, frames.awaitWanted(PATIENCE));
        drawn = frames.drawingMillis() - before;
        ui.run(() -> ui.scene().removeEventFilter(KeyEvent.KEY_PRESSED, heard));
        ui.run(() -> codes.reversed().forEach(ui.robot()::keyRelease));
        return took;
    }

    private void run() throws Exception {
        open(file(LargeFlows.streaming(200, 5), "streaming"));
        String words = "word ".repeat(2000).strip();
        ui.run(() -> ui.designer.models().input.reset("[{\"text\": \"" + words + "\"}]"));
        ui.run(ui.designer.canvas()::showAll);
        Session session = new Session(ui, frames);
        List<String> lines = new ArrayList<>();
        for (double zoom : new double[] {0, 1}) {
            Frames.Cost still = session.measure(Session.Act.PAN, zoom, millis, 2 * millis);
            ui.run(() -> ui.designer.models().runs.start(RunScope.WHOLE));
            ui.until("words come through", () -> passed() > 0);
            long before = passed();
            long start = System.nanoTime();
            Frames.Cost busy = session.measure(Session.Act.PAN, zoom, millis, 2 * millis);
            double perSecond = (passed() - before) * 1e9 / (System.nanoTime() - start);
            ui.run(ui.designer.models().runs::stop);
            ui.until(
                    "the run ends",
                    () -> !ui.designer.models().runs.runningProperty().get());
            lines.add(line(zoom, "no run", 0, still));
            lines.add(line(zoom, "a run", perSecond, busy));
        }
        out.println("| pan over 200 nodes while | zoom | events/s | frames/s | median | p95 | longest | FX thread |"
                + " renderer |");
        out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        lines.forEach(out::print);
        out.println();
    }

    private long passed() {
        return DesignerUi.onFx(() -> ui.designer.models().runs.runs().getFirst().passed().values().stream()
                .mapToLong(passed -> passed.chunks())
                .sum());
    }

    private static String line(double zoom, String what, double events, Frames.Cost cost) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %,.0f | %.0f | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %.1f ms |%n",
                what,
                zoom == 0 ? "all" : String.format(Locale.ROOT, "%.0f %%", zoom * 100),
                events,
                cost.perSecond(),
                cost.median(),
                cost.p95(),
                cost.longest(),
                cost.drawing(),
                cost.rendering());
    }
}
