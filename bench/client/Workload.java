package client;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What a load of requests asks for: one of wrk's scripts, and its arguments for each run. */
public record Workload(String script, Supplier<List<String>> arguments) {
    /** The same ids over and over: the prefix and a number from 1 on. */
    public static Workload knownIds(String prefix, int ids) {
        return new Workload("known-ids.lua", () -> List.of(prefix, Integer.toString(ids)));
    }

    /** One id 5,000 times a second, by a caller who may ask a hundredth of that. */
    public static Workload greedy(String id) {
        return new Workload("greedy.lua", () -> List.of(id));
    }

    /** Another id with every request, in this run and in all later ones. */
    public static Workload newIds(String prefix) {
        AtomicInteger run = new AtomicInteger();
        return new Workload("new-ids.lua",
                () -> List.of(prefix + "-" + run.incrementAndGet() + "-"));
    }
}
