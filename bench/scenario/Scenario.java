package scenario;

import figure.Table;
import java.util.List;

/** Something that is measured, by itself and from fresh processes on. */
public interface Scenario {
    /** All there are, in the order in which they are run. */
    List<Scenario> ALL = List.of(new StartUp(), new Hits(), new Misses(), new Merging(),
            new Memory(), new Failures(), new Neighbours(), new Metrics(), new Watching(),
            new Waiting());

    /** The word by which it is chosen. */
    String name();

    List<Table> measure(Lab lab) throws Exception;
}
