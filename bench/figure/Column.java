package figure;

import java.util.function.Function;
import server.Peer;

/** A column of a table: its heading, and what it says about each peer. */
public record Column(String heading, Function<Peer, String> cell) {
}
