package xooai.designer.app;

import java.util.List;
import xooai.designer.files.Dialogs;
import xooai.designer.files.Settings;
import xooai.flow.Outside;

/// Asks once before a flow calls other machines or reads the environment: a flow may be somebody else's.
///
/// What a person agreed to is remembered by what it reaches, not by the file, so that a changed flow is asked
/// about anew.
final class RunConsent {
    private static final String AGREED = "agreed-reach";
    private static final int MOST = 500;

    private final Settings settings;
    private final Dialogs dialogs;

    RunConsent(Settings settings, Dialogs dialogs) {
        this.settings = settings;
        this.dialogs = dialogs;
    }

    /// Runs that when nothing new is reached, or when the person agrees.
    void thenRun(Outside outside, Runnable run) {
        List<String> agreed = settings.texts(AGREED);
        List<String> addresses = fresh(outside.addresses(), "calls ", agreed).stream()
                .filter(each -> !isAdded(each))
                .toList();
        List<String> variables = fresh(outside.variables(), "reads ", agreed);
        if (addresses.isEmpty() && variables.isEmpty()) {
            run.run();
            return;
        }
        StringBuilder text = new StringBuilder();
        if (!addresses.isEmpty()) {
            text.append("It sends docs to:\n")
                    .append(String.join("\n", addresses))
                    .append("\n\n");
        }
        if (!variables.isEmpty()) {
            text.append("It reads these variables of your environment:\n")
                    .append(String.join("\n", variables))
                    .append("\n\n");
        }
        text.append("You are asked once for each of them.");
        dialogs.ask(
                "Run this flow?",
                text.toString(),
                List.of(
                        new Dialogs.Answer("Do not run", Dialogs.Kind.PLAIN, () -> {}),
                        new Dialogs.Answer("Run", Dialogs.Kind.MAIN, () -> {
                            addresses.forEach(each -> settings.putFirst(AGREED, "calls " + each, MOST));
                            variables.forEach(each -> settings.putFirst(AGREED, "reads " + each, MOST));
                            run.run();
                        })));
    }

    /// Whether a person added the host of that address to the palette.
    private boolean isAdded(String address) {
        return settings.texts("remotes").stream().anyMatch(host -> address.startsWith(host + "/"));
    }

    private static List<String> fresh(List<String> reached, String how, List<String> agreed) {
        return reached.stream().filter(each -> !agreed.contains(how + each)).toList();
    }
}
