package dev.weir.sharing.privacy;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Replaces addresses under a key so that two that have the first n bits in common still have exactly these in common, and no more
 * (Crypto-PAn: Xu, Fan, Ammar, Moon, "Prefix-Preserving IP Address Anonymization", ICNP 2002). It maps addresses one to one.
 *
 * <p>Each bit is turned or not by what the key says of the bits before it. The bits that lead to a kept network are never turned:
 * such a network is its own image, and so nothing else is mapped into it.
 *
 * <p>Not thread-safe.
 */
final class CryptoPan {
    static final int KEY_BYTES = 32;
    private static final int BLOCK_BYTES = 16;

    private final Cipher cipher;
    private final byte[] pad;
    private final List<Prefix> kept;

    /**
     * The beginning of addresses.
     *
     * @param from the bit that it begins at: 0, or later for all addresses that go on so from there
     * @param bits the bits
     * @param to the bit after its last
     * @param addressBytes length of the addresses it is about
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Prefix(int from, byte[] bits, int to, int addressBytes) {
        /** Whether the bits of an address from the beginning to a place lead to it, and it goes on there. */
        private boolean isOnTheWay(byte[] address, int place) {
            if (address.length != addressBytes || place < from || place >= to) {
                return false;
            }
            for (int i = from; i < place; i++) {
                if (bit(address, i) != bit(bits, i)) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * @param key 16 bytes of the cipher, 16 of the pad
     * @param kept what maps to itself
     */
    CryptoPan(byte[] key, List<Prefix> kept) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key must have " + KEY_BYTES + " bytes, got " + key.length);
        }
        try {
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 0, BLOCK_BYTES, "AES"));
            pad = cipher.doFinal(key, BLOCK_BYTES, BLOCK_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot happen: every Java has AES", e);
        }
        this.kept = List.copyOf(kept);
    }

    /**
     * The pseudonym of an address.
     *
     * @param address 1 to 16 bytes
     */
    byte[] pseudonym(byte[] address) {
        byte[] result = address.clone();
        byte[] block = new byte[BLOCK_BYTES];
        for (int place = 0; place < 8 * address.length; place++) {
            if (isOnTheWayToKept(address, place)) {
                continue;
            }
            System.arraycopy(pad, 0, block, 0, BLOCK_BYTES);
            copyBits(address, block, place);
            if (encrypted(block) < 0) {
                result[place / 8] ^= (byte) (0x80 >>> (place % 8));
            }
        }
        return result;
    }

    /** The first byte; below zero if its first bit is set. */
    private byte encrypted(byte[] block) {
        try {
            return cipher.doFinal(block)[0];
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot happen: a block of the right size", e);
        }
    }

    private boolean isOnTheWayToKept(byte[] address, int place) {
        for (Prefix prefix : kept) {
            if (prefix.isOnTheWay(address, place)) {
                return true;
            }
        }
        return false;
    }

    private static void copyBits(byte[] from, byte[] to, int count) {
        System.arraycopy(from, 0, to, 0, count / 8);
        if (count % 8 > 0) {
            int mask = 0xff << (8 - count % 8);
            to[count / 8] = (byte) ((from[count / 8] & mask) | (to[count / 8] & ~mask));
        }
    }

    private static int bit(byte[] bytes, int place) {
        return bytes[place / 8] >> (7 - place % 8) & 1;
    }
}
