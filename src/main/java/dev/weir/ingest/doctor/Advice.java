package dev.weir.ingest.doctor;

import dev.weir.ingest.doctor.Findings.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What findings mean for detection, in sentences. */
public final class Advice {
    private static final double MOST = 0.5;
    private static final double HARDLY_ANY = 0.05;
    private static final double CLOCK_TOLERANCE_SECONDS = 300;
    private static final double ORDER_TOLERANCE_SECONDS = 3_600;

    private final Findings findings;
    private final List<String> sentences = new ArrayList<>();

    private Advice(Findings findings) {
        this.findings = findings;
    }

    /** The sentences, the gravest first; none if nothing is to be said. */
    public static List<String> of(Findings findings) {
        Advice advice = new Advice(findings);
        advice.sayWhatIsLost();
        if (findings.flows() > 0) {
            advice.sayOfTimes();
            advice.sayOfFields();
        }
        return List.copyOf(advice.sentences);
    }

    private void sayWhatIsLost() {
        if (findings.records() == 0) {
            sentences.add("The file holds no record.");
        } else if (findings.flows() == 0) {
            sentences.add("No record is a flow: nothing of this file would be scored.");
        } else if (findings.lost() > 0) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d records cannot be read as flows and would be dead letters.",
                    findings.lost(),
                    findings.records()));
        }
    }

    private void sayOfTimes() {
        if (findings.times().aheadOfClockSeconds() > CLOCK_TOLERANCE_SECONDS) {
            sentences.add("The latest flow is ahead of this machine's clock: a sensor's clock or time zone is wrong;"
                    + " a day ahead, and Weir sets flows aside.");
        }
        if (findings.times().furthestBackSeconds() > ORDER_TOLERANCE_SECONDS) {
            sentences.add(
                    "Flows are out of order by more than an hour: behaviour counted over minutes is blurred, and figures"
                            + " of evaluate do not hold; sort the file by time.");
        }
        if (findings.repeatedIds() > 0) {
            sentences.add("Ids come more than once: a verdict on one of them is taken for the first flow that had it.");
        }
    }

    private void sayOfFields() {
        if (findings.share(findings.oneWay()) > MOST) {
            sentences.add(
                    "Most records tell one direction only. Two that belong together are joined to one flow; where the other"
                            + " direction is not in what is sent, it is not known whether a host was answered.");
        }
        if (findings.sampled()) {
            sentences.add(
                    "Packets were sampled: counts are multiplied by the rate, but short flows are missing altogether.");
        }
        sayIfMissing(Told.STATE, "No connection state: failed attempts cannot be told from answered ones.");
        sayIfMissing(Told.PORTS, "No ports: sweeps over ports and the kind of service cannot be seen.");
        sayIfMissing(Told.BYTES, "No bytes: uploads and beacons of equal size cannot be seen.");
        sayIfMissing(Told.DURATION, "No durations: long sessions cannot be told from short ones.");
        sayIfMissing(
                Told.ID, "No ids: flows are named by partition and offset, so verdicts need the id that Weir gives.");
    }

    private void sayIfMissing(Told what, String sentence) {
        if (findings.share(findings.told().getOrDefault(what, 0L)) < HARDLY_ANY) {
            sentences.add(sentence);
        }
    }
}
