package dev.weir.sharing.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.IPAddressString;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the key and the trace of the reference implementation, and for IPv6 the values that others agree on. */
class CryptoPanTest {
    private static final byte[] KEY = {
        21,
        34,
        23,
        (byte) 141,
        51,
        (byte) 164,
        (byte) 207,
        (byte) 128,
        19,
        10,
        91,
        22,
        73,
        (byte) 144,
        125,
        16,
        (byte) 216,
        (byte) 152,
        (byte) 143,
        (byte) 131,
        121,
        121,
        101,
        39,
        98,
        87,
        76,
        45,
        42,
        (byte) 132,
        34,
        2
    };

    private final CryptoPan addresses = new CryptoPan(KEY, List.of());

    @ParameterizedTest
    @CsvSource({
        "128.11.68.132, 135.242.180.132",
        "129.118.74.4, 134.136.186.123",
        "130.132.252.244, 133.68.164.234",
        "141.223.7.43, 141.167.8.160",
        "141.233.145.108, 141.129.237.235",
        "152.163.225.39, 151.140.114.167",
        "156.29.3.236, 147.225.12.42",
        "165.247.96.84, 162.9.99.234",
        "166.107.77.190, 160.132.178.185",
        "192.102.249.13, 252.138.62.131",
        "192.215.32.125, 252.43.47.189",
        "193.150.244.223, 253.169.52.216",
        "198.200.171.101, 249.199.68.213",
        "202.49.198.20, 245.206.7.234",
        "205.188.147.153, 242.96.16.101",
        "207.105.49.5, 241.118.205.138",
        "208.147.89.59, 227.237.98.191",
        "212.120.124.31, 228.135.163.231",
        "216.148.237.145, 235.84.194.111",
        "24.0.250.221, 100.15.198.226",
        "24.13.62.231, 100.2.192.247",
        "38.15.67.68, 64.3.66.187",
        "4.3.88.225, 124.60.155.63",
        "63.14.55.111, 95.9.215.7",
        "63.97.7.140, 95.97.9.123",
        "64.14.118.196, 0.255.183.58",
        "64.39.15.238, 0.219.7.41",
        "10.185.25.118, 117.161.29.118",
        "::1, 78ff:f001:9fc0:20df:8380:b1f1:704:ed",
        "::2, 78ff:f001:9fc0:20df:8380:b1f1:704:ef",
        "::ffff, 78ff:f001:9fc0:20df:8380:b1f1:704:f838",
        "2001:db8::1, 4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1e",
        "2001:db8::2, 4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1c",
    })
    void pseudonym_isThatOfTheReference(String address, String pseudonym) {
        assertThat(addresses.pseudonym(bytes(address))).isEqualTo(bytes(pseudonym));
    }

    private static byte[] bytes(String address) {
        return new IPAddressString(address).getAddress().getBytes();
    }
}
