package server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * NGINX with proxy_cache and one worker, as nginx.conf beside this file says.
 *
 * @param cache the folder for cached answers, emptied before each start
 */
public record Nginx(String name, String openFileCache, Path cache) implements Peer {
    private static final Path TEMPLATE = Path.of("bench/server/nginx.conf");

    public static Nginx plain(Path caches) {
        return new Nginx("NGINX", "off", caches.resolve("plain"));
    }

    public static Nginx withOpenFileCache(Path caches) {
        return new Nginx("NGINX + open_file_cache", "max=200000 inactive=60s",
                caches.resolve("open-file-cache"));
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
                .replace("@CACHE@", cache.toAbsolutePath().toString())
                .replace("@OPEN_FILE_CACHE@", openFileCache);
        Files.writeString(folder.resolve("nginx.conf"), config);
        Files.createDirectory(folder.resolve("temp"));
        FileTree.delete(cache);
        return new ProcessBuilder("nginx", "-e", "stderr", "-p", folder.toAbsolutePath() + "/",
                "-c", "nginx.conf");
    }
}
