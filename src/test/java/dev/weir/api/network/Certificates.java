package dev.weir.api.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate that vouches for itself, with its key, in all forms that Weir takes. */
public final class Certificates {
    private static final char[] PASSWORD = "of-a-test".toCharArray();

    /** A PKCS12 store, and the file with its password. */
    public final Path store;

    public final Path password;
    /** The same in PEM. */
    public final Path certificate;

    public final Path key;
    private final KeyStore keys;

    private Certificates(Path folder, String name) throws IOException, GeneralSecurityException {
        store = folder.resolve(name + ".p12");
        password = Files.writeString(folder.resolve(name + ".password"), new String(PASSWORD) + "\n");
        keys = KeyStore.getInstance("PKCS12");
        try (InputStream made = Files.newInputStream(store)) {
            keys.load(made, PASSWORD);
        }
        certificate = pem(
                folder.resolve(name + ".pem"),
                "CERTIFICATE",
                keys.getCertificate("weir").getEncoded());
        key = pem(
                folder.resolve(name + ".key"),
                "PRIVATE KEY",
                keys.getKey("weir", PASSWORD).getEncoded());
    }

    /** Makes one for localhost. */
    public static Certificates make(Path folder, String name) {
        try {
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "weir",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "SAN=dns:localhost,ip:127.0.0.1",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            folder.resolve(name + ".p12").toString(),
                            "-storepass",
                            new String(PASSWORD))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new AssertionError(said);
            }
            return new Certificates(folder, name);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Path pem(Path file, String what, byte[] bytes) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    }

    /** Of a client that believes it. */
    public SSLContext client() {
        try {
            KeyStore believed = KeyStore.getInstance("PKCS12");
            believed.load(null, null);
            believed.setCertificateEntry("weir", keys.getCertificate("weir"));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(believed);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
