package xooai.designer.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import xooai.designer.files.Dialogs;
import xooai.designer.files.FileChoices;
import xooai.designer.files.Settings;
import xooai.designer.palette.Catalog;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;
import xooai.doc.XooaiException;

/// Jars with executors that a person added. No class of one is loaded before that person said yes to its very
/// bytes, once for each SHA-256; what is loaded is a private copy of those bytes.
final class ExecutorJars {
    private static final String TRUSTED = "trusted-jars";
    private static final String JARS = "jars";
    private static final int MOST = 100;

    private final Catalog catalog;
    private final Settings settings;
    private final PrivateJars copies;
    private final FileChoices choices;
    private final Dialogs dialogs;
    private final StatusLine status;

    /// A jar of an earlier session: the hash that was agreed to, and where it came from.
    private record Remembered(String hash, Path origin) {}

    ExecutorJars(Catalog catalog, Settings settings, FileChoices choices, Dialogs dialogs, StatusLine status) {
        this.catalog = catalog;
        this.settings = settings;
        this.copies = new PrivateJars(settings.folders().data().resolve("jars"));
        this.choices = choices;
        this.dialogs = dialogs;
        this.status = status;
    }

    /// Asks for a jar.
    void choose() {
        Path jar = choices.open("Add executor jar", FileChoices.Kind.JAR);
        if (jar != null) {
            add(jar);
        }
    }

    /// Adds the jars of earlier sessions, from the copies of the bytes that were agreed to.
    void addRemembered() {
        for (Remembered jar : remembered()) {
            work(
                    "Reading " + jar.origin().getFileName(),
                    () -> java.util.Optional.ofNullable(copies.kept(jar.hash(), jar.origin())),
                    copy -> copy.ifPresentOrElse(
                            file -> catalog.addJar(jar.origin(), file),
                            () -> status.fail("The copy of " + jar.origin()
                                    + " that you agreed to is gone or was changed: add the jar again")));
        }
    }

    private List<Remembered> remembered() {
        List<String> trusted = settings.texts(TRUSTED);
        List<Remembered> jars = new ArrayList<>();
        for (String line : settings.texts(JARS)) {
            int space = line.indexOf(' ');
            String hash = space < 0 ? "" : line.substring(0, space);
            if (trusted.contains(hash)) {
                jars.add(new Remembered(hash, Path.of(line.substring(space + 1))));
            }
        }
        return jars;
    }

    void add(Path jar) {
        work("Reading " + jar.getFileName(), () -> copies.take(jar), copy -> {
            if (settings.texts(TRUSTED).contains(copy.hash())) {
                load(copy);
            } else {
                ask(copy);
            }
        });
    }

    private <T> void work(String what, java.util.function.Supplier<T> job, Consumer<T> then) {
        Work<T> work = Work.start(what, _ -> job.get(), outcome -> {
            status.end();
            switch (outcome) {
                case Outcome.Done<T> done -> then.accept(done.value());
                case Outcome.Failed<T> failed -> status.fail(failed.error().message());
                case Outcome.Cancelled<T> _ -> {}
            }
        });
        status.follow(work, what);
    }

    private void ask(PrivateJars.Copy copy) {
        dialogs.ask(
                "Load executors from this jar?",
                "Its code will run on this machine with your rights.\n\n" + copy.origin() + "\nSHA-256 " + copy.hash(),
                List.of(
                        new Dialogs.Answer("Do not load", Dialogs.Kind.MAIN, () -> decline(copy)),
                        new Dialogs.Answer("Load", Dialogs.Kind.DANGER, () -> {
                            settings.putFirst(TRUSTED, copy.hash(), MOST);
                            load(copy);
                        })));
    }

    private void decline(PrivateJars.Copy copy) {
        try {
            copies.drop(copy);
            status.say("Nothing of " + copy.origin().getFileName() + " was loaded");
        } catch (XooaiException e) {
            status.fail(e.error().message());
        }
    }

    private void load(PrivateJars.Copy copy) {
        try {
            catalog.addJar(copy.origin(), copies.keep(copy));
            forget(copy.origin());
            settings.putFirst(JARS, copy.hash() + " " + copy.origin(), MOST);
            status.say("Added " + copy.origin().getFileName());
        } catch (XooaiException e) {
            status.fail(e.error().message());
        }
    }

    /// A jar that is added anew takes the place of what it was before.
    private void forget(Path origin) {
        settings.texts(JARS).stream()
                .filter(line -> line.endsWith(" " + origin))
                .forEach(line -> settings.remove(JARS, line));
    }
}
