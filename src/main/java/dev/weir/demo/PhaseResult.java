package dev.weir.demo;

/**
 * How a phase went.
 *
 * @param flows scored in it
 * @param alerts raised in it
 * @param verdicts given in it
 * @param precision share of alerts that were attacks; NaN without alerts
 * @param recall share of attack flows that raised an alert; NaN without attacks
 * @param averagePrecision how well the scores rank, 0 to 1; NaN without attacks
 * @param after where the model stood at its end
 */
record PhaseResult(
        Phase phase,
        long flows,
        long alerts,
        long verdicts,
        double precision,
        double recall,
        double averagePrecision,
        DemoStanding after) {}
