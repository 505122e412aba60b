package dev.weir.alert;

/**
 * The recent stories and the highest bin of each, so that a hundred flows which would share one alert are counted as one. Two
 * stories that fall on the same place push each other out, and are then counted once more.
 */
final class StoryTable {
    static final int ABSENT = -1;
    private static final int PLACES = 1 << 14;

    private final long windowMicros;
    private final long[] stories = new long[PLACES];
    private final long[] lastSeenMicros = new long[PLACES];
    private final long[] hours = new long[PLACES];
    private final short[] bins = new short[PLACES];
    private final boolean[] taken = new boolean[PLACES];
    private int place;

    StoryTable(long windowMicros) {
        this.windowMicros = windowMicros;
    }

    /** The highest bin of a story, or {@link #ABSENT} if it was not seen within the window; {@link #put} then goes to it. */
    int find(long story, long micros) {
        place = (int) (mix(story) >>> 50);
        boolean known = taken[place] && stories[place] == story && micros - lastSeenMicros[place] <= windowMicros;
        return known ? bins[place] : ABSENT;
    }

    /** When the story last found was counted. */
    long hour() {
        return hours[place];
    }

    /** The story last found was seen again. */
    void touch(long micros) {
        lastSeenMicros[place] = micros;
    }

    /** The story last looked for is counted in a bin. */
    void put(long story, int bin, long micros, long hour) {
        stories[place] = story;
        bins[place] = (short) bin;
        lastSeenMicros[place] = micros;
        hours[place] = hour;
        taken[place] = true;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 32)) * 0x9e3779b97f4a7c15L;
        return (mixed ^ (mixed >>> 29)) * 0xbf58476d1ce4e5b9L;
    }
}
