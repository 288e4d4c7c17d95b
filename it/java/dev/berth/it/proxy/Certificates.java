package dev.berth.it.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority of our own, and a certificate for localhost that it has signed; made by the JDK's keytool, for two days. */
public final class Certificates {

    private static final String PASSWORD = "changeit";
    private static final String AUTHORITY = "authority";
    private static final String SERVER = "berth";

    private final Path folder;
    private final KeyStore store;

    private Certificates(Path folder, KeyStore store) {
        this.folder = folder;
        this.store = store;
    }

    public static Certificates make(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("store.p12");
        keytool(file, AUTHORITY, "-dname", "CN=Berth's tests", "-ext", "bc:c=ca:true", "-ext", "ku:c=keyCertSign");
        keytool(file, SERVER, "-signer", AUTHORITY, "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1");
        Certificates made = new Certificates(folder, KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
        made.write();
        return made;
    }

    /** The certificate and the one that signed it. */
    public Path certificate() {
        return folder.resolve("berth.crt");
    }

    public Path key() {
        return folder.resolve("berth.key");
    }

    /** Certificates and key in one file. */
    public Path together() {
        return folder.resolve("berth.pem");
    }

    /** What trusts the authority, and nobody else. */
    public SSLContext trust() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(AUTHORITY, store.getCertificate(AUTHORITY));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private void write() throws GeneralSecurityException, IOException {
        String chain = pem("CERTIFICATE", store.getCertificate(SERVER).getEncoded())
                + pem("CERTIFICATE", store.getCertificate(AUTHORITY).getEncoded());
        String key = pem("PRIVATE KEY", store.getKey(SERVER, PASSWORD.toCharArray()).getEncoded());
        Files.writeString(certificate(), chain);
        Files.writeString(key(), key);
        Files.writeString(together(), chain + key);
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content)
                + "\n-----END " + what + "-----\n";
    }

    private static void keytool(Path store, String alias, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-keystore", store.toString(), "-storepass", PASSWORD, "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1",
                "-validity", "2"));
        command.addAll(List.of(more));
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("keytool has failed: " + command);
        }
    }
}
