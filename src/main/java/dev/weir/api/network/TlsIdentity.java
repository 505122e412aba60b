package dev.weir.api.network;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * What a TLS listener shows of itself: a certificate with those that vouch for it, and its key. Read from two files, in PEM or in
 * PKCS12.
 */
public final class TlsIdentity {
    private static final String PEM = "-----BEGIN ";
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final byte[] PROBE = "weir".getBytes(StandardCharsets.US_ASCII);

    private final KeyStore store;
    private final String password;

    private TlsIdentity(KeyStore store, String password) {
        this.store = store;
        this.password = password;
    }

    /**
     * @param certificate file with certificates in PEM, the own one first; or a PKCS12 store
     * @param key file with the key in PEM (PKCS#8, not encrypted); or with the password of the store
     * @throws IllegalArgumentException if they are not that, or do not belong together; the message says what to do
     */
    public static TlsIdentity read(Path certificate, Path key) {
        byte[] shown = bytes(certificate, "api.certificate");
        String secret = new String(bytes(key, "api.key"), StandardCharsets.UTF_8);
        try {
            return new String(shown, StandardCharsets.ISO_8859_1).contains(PEM)
                    ? ofPem(shown, secret)
                    : ofPkcs12(shown, secret.strip());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "api.certificate and api.key cannot be used (" + e.getMessage()
                            + "): they take a certificate and its key in PEM, or a PKCS12 store and a file with its password",
                    e);
        }
    }

    private static byte[] bytes(Path file, String setting) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(setting + ": " + file + " cannot be read", e);
        }
    }

    private static TlsIdentity ofPem(byte[] certificates, String key) throws IOException, GeneralSecurityException {
        Certificate[] chain = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(certificates))
                .toArray(Certificate[]::new);
        Matcher pem = KEY.matcher(key);
        if (chain.length == 0 || !pem.find()) {
            throw new GeneralSecurityException(
                    chain.length == 0
                            ? "no certificate"
                            : "no \"BEGIN PRIVATE KEY\": openssl pkcs8 -topk8 -nocrypt makes one of other keys");
        }
        byte[] bytes = Base64.getMimeDecoder().decode(pem.group(1));
        PrivateKey own = KeyFactory.getInstance(chain[0].getPublicKey().getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(bytes));
        requireFits(own, chain[0]);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("weir", own, new char[0], chain);
        return new TlsIdentity(store, "");
    }

    private static void requireFits(PrivateKey key, Certificate certificate) throws GeneralSecurityException {
        String algorithm = key.getAlgorithm();
        Signature signature = Signature.getInstance(
                switch (algorithm) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> algorithm;
                });
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(PROBE);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("the key is not that of the first certificate");
        }
    }

    private static TlsIdentity ofPkcs12(byte[] bytes, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(bytes), password.toCharArray());
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return new TlsIdentity(store, password);
            }
        }
        throw new GeneralSecurityException("the store has no key");
    }

    /** What makes connections to those that show themselves so, or as what vouches for this one vouches for. */
    SSLContext client() {
        try {
            KeyStore believed = KeyStore.getInstance("PKCS12");
            believed.load(null, null);
            for (String alias : Collections.list(store.aliases())) {
                int place = 0;
                for (Certificate one : store.getCertificateChain(alias)) {
                    believed.setCertificateEntry(alias + place++, one);
                }
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(believed);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the certificates of api.certificate cannot be used to ask others", e);
        }
    }

    /** What makes the connections of a server. */
    public SslContextFactory.Server server() {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setKeyStore(store);
        factory.setKeyStorePassword(password);
        factory.setKeyManagerPassword(password);
        return factory;
    }
}
