package xooai.designer.palette;

import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Ui;

/// Asks whether a certificate that nobody vouches for is that of the host: its fingerprint, to be compared with
/// what the host's owner says, and the choice. Without a choice nothing is trusted.
final class TrustCard {
    private static final Pattern LINE = Pattern.compile("(.{4})(.{4})(.{4})(.{4})");

    private final Label title = Ui.wrapped("", "section-title");
    private final Label fingerprint = Ui.wrapped("", "fingerprint");
    private final VBox root = new VBox();
    private String address = "";
    private String shown = "";

    /// A card that shows nothing yet.
    ///
    /// @param trust takes the address and the fingerprint that a person chose to trust
    TrustCard(BiConsumer<String, String> trust) {
        HBox head = new HBox(Icons.of(Feather.SHIELD_OFF, "warn-icon"), title);
        head.getStyleClass().add("trust-head");
        Button yes = Ui.button("Trust it", () -> trust.accept(address, shown));
        yes.setId("trust");
        yes.setAccessibleText("Trust this certificate for this host");
        Button no = Ui.button("Do not trust", () -> Ui.show(root, false));
        no.setId("trust-not");
        HBox buttons = new HBox(Ui.spring(), no, yes);
        buttons.getStyleClass().add("card-buttons");
        root.getChildren()
                .addAll(
                        head,
                        fingerprint,
                        Ui.wrapped(
                                "Nothing was sent. Trust it only if the server printed the same SHA-256 fingerprint.",
                                "hint"),
                        buttons);
        root.getStyleClass().add("trust-card");
        root.setId("trust-card");
        Ui.show(root, false);
    }

    VBox node() {
        return root;
    }

    /// Asks about the certificate of that address.
    ///
    /// @param changed whether another one was trusted before
    void ask(String of, String certificate, boolean changed) {
        address = of;
        shown = certificate;
        title.setText(changed ? "Another certificate than before" : "Certificate not trusted");
        fingerprint.setText(grouped(certificate));
        fingerprint.setAccessibleText(certificate);
        Ui.show(root, true);
    }

    void hide() {
        Ui.show(root, false);
    }

    /// The digits in groups and lines that an eye can compare.
    private static String grouped(String certificate) {
        String digits = certificate.substring(certificate.indexOf(':') + 1);
        return LINE.matcher(digits).replaceAll("$1 $2 $3 $4\n").strip();
    }
}
