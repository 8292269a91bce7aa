package server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** NGINX with proxy_cache and one worker, as nginx.conf beside this file says. */
public record Nginx(String name, String openFileCache) implements Peer {
    private static final Path TEMPLATE = Path.of("bench/server/nginx.conf");

    public static Nginx plain() {
        return new Nginx("NGINX", "off");
    }

    public static Nginx withOpenFileCache() {
        return new Nginx("NGINX + open_file_cache", "max=200000 inactive=60s");
    }

    @Override
    public boolean needsWarmUp() {
        return false;
    }

    @Override
    public ProcessBuilder prepare(Path folder, int port, int upstreamPort) throws IOException {
        String config = Files.readString(TEMPLATE)
                .replace("@PORT@", Integer.toString(port))
                .replace("@UPSTREAM_PORT@", Integer.toString(upstreamPort))
                .replace("@OPEN_FILE_CACHE@", openFileCache);
        Files.writeString(folder.resolve("nginx.conf"), config);
        Files.createDirectory(folder.resolve("temp"));
        return new ProcessBuilder("nginx", "-e", "stderr", "-p", folder.toAbsolutePath() + "/",
                "-c", "nginx.conf");
    }
}
