package io.cofre.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * Takes two measurements in turns, and the ratio of each round: on a shared machine absolute figures drift by half
 * within minutes, and only such ratios hold.
 */
final class Turns {
    private Turns() {}

    /** Where none is set. */
    static final double NO_GOAL = Double.NaN;

    /** One row of the table. */
    record Row(String figure, String value, String reference, double ratio, double goal, boolean more) {
        /** As {@code benchmarks/run} reads it. */
        String line() {
            String wanted = Double.isNaN(goal)
                    ? " | "
                    : String.format(Locale.ROOT, "%s %.2f | ", more ? "at least" : "at most", goal)
                            + ((more ? ratio >= goal : ratio <= goal) ? "reached" : "**missed**");
            return String.format(Locale.ROOT, "| %s | %s | %s | %.2f | %s |", figure, value, reference, ratio, wanted);
        }
    }

    /**
     * Rounds of reference and candidate; the order changes each round.
     *
     * @param unit of both
     * @param goal what the ratio candidate to reference is to reach
     * @param more whether more of it is better
     */
    static Row measure(
            String figure,
            String unit,
            int rounds,
            double goal,
            boolean more,
            DoubleSupplier candidate,
            DoubleSupplier reference) {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            double a;
            double b;
            if (round % 2 == 0) {
                b = reference.getAsDouble();
                a = candidate.getAsDouble();
            } else {
                a = candidate.getAsDouble();
                b = reference.getAsDouble();
            }
            ours.add(a);
            theirs.add(b);
            ratios.add(a / b);
            System.err.printf(Locale.ROOT, "  %s, round %d: %.2f beside %.2f %s%n", figure, round + 1, a, b, unit);
        }
        return new Row(figure, shown(median(ours), unit), shown(median(theirs), unit), median(ratios), goal, more);
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String shown(double value, String unit) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f %s" : "%,.0f %s", value, unit);
    }
}
