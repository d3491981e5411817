package xooai.designer.app;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import xooai.designer.actions.Action;
import xooai.designer.actions.Actions;
import xooai.designer.files.Dialogs;
import xooai.designer.files.Settings;
import xooai.designer.safety.Bars;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.ProgramVersion;
import xooai.designer.shared.Ui;
import xooai.designer.shared.Work;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Looks for a newer version when a person asks for it, and never by itself. It tells of one, and fetches nothing.
///
/// The setting `updates.address` names another server to ask, for those who give packages on themselves.
final class Updates {
    private static final String SUBJECT = "updates";
    private static final String SETTING = "updates.address";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Settings settings;
    private final StatusLine status;
    private final Bars bars;
    private final Consumer<URI> browser;

    /// @param browser opens an address that a person clicked
    Updates(Settings settings, StatusLine status, Bars bars, Consumer<URI> browser) {
        this.settings = settings;
        this.status = status;
        this.bars = bars;
        this.browser = browser;
    }

    void register(Actions actions, String group) {
        actions.add(Action.of("help.updates", group, "Check for updates", this::check));
    }

    private void check() {
        bars.hide(SUBJECT);
        Work<Optional<NewestVersion>> work = Work.start(
                "check for updates",
                PATIENCE.plusSeconds(1),
                _ -> Optional.ofNullable(NewestVersion.ask(address(settings.text(SETTING, "")), PATIENCE)),
                this::tell);
        status.follow(work, "Asking for the newest version");
    }

    private static URI address(String set) {
        if (set.isBlank()) {
            return NewestVersion.ADDRESS;
        }
        try {
            URI address = URI.create(set.strip());
            if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException _) {
            // Told below, as what is no address of a server is.
        }
        throw new XooaiException(
                Code.INVALID_ARGUMENT,
                "The setting " + SETTING + " is `" + set + "`, which is no address that begins with https://");
    }

    private void tell(Outcome<Optional<NewestVersion>> outcome) {
        status.end();
        switch (outcome) {
            case Outcome.Done<Optional<NewestVersion>> done ->
                done.value().ifPresentOrElse(this::tell, () -> status.say("No version was published yet"));
            case Outcome.Failed<Optional<NewestVersion>> failed ->
                status.fail(failed.error().message());
            case Outcome.Cancelled<Optional<NewestVersion>> _ -> {}
        }
    }

    private void tell(NewestVersion newest) {
        String own = ProgramVersion.text();
        if (!newest.isNewerThan(own)) {
            status.say("This is xooai " + own + ", and there is none that is newer");
            return;
        }
        bars.show(
                SUBJECT,
                Bars.Kind.OFFER,
                "xooai " + newest.version() + " is published; this is xooai " + own
                        + ". Settings, jars and recent files stay when it is installed over this one.",
                List.of(
                        new Dialogs.Answer("Open its page", Dialogs.Kind.MAIN, () -> browser.accept(newest.page())),
                        new Dialogs.Answer(
                                "Copy the address",
                                Dialogs.Kind.PLAIN,
                                () -> Ui.copy(newest.page().toString()))));
    }
}
