package figure;

import server.Peer;

/** Measures one peer once. */
@FunctionalInterface
public interface Measurement<R> {
    R of(Peer peer) throws Exception;
}
