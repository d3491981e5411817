package xooai.designer.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import xooai.designer.files.Dialogs;
import xooai.designer.files.FileChoices;
import xooai.designer.files.Settings;
import xooai.designer.palette.Catalog;
import xooai.designer.shared.Notices;

/// Jars with executors that a person added. No class of one is loaded before that person said yes to its very
/// bytes, once for each SHA-256.
final class ExecutorJars {
    private static final String TRUSTED = "trusted-jars";
    private static final String JARS = "jars";
    private static final int MOST = 100;

    private final Catalog catalog;
    private final Settings settings;
    private final FileChoices choices;
    private final Dialogs dialogs;
    private final Notices notices;

    ExecutorJars(Catalog catalog, Settings settings, FileChoices choices, Dialogs dialogs, Notices notices) {
        this.catalog = catalog;
        this.settings = settings;
        this.choices = choices;
        this.dialogs = dialogs;
        this.notices = notices;
    }

    /// Asks for a jar.
    void choose() {
        Path jar = choices.open("Add executor jar", FileChoices.Kind.JAR);
        if (jar != null) {
            add(jar);
        }
    }

    /// Adds the jars of earlier sessions whose bytes are still those that were agreed to.
    void addRemembered() {
        for (String path : settings.texts(JARS)) {
            Path jar = Path.of(path);
            try {
                if (Files.exists(jar) && settings.texts(TRUSTED).contains(sha256(jar))) {
                    catalog.addJar(jar);
                }
            } catch (IOException e) {
                notices.fail("Tried to read " + jar + ": " + e.getMessage());
            }
        }
    }

    void add(Path jar) {
        try {
            String hash = sha256(jar);
            if (settings.texts(TRUSTED).contains(hash)) {
                load(jar);
            } else {
                ask(jar, hash);
            }
        } catch (IOException e) {
            notices.fail("Tried to read " + jar + ": " + e.getMessage());
        }
    }

    private void ask(Path jar, String hash) {
        dialogs.ask(
                "Load executors from this jar?",
                "Its code will run on this machine with your rights.\n\n" + jar.toAbsolutePath() + "\nSHA-256 " + hash,
                List.of(
                        new Dialogs.Answer("Do not load", Dialogs.Kind.MAIN, () -> {}),
                        new Dialogs.Answer("Load", Dialogs.Kind.DANGER, () -> {
                            settings.putFirst(TRUSTED, hash, MOST);
                            load(jar);
                        })));
    }

    private void load(Path jar) {
        settings.putFirst(JARS, jar.toAbsolutePath().toString(), MOST);
        catalog.addJar(jar);
        notices.say("Added " + jar.getFileName());
    }

    private static String sha256(Path jar) throws IOException {
        try (InputStream in = Files.newInputStream(jar);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
