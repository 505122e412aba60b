package dev.weir.demo;

import dev.weir.feedback.Feedback;
import dev.weir.simulation.office.SimulatedFlow;
import java.util.List;

/**
 * The running detector as the story needs it: each call waits for its effect, so that the story goes in lock step and the same
 * seed gives the same figures, whatever the speed of the machine. Every call throws {@link DemoException} if that takes too long.
 */
interface DemoDetector extends AutoCloseable {
    /** Sends flows, and waits for the scores of all of them, in the same order. */
    List<DemoScore> score(List<SimulatedFlow> flows);

    /** Gives feedback in order, and waits until flows sent from now on are scored by a model that has learned it. */
    void teach(List<Feedback> feedback);

    /** Takes a checkpoint, and returns its digest. */
    String takeCheckpoint(String name);

    /** Rolls back, and waits until flows sent from now on are scored by the old model. */
    void rollBack(String name);

    DemoStanding standing();

    @Override
    void close();
}
