package xooai.driver;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Reads a certificate chain and its private key from PEM files.
public final class PemFiles {
    /// The password of the key store made here, which never leaves memory.
    public static final String PASSWORD = "";

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]*)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");

    private PemFiles() {}

    /// A key store with that chain and key.
    ///
    /// @throws XooaiException with FAILED_PRECONDITION when a file cannot be used; the message names it
    ///     and says why
    public static KeyStore load(Path certificateFile, Path keyFile) {
        Certificate[] chain = chain(certificateFile);
        PrivateKey key = key(keyFile);
        try {
            if (!belong(key, chain[0].getPublicKey())) {
                throw refused(keyFile, "it is not the key of the certificate in " + certificateFile, null);
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, PASSWORD.toCharArray(), chain);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw refused(keyFile, "it cannot be used with the certificate in " + certificateFile, e);
        }
    }

    private static Certificate[] chain(Path file) {
        try {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(read(file)));
            if (found.isEmpty()) {
                throw refused(file, "it holds no certificate in PEM", null);
            }
            return found.toArray(Certificate[]::new);
        } catch (GeneralSecurityException e) {
            throw refused(file, "it holds no certificate in PEM", e);
        }
    }

    private static PrivateKey key(Path file) {
        refuseReadableByAll(file);
        Matcher pem = KEY.matcher(new String(read(file), StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw refused(file, "it holds no private key in PEM", null);
        }
        if (!pem.group(1).isEmpty()) {
            throw refused(
                    file,
                    "its key is a `" + pem.group(1) + "PRIVATE KEY`, and a plain PKCS#8 one is needed: convert it by"
                            + " `openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW`",
                    null);
        }
        byte[] encoded = Base64.getMimeDecoder().decode(pem.group(2));
        for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException _) {
                // Not of this kind: the next is tried, and the last failure is said below.
            } catch (GeneralSecurityException e) {
                throw refused(file, "keys of " + algorithm + " are not supported here", e);
            }
        }
        throw refused(file, "its key is none of EC, RSA and Ed25519", null);
    }

    private static void refuseReadableByAll(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                throw refused(file, "everybody on this machine can read the key: `chmod 600 " + file + "`", null);
            }
        } catch (UnsupportedOperationException _) {
            // A file system without such permissions, as on Windows: there is nothing to check.
        } catch (IOException e) {
            throw refused(file, "it cannot be read", e);
        }
    }

    private static boolean belong(PrivateKey key, PublicKey open) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(open.getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                });
        byte[] text = {1, 2, 3};
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(open);
        signature.update(text);
        return signature.verify(signed);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw refused(file, "it cannot be read", e);
        }
    }

    private static XooaiException refused(Path file, String why, @Nullable Exception cause) {
        return new XooaiException(Code.FAILED_PRECONDITION, "Tried to set up TLS with " + file + ": " + why, cause);
    }
}
