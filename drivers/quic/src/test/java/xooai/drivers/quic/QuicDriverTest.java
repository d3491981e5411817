package xooai.drivers.quic;

import xooai.driver.ConnectSettings;
import xooai.driver.Driver;
import xooai.driver.DriverContract;
import xooai.driver.Trust;

class QuicDriverTest extends DriverContract {
    @Override
    protected Driver driver() {
        return new QuicDriver();
    }

    @Override
    protected String address() {
        return "quic://127.0.0.1:0";
    }

    @Override
    protected ConnectSettings connecting() {
        return ConnectSettings.DEFAULT.withTrust(
                Trust.ofFingerprint(OwnCertificate.ofThisProcess().fingerprint()));
    }

    /// As many as one connection carries at a time.
    @Override
    protected int callsAtOnce() {
        return QuicServer.STREAMS;
    }
}
