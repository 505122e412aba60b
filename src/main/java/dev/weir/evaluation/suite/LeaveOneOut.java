package dev.weir.evaluation.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chooses among builds as one who never saw the network that is measured: for each network, the build with the highest mean over
 * all other networks, and what it comes to on the one left out. The mean of that is what a choice by these networks promises for
 * another; the mean of the build chosen on all of them flatters.
 *
 * @param choices one for each network
 * @param chosenOnAll the build with the highest mean over all networks
 * @param meanOfChosenOnAll that mean
 */
public record LeaveOneOut(List<Choice> choices, String chosenOnAll, double meanOfChosenOnAll) {
    /**
     * One network left out.
     *
     * @param network the network
     * @param chosen the build that is best on all others
     * @param figure what that comes to on the network
     * @param best what the best build for the network comes to
     */
    public record Choice(String network, String chosen, double figure, double best) {}

    public LeaveOneOut {
        choices = List.copyOf(choices);
    }

    /** The mean over the networks, each of them measured with what all others chose. */
    public double mean() {
        return Spread.of(choices.stream().map(Choice::figure).toList()).mean();
    }

    /**
     * Chooses by average precision on whole and on thinned sets, counted alike.
     *
     * @param builds reports by the name of their build, in the order in which equal ones are preferred; 2 or more
     * @throws IllegalArgumentException if there are less than two builds, or no two networks that all of them were measured on
     */
    public static LeaveOneOut of(Map<String, SuiteReport> builds) {
        if (builds.size() < 2) {
            throw new IllegalArgumentException("a choice needs reports of two builds or more");
        }
        TreeSet<String> networks =
                new TreeSet<>(figures(builds.values().iterator().next()).keySet());
        builds.values().forEach(report -> networks.retainAll(figures(report).keySet()));
        if (networks.size() < 2) {
            throw new IllegalArgumentException("the reports have no two networks in common");
        }
        List<Choice> choices = new ArrayList<>();
        for (String network : networks) {
            TreeSet<String> others = new TreeSet<>(networks);
            others.remove(network);
            String chosen = best(builds, others);
            String best = best(builds, new TreeSet<>(List.of(network)));
            choices.add(new Choice(
                    network,
                    chosen,
                    mean(builds, chosen, new TreeSet<>(List.of(network))),
                    mean(builds, best, new TreeSet<>(List.of(network)))));
        }
        String onAll = best(builds, networks);
        return new LeaveOneOut(choices, onAll, mean(builds, onAll, networks));
    }

    private static String best(Map<String, SuiteReport> builds, Set<String> networks) {
        String best = "";
        double highest = Double.NEGATIVE_INFINITY;
        for (Map.Entry<String, SuiteReport> build : builds.entrySet()) {
            double mean = mean(build.getValue(), networks);
            if (mean > highest) {
                highest = mean;
                best = build.getKey();
            }
        }
        return best;
    }

    private static double mean(Map<String, SuiteReport> builds, String build, Set<String> networks) {
        return mean(Objects.requireNonNull(builds.get(build)), networks);
    }

    private static double mean(SuiteReport report, Set<String> networks) {
        Map<String, Double> figures = figures(report);
        return Spread.of(networks.stream()
                        .map(network -> figures.getOrDefault(network, Double.NaN))
                        .toList())
                .mean();
    }

    private static Map<String, Double> figures(SuiteReport report) {
        Map<String, Double> figures = report.networks(Variant.WHOLE, SuiteRun.AVERAGE_PRECISION);
        Map<String, Double> thinned = report.networks(Variant.THINNED, SuiteRun.AVERAGE_PRECISION);
        figures.replaceAll((network, whole) -> Spread.of(List.of(whole, thinned.getOrDefault(network, Double.NaN)))
                .mean());
        return figures;
    }
}
