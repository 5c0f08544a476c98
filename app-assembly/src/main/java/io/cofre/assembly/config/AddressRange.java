package io.cofre.assembly.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Addresses that begin with the same bits.
 *
 * @param first written as an address, never a name, so that nothing is looked up
 * @param bits how many of them count
 */
public record AddressRange(InetAddress first, int bits) {
    /** Reads {@code 10.0.0.0/8}, or one address. */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!address.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            throw new IllegalArgumentException("holds '" + address + "', which is no address");
        }
        try {
            InetAddress first = InetAddress.getByName(address);
            int all = first.getAddress().length * 8;
            int bits = all;
            if (slash >= 0) {
                String given = text.substring(slash + 1);
                if (!given.matches("[0-9]{1,3}") || Integer.parseInt(given) > all) {
                    throw new IllegalArgumentException("holds '" + text + "', whose length is not 0 to " + all);
                }
                bits = Integer.parseInt(given);
            }
            return new AddressRange(first, bits);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("holds '" + address + "', which is no address", e);
        }
    }

    /** Whether an address begins with these bits; what is no address does not. */
    public boolean contains(String address) {
        try {
            return contains(parse(address).first);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] its = address.getAddress();
        if (mine.length != its.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (its[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        String address = first.getHostAddress();
        return bits == first.getAddress().length * 8 ? address : address + "/" + bits;
    }
}
