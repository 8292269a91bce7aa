package scenario;

/**
 * How long and how often things are done.
 *
 * @param rounds how often each server is measured
 * @param windowSeconds how long each measurement is
 * @param leadInSeconds the same load, unmeasured, just before it
 * @param warmUpSeconds load on a server that needs it, before the first round
 * @param crowdRepetitions cold ids that a crowd asks for, per round
 * @param starts how often each server is started
 * @param manyIds how many ids are asked for when memory is measured
 * @param streams how many streams are open at once
 * @param heldSeconds how long they are
 */
public record Plan(int rounds, int windowSeconds, int leadInSeconds, int warmUpSeconds,
        int crowdRepetitions, int starts, int manyIds, int streams, int heldSeconds) {
    public static Plan full() {
        return new Plan(3, 10, 2, 60, 10, 5, 100_000, 10_000, 120);
    }

    /** Only to see that everything works. */
    public static Plan quick() {
        return new Plan(1, 3, 1, 5, 3, 1, 5_000, 200, 10);
    }

    public Plan withRounds(int number) {
        return new Plan(number, windowSeconds, leadInSeconds, warmUpSeconds, crowdRepetitions,
                starts, manyIds, streams, heldSeconds);
    }
}
