package xooai.designer.files;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import xooai.doc.XooaiException;
import xooai.driver.HostPins;
import xooai.driver.Trust;

/// The certificates that a person chose to trust, each for one host and port, in a file of its own beside the
/// tokens: they are never part of a flow. Confined to the FX thread.
public final class RemotePins {
    private final HostFile file;
    private HostPins pins = HostPins.NONE;

    /// The pins in `remote-certificates` of that directory; none where there is no such file.
    public RemotePins(Path directory) {
        this.file = new HostFile(directory.resolve("remote-certificates"), "certificates");
        try {
            pins = HostPins.parse(file.read());
        } catch (XooaiException e) {
            file.refuse(e.error().message());
        }
    }

    /// Why the file could not be read; empty when it could. It is not written to then.
    public String problem() {
        return file.problem();
    }

    /// Which host is known by which certificate.
    public HostPins pins() {
        return pins;
    }

    /// Trusts from now on the certificate with that fingerprint, and no other, to be that of the host and port
    /// of that address.
    ///
    /// @throws XooaiException with FAILED_PRECONDITION when that cannot be kept
    public void put(URI address, String fingerprint) {
        Map<String, String> all = new HashMap<>(pins.byHost());
        all.put(
                address.getRawAuthority(),
                String.valueOf(Trust.ofFingerprint(fingerprint).fingerprint()));
        HostPins changed = new HostPins(all);
        file.write(changed.byHost());
        pins = changed;
    }
}
