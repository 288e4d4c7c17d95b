package dev.berth.command;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Runs one of Berth's programs out of the WAR, which it reads as it is: only the libraries in it are unpacked, to a temporary folder. */
public final class Commands {

    private static final Map<String, String> PROGRAMS = new TreeMap<>(Map.of(
            "backup", "dev.berth.store.Backup", "restore", "dev.berth.store.Restore"));
    private static final String USAGE = """
            java -jar berth.war backup DATA TARGET     copies all sessions of a Berth, also while it runs
            java -jar berth.war restore BACKUP TARGET  brings them into a folder that is empty or new
            To run Berth itself, deploy this file on a Jakarta EE server.""";
    private static final int NOT_BEGUN = 2;

    private Commands() {
    }

    /** Takes the program's name and then what it takes. Ends as the program does, and with 2 when there is no such program. */
    public static void main(String[] arguments) throws Exception {
        String program = arguments.length == 0 ? null : PROGRAMS.get(arguments[0]);
        if (program == null) {
            System.out.println(USAGE);
            System.exit(NOT_BEGUN);
        }
        Path war = ownFile();
        try (URLClassLoader classes = new URLClassLoader(classPath(war), Commands.class.getClassLoader())) {
            Method main = Class.forName(program, true, classes).getMethod("main", String[].class);
            main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static Path ownFile() throws URISyntaxException {
        return Path.of(Commands.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static URL[] classPath(Path war) throws IOException {
        List<URL> all = new ArrayList<>();
        all.add(URI.create("jar:" + war.toUri() + "!/WEB-INF/classes/").toURL());
        try (JarFile file = new JarFile(war.toFile())) {
            for (JarEntry entry : file.stream().filter(Commands::isLibrary).toList()) {
                all.add(unpack(file, entry).toUri().toURL());
            }
        }
        return all.toArray(URL[]::new);
    }

    private static boolean isLibrary(JarEntry entry) {
        return entry.getName().startsWith("WEB-INF/lib/") && entry.getName().endsWith(".jar");
    }

    private static Path unpack(JarFile file, JarEntry entry) throws IOException {
        Path library = Files.createTempFile("berth-", ".jar");
        library.toFile().deleteOnExit();
        try (InputStream in = file.getInputStream(entry)) {
            Files.write(library, in.readAllBytes());
        }
        return library;
    }
}
