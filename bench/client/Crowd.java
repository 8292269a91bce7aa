package client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Callers of one server, each with a connection of its own that is opened and used before anything
 * is measured. Every answer must be a 200, anything else throws.
 */
public final class Crowd implements AutoCloseable {
    private final List<HttpConnection> connections = new ArrayList<>();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    /** Opens the connections and asks for the path once on each. */
    public Crowd(int port, int size, String warmUpPath) throws IOException {
        for (int i = 0; i < size; i++) {
            HttpConnection connection = new HttpConnection(port);
            connections.add(connection);
            connection.get(warmUpPath).text();
        }
    }

    /** All callers ask for the path at once; the milliseconds that each of them waited. */
    public double[] together(String path) throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Double>> waits = new ArrayList<>();
        for (HttpConnection connection : connections) {
            waits.add(callers.submit(() -> {
                start.await();
                long asked = System.nanoTime();
                connection.get(path).text();
                return (System.nanoTime() - asked) / 1e6;
            }));
        }
        start.countDown();
        return inOrder(waits).stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Each path is asked for once, by whichever caller is free. */
    public void each(Iterable<String> paths) throws InterruptedException, ExecutionException {
        Iterator<String> rest = paths.iterator();
        List<Future<Void>> ends = new ArrayList<>();
        for (HttpConnection connection : connections) {
            ends.add(callers.submit((Callable<Void>) () -> {
                for (String path = next(rest); path != null; path = next(rest)) {
                    connection.get(path).text();
                }
                return null;
            }));
        }
        inOrder(ends);
    }

    @Override
    public void close() throws IOException {
        callers.shutdownNow();
        for (HttpConnection connection : connections) {
            connection.close();
        }
    }

    private static String next(Iterator<String> paths) {
        synchronized (paths) {
            return paths.hasNext() ? paths.next() : null;
        }
    }

    private static <T> List<T> inOrder(List<Future<T>> futures)
            throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }
}
