package xooai.drivers.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// Which addresses are not of the public internet, in every form that reaches them.
///
/// The blocks are those of the IANA registries of special purpose addresses (RFC 6890 and its successors).
final class Addresses {
    private Addresses() {}

    /// What keeps that address from being public, or null when nothing does.
    static @Nullable String reserved(InetAddress address) {
        return switch (address) {
            case Inet4Address v4 -> reserved4(v4.getAddress(), 0);
            case Inet6Address v6 -> reserved6(v6.getAddress());
            default -> "of an unknown kind";
        };
    }

    private static @Nullable String reserved4(byte[] bytes, int at) {
        int a = bytes[at] & 0xff;
        int b = bytes[at + 1] & 0xff;
        int c = bytes[at + 2] & 0xff;
        return switch (a) {
            case 0 -> "of this network";
            case 10 -> "private";
            case 100 -> b >= 64 && b < 128 ? "shared by a carrier" : null;
            case 127 -> "loopback";
            case 169 -> b == 254 ? "link-local" : null;
            case 172 -> b >= 16 && b < 32 ? "private" : null;
            case 192 -> reserved192(b, c);
            case 198 -> b == 18 || b == 19 ? "for benchmarks" : b == 51 && c == 100 ? "for documentation" : null;
            case 203 -> b == 0 && c == 113 ? "for documentation" : null;
            default -> a >= 240 ? "reserved" : a >= 224 ? "multicast" : null;
        };
    }

    private static @Nullable String reserved192(int b, int c) {
        if (b == 168) {
            return "private";
        }
        if (b == 88 && c == 99) {
            return "a relay";
        }
        return b == 0 && c == 0 ? "for protocols" : b == 0 && c == 2 ? "for documentation" : null;
    }

    private static @Nullable String reserved6(byte[] b) {
        int first = ((b[0] & 0xff) << 8) | (b[1] & 0xff);
        int second = ((b[2] & 0xff) << 8) | (b[3] & 0xff);
        if (first == 0x2002) {
            return orPublic(reserved4(b, 2), "6to4");
        }
        if (first == 0x64 && second == 0xff9b) {
            return isZero(b, 4, 12) ? orPublic(reserved4(b, 12), "NAT64") : "NAT64 of a private network";
        }
        if (first == 0x2001 && second < 0x200) {
            return second == 0 ? "Teredo" : "for protocols";
        }
        if (first == 0x2001 && second == 0xdb8) {
            return "for documentation";
        }
        if (first >>> 13 == 1) {
            return first == 0x3fff ? "for documentation" : null;
        }
        return notGlobal(b, first);
    }

    /// The address within is what is reached: it decides, and a public one needs no such detour either.
    private static String orPublic(@Nullable String within, String form) {
        return within == null ? "in the form of " + form : within + ", in the form of " + form;
    }

    private static String notGlobal(byte[] b, int first) {
        if (isZero(b, 0, 10) && (b[10] & 0xff) == 0xff && (b[11] & 0xff) == 0xff) {
            return "mapped from IPv4";
        }
        if (isZero(b, 0, 12)) {
            return isZero(b, 12, 15) && b[15] == 1 ? "loopback" : "a form of IPv4";
        }
        if (first >>> 6 == 0xfe80 >>> 6) {
            return "link-local";
        }
        return first >>> 9 == 0xfc00 >>> 9 ? "private" : first >>> 8 == 0xff ? "multicast" : "reserved";
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
