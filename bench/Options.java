import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import scenario.Plan;
import scenario.Scenario;

/** What the command line asks for. */
record Options(Plan plan, List<Scenario> scenarios) {
    /** Throws an {@link IllegalArgumentException} that tells a person what is wrong. */
    static Options parse(List<String> arguments) {
        Plan plan = arguments.contains("--quick") ? Plan.quick() : Plan.full();
        List<Scenario> scenarios = new ArrayList<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--quick" -> {
                }
                case "--rounds" -> plan = plan.withRounds(positive(rest));
                default -> scenarios.add(named(argument));
            }
        }
        return new Options(plan, scenarios.isEmpty() ? Scenario.ALL : scenarios);
    }

    private static int positive(Iterator<String> rest) {
        String number = rest.hasNext() ? rest.next() : "";
        if (!number.matches("[1-9][0-9]?")) {
            throw new IllegalArgumentException("--rounds needs a number from 1 to 99");
        }
        return Integer.parseInt(number);
    }

    private static Scenario named(String name) {
        return Scenario.ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Unknown option or scenario " + name + "; see bench/run --help"));
    }
}
