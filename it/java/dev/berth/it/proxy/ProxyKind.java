package dev.berth.it.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The proxies Berth is tried behind. What is in {@code docs/deploy} is what runs, with the ports and files of the test. */
public enum ProxyKind {

    NGINX("nginx", "HUP") {
        @Override
        List<String> prepare(Path home, Path folder, ProxyPlace place) throws IOException {
            String site = place.put(Files.readString(home.resolve("docs/deploy/nginx.conf")), "listen 443 ssl", "listen 80;")
                    .replace("/etc/ssl/berth/berth.crt", place.certificates().certificate().toString())
                    .replace("/etc/ssl/berth/berth.key", place.certificates().key().toString());
            Files.writeString(folder.resolve("berth.conf"), site);
            Files.writeString(folder.resolve("nginx.conf"), around(folder));
            return List.of("-p", folder.toString(), "-c", folder.resolve("nginx.conf").toString());
        }
    },

    HAPROXY("haproxy", "USR2") {
        @Override
        List<String> prepare(Path home, Path folder, ProxyPlace place) throws IOException {
            String all = place.put(Files.readString(home.resolve("docs/deploy/haproxy.cfg")), "bind :443 ssl", "bind :80\n")
                    .replace("/etc/haproxy/berth.pem", place.certificates().together().toString())
                    .replaceAll("(?m)^ +(user|group|chroot|log /dev/log) ?.*\n", "")
                    // As many as the machine of a test has file descriptors for, and an end of old connections that is soon.
                    .replace("maxconn 20000", "maxconn 1000").replace("hard-stop-after 30s", "hard-stop-after 1s");
            Path file = Files.writeString(folder.resolve("haproxy.cfg"), all);
            // A master and a worker, as Debian's unit has it.
            return List.of("-W", "-f", file.toString(), "-p", folder.resolve("haproxy.pid").toString());
        }
    };

    private final String program;
    private final String reloadSignal;

    ProxyKind(String program, String reloadSignal) {
        this.program = program;
        this.reloadSignal = reloadSignal;
    }

    public String program() {
        return program;
    }

    /** The signal by which it takes up its settings anew, with new processes; the old ones end what they have. */
    String reloadSignal() {
        return reloadSignal;
    }

    /** Writes its settings. @return its options */
    abstract List<String> prepare(Path home, Path folder, ProxyPlace place) throws IOException;

    /** What Debian's own nginx.conf is around the site, as far as it matters, and the lines that docs/deploy.md adds there. */
    private static String around(Path folder) {
        String root = "root".equals(System.getProperty("user.name")) ? "user root;\n" : "";
        StringBuilder folders = new StringBuilder();
        for (String each : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            folders.append(each).append("_temp_path ").append(folder.resolve(each)).append(";\n");
        }
        return root + "daemon off;\nworker_processes 2;\nworker_shutdown_timeout 1s;\npid " + folder.resolve("nginx.pid") + ";\nerror_log "
                + folder.resolve("error.log") + ";\nevents { worker_connections 1024; }\nhttp {\naccess_log " + folder.resolve("access.log")
                + ";\ngzip on;\n" + folders + "include " + folder.resolve("berth.conf") + ";\n}\n";
    }
}
