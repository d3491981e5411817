package xooai.drivers.http;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import xooai.driver.Certificates;
import xooai.driver.ConnectSettings;
import xooai.driver.Driver;
import xooai.driver.ServeSettings;
import xooai.driver.StreamContract;
import xooai.driver.Trust;

class HttpsStreamTest extends StreamContract {
    private static final String TOKEN = "0123456789abcdefghijABCDEFGHIJ";

    @TempDir
    private static Path directory;

    private static Certificates certificates;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.make(directory);
    }

    @Override
    protected Driver driver() {
        return new HttpDriver();
    }

    @Override
    protected String address() {
        return "https://127.0.0.1:0";
    }

    @Override
    protected ServeSettings serving() {
        return ServeSettings.DEFAULT
                .withTls(certificates.chain(), certificates.key())
                .withToken(TOKEN);
    }

    @Override
    protected ConnectSettings connecting() {
        return ConnectSettings.DEFAULT.withToken(TOKEN).withTrust(Trust.of(certificates.chain()));
    }
}
