package upstream;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of the latest 1,000 jobs by their ids. No scenario asks about one that is older,
 * and the garbage collection of this process, during which nothing is answered, would take longer
 * with each that stays: 40 ms after a minute of misses instead of one.
 */
final class LatestJobs<V> extends LinkedHashMap<String, V> {
    private static final int MOST = 1000;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST;
    }
}
