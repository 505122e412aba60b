package dev.weir.features;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Host states of which there are never more than so many, and from which a flood of invented hosts drives out no
 * established one.
 *
 * <p>A quarter of the places is a ring of newcomers: a new host takes the place of the newcomer that has waited
 * longest. That one moves on to the ring of the established if it is one by now ({@link HostStanding}) and finds room
 * there, and is forgotten if not. In the other ring nobody gives way but a host that was quiet for a week. A host that
 * is known costs nothing of this: places are looked at only when a new one comes. The rings live in a store of their
 * own, so that a restart keeps them. A crash may leave the two stores apart by some hosts, and a hand some places back,
 * where the stream is not exactly-once: a place of nobody is a free one.
 *
 * <p>Not thread-safe.
 */
public final class BoundedHostStates implements HostStates {
    /** The fewest places there may be. */
    public static final int LEAST_HOSTS = 8;

    private static final int NEWCOMERS_ONE_IN = 4;
    private static final int PLACES_TRIED = 16;

    private final HostStates hosts;
    private final RingPlaces places;
    private final Consumer<Forgotten> forgotten;
    private final HostStanding standing = new HostStanding();
    private final HostRing newcomers;
    private final HostRing established;
    private @Nullable String asked;
    private boolean wasThere;

    /** Why a host was forgotten. */
    public enum Forgotten {
        /** It had not been seen often and long enough when newer hosts needed the place. */
        NEWCOMER,
        /** It was quiet for a week, and another needed the place. */
        QUIET,
        /** All places of established hosts are taken. */
        NO_ROOM;

        /** The reason in lower case with underscores. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param hosts the states to bound; nobody else may put into them
     * @param places where the rings are kept; names of places begin with {@code role}, so that several can share it
     * @param maxHosts the most there may be, {@value #LEAST_HOSTS} or more
     * @param forgotten told of each host that is forgotten
     */
    public BoundedHostStates(
            HostStates hosts, RingPlaces places, String role, int maxHosts, Consumer<Forgotten> forgotten) {
        if (maxHosts < LEAST_HOSTS) {
            throw new IllegalArgumentException("max hosts must be " + LEAST_HOSTS + " or more, got " + maxHosts);
        }
        this.hosts = hosts;
        this.places = places;
        this.forgotten = forgotten;
        int forNewcomers = maxHosts / NEWCOMERS_ONE_IN;
        this.newcomers = new HostRing(places, role + ".new", forNewcomers);
        this.established = new HostRing(places, role + ".old", maxHosts - forNewcomers);
    }

    @Override
    public byte @Nullable [] get(String host) {
        byte[] state = hosts.get(host);
        asked = host;
        wasThere = state != null;
        return state;
    }

    @Override
    public void put(String host, byte[] state) {
        boolean isNew = host.equals(asked) ? !wasThere : hosts.get(host) == null;
        asked = null;
        if (isNew) {
            String waiting = newcomers.here();
            newcomers.take(host);
            if (waiting != null) {
                moveOn(waiting);
            }
        }
        hosts.put(host, state);
    }

    /** Keeps what has changed since it was called last; to be called before each commit of the stores. */
    public void save() {
        newcomers.save();
        established.save();
        places.save();
    }

    /** Looks through all places, so not for every flow. */
    @Override
    public void remove(String host) {
        hosts.remove(host);
        places.clear(host, List.of(newcomers.name(), established.name()));
        asked = null;
    }

    private void moveOn(String host) {
        byte[] state = hosts.get(host);
        if (state == null) {
            return;
        }
        if (!standing.isEstablished(state)) {
            forget(host, Forgotten.NEWCOMER);
            return;
        }
        for (int tried = 0; tried < PLACES_TRIED; tried++) {
            String holder = established.here();
            byte[] held = holder == null ? null : hosts.get(holder);
            if (holder == null || held == null) {
                established.take(host);
                return;
            }
            if (standing.isLongQuietBeside(held, state)) {
                forget(holder, Forgotten.QUIET);
                established.take(host);
                return;
            }
            established.skip();
        }
        forget(host, Forgotten.NO_ROOM);
    }

    private void forget(String host, Forgotten reason) {
        hosts.remove(host);
        forgotten.accept(reason);
    }
}
