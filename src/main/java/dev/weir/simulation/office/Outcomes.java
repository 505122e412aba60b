package dev.weir.simulation.office;

import dev.weir.flow.ConnState;

/**
 * How connections end, by the company they keep. The shape follows captures of real desktops: two thirds of what they open to
 * the internet ends in order, the rest is reset, cut off by time-outs, seen from the middle or never answered.
 */
public final class Outcomes {
    public static final Mix<ConnState> INTERNET = new Mix<ConnState>()
            .with(64, ConnState.SF)
            .with(7, ConnState.RSTO)
            .with(6, ConnState.S1)
            .with(6, ConnState.OTH)
            .with(4, ConnState.S3)
            .with(3, ConnState.S2)
            .with(3, ConnState.RSTR)
            .with(2, ConnState.S0)
            .with(1.5, ConnState.SHR)
            .with(1.5, ConnState.SH)
            .with(1, ConnState.RSTOS0)
            .with(0.6, ConnState.RSTRH)
            .with(0.4, ConnState.REJ);

    public static final Mix<ConnState> INSIDE = new Mix<ConnState>()
            .with(88, ConnState.SF)
            .with(4, ConnState.RSTO)
            .with(2, ConnState.S1)
            .with(2, ConnState.RSTR)
            .with(1.5, ConnState.OTH)
            .with(1.5, ConnState.S0)
            .with(1, ConnState.REJ);

    public static final Mix<ConnState> FAILURE = new Mix<ConnState>()
            .with(55, ConnState.S0)
            .with(22, ConnState.REJ)
            .with(8, ConnState.RSTOS0)
            .with(8, ConnState.RSTR)
            .with(4, ConnState.SH)
            .with(3, ConnState.RSTRH);

    public static final Mix<ConnState> DATAGRAM =
            new Mix<ConnState>().with(96, ConnState.SF).with(2.5, ConnState.S0).with(1.5, ConnState.SHR);

    private Outcomes() {}
}
