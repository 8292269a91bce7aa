package scenario;

import figure.Table;
import java.util.List;

/** Whether very many requests can wait for news of the same jobs. */
final class Waiting implements Scenario {
    /** None of them waits longer than 50 s. */
    private static final int LONGEST_SECONDS = 30;

    @Override
    public String name() {
        return "waiting";
    }

    @Override
    public List<Table> measure(Lab lab) throws Exception {
        return Vigils.tables(lab, Manner.LONG_POLL, lab.plan().streams() / 2,
                Math.min(lab.plan().heldSeconds(), LONGEST_SECONDS));
    }
}
