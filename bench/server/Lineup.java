package server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import process.Children;

/** One running server of each peer, all asking the same upstream. */
public final class Lineup implements AutoCloseable {
    private final Map<Peer, Server> servers = new LinkedHashMap<>();

    public Lineup(List<Peer> peers, Children children, Emulator emulator, Path work)
            throws IOException, InterruptedException {
        try {
            for (Peer peer : peers) {
                servers.put(peer, new Server(peer, children, emulator, work));
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    public Server of(Peer peer) {
        return servers.get(peer);
    }

    @Override
    public void close() {
        servers.values().forEach(Server::close);
    }
}
