package scenario;

import figure.Table;
import java.util.List;

/** Whether very many can have event streams about the same jobs. */
final class Watching implements Scenario {
    @Override
    public String name() {
        return "watching";
    }

    @Override
    public List<Table> measure(Lab lab) throws Exception {
        return Vigils.tables(lab, Manner.STREAM, lab.plan().streams(), lab.plan().heldSeconds());
    }
}
