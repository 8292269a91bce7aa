package figure;

import java.util.Arrays;

/** Order statistics of a few figures. */
public final class Quantile {
    private Quantile() {
    }

    /** The middle one, or the mean of the two in the middle. */
    public static double median(double... figures) {
        double[] sorted = sorted(figures);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The smallest figure that at least this share of all does not exceed. */
    public static double of(double share, double... figures) {
        double[] sorted = sorted(figures);
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private static double[] sorted(double... figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
