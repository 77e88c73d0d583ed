package io.durastack.inventory.network;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressSeqRange;
import inet.ipaddr.IPAddressString;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A range of addresses of a network, first and last included. */
public record AddressRange(String first, String last) {

    /** Each free address is a row, so a range is bounded. */
    public static final int MOST = 65_536;

    /**
     * Says what is wrong with the range; empty when it is right.
     *
     * @param cidr of the network, valid
     */
    public Optional<String> fault(String cidr) {
        IPAddress from = new IPAddressString(first).getAddress();
        IPAddress to = new IPAddressString(last).getAddress();
        if (from == null || to == null || from.isMultiple() || to.isMultiple()) {
            return Optional.of("first and last must be addresses");
        }
        IPAddress network = new IPAddressString(cidr).getAddress().toPrefixBlock();
        if (!network.contains(from.withoutPrefixLength())
                || !network.contains(to.withoutPrefixLength())) {
            return Optional.of("must lie within " + cidr);
        }
        if (from.compareTo(to) > 0) {
            return Optional.of("first must not be after last");
        }
        return sequence().getCount().bitLength() > 17 || sequence().getCount().longValue() > MOST
                ? Optional.of("has more than " + MOST + " addresses")
                : Optional.empty();
    }

    /** Whether an address lies in it. */
    public boolean contains(String address) {
        return sequence().contains(new IPAddressString(address).getAddress());
    }

    /** Whether the two have an address in common. */
    public boolean overlaps(AddressRange other) {
        return sequence().overlaps(other.sequence());
    }

    private IPAddressSeqRange sequence() {
        return new IPAddressString(first)
                .getAddress()
                .spanWithRange(new IPAddressString(last).getAddress());
    }

    /** Whether the text is a network in CIDR notation, with no bits set behind its prefix. */
    public static boolean isCidr(@Nullable String text) {
        IPAddress address = new IPAddressString(text).getAddress();
        return address != null
                && address.isPrefixed()
                && address.getPrefixLength() > 0
                && address.isPrefixBlock();
    }

    /** Whether the text is one address of the network. */
    public static boolean isIn(String address, String cidr) {
        IPAddress one = new IPAddressString(address).getAddress();
        return one != null
                && !one.isMultiple()
                && new IPAddressString(cidr).getAddress().contains(one.withoutPrefixLength());
    }

    /**
     * All addresses of a network that hosts can have: without its own and, for IPv4, the last; at
     * most {@link #MOST}.
     */
    public static AddressRange whole(String cidr) {
        IPAddress network = new IPAddressString(cidr).getAddress();
        IPAddress first = network.getLower().withoutPrefixLength().increment(1);
        IPAddress last = network.getUpper().withoutPrefixLength();
        IPAddress usable = network.isIPv4() ? last.increment(-1) : last;
        IPAddress most = first.increment(MOST - 1L);
        return new AddressRange(
                first.toString(), (usable.compareTo(most) > 0 ? most : usable).toString());
    }
}
