package xooai.bench;

import java.util.ArrayList;
import java.util.List;

/// Pairs of measures that were taken right after each other. The ratio of each pair counts, and the median of
/// those: what else the machine does changes both sides of a pair.
final class Rounds {
    private final List<Double> measured = new ArrayList<>();
    private final List<Double> baselines = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();

    void add(double mine, double baseline) {
        measured.add(mine);
        baselines.add(baseline);
        ratios.add(mine / baseline);
    }

    Row row(String what, String unit, Aim aim) {
        return new Row(what, unit, median(measured), median(baselines), median(ratios), aim);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
