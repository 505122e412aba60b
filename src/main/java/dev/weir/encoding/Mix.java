package dev.weir.encoding;

/** Hashes of whole numbers and names, the same for ever: indices of weights follow from them. MurmurHash3's finalizer. */
public final class Mix {
    private Mix() {}

    public static int of(int seed, int value) {
        int hash = seed ^ (value * 0xcc9e2d51);
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }

    static int ofText(String text) {
        int hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = of(hash, text.charAt(i));
        }
        return hash;
    }
}
