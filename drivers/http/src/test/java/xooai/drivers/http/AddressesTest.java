package xooai.drivers.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,of this network",
        "0.1.2.3,of this network",
        "10.0.0.1,private",
        "10.255.255.255,private",
        "100.64.0.1,shared",
        "100.127.255.255,shared",
        "127.0.0.1,loopback",
        "127.255.255.254,loopback",
        "169.254.169.254,link-local",
        "172.16.0.1,private",
        "172.31.255.255,private",
        "192.0.0.1,protocols",
        "192.0.2.1,documentation",
        "192.88.99.1,relay",
        "192.168.0.1,private",
        "198.18.0.1,benchmarks",
        "198.19.255.255,benchmarks",
        "198.51.100.1,documentation",
        "203.0.113.1,documentation",
        "224.0.0.1,multicast",
        "239.255.255.255,multicast",
        "240.0.0.1,reserved",
        "255.255.255.255,reserved",
        "::,form of IPv4",
        "::1,loopback",
        "::127.0.0.1,form of IPv4",
        "::8.8.8.8,form of IPv4",
        "fe80::1,link-local",
        "febf::1,link-local",
        "fec0::1,reserved",
        "fc00::1,private",
        "fd12:3456::1,private",
        "ff02::1,multicast",
        "64:ff9b::7f00:1,loopback",
        "64:ff9b::a00:1,private",
        "64:ff9b::808:808,NAT64",
        "64:ff9b:1::1,NAT64",
        "2002:7f00:1::,loopback",
        "2002:a9fe:a9fe::,link-local",
        "2002:808:808::1,6to4",
        "2001::1,Teredo",
        "2001:10::1,protocols",
        "2001:db8::1,documentation",
        "3fff::1,documentation",
        "100::1,reserved",
        "5f00::1,reserved",
        "4000::1,reserved"
    })
    void addressesThatAreNotPublicAreKnown(String address, String why) {
        assertThat(Addresses.reserved(InetAddress.ofLiteral(address))).contains(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.0.0.1",
                "128.0.0.1", "169.253.0.1", "172.15.0.1", "172.32.0.1", "192.1.0.1", "192.167.0.1", "192.169.0.1",
                "198.17.0.1", "198.20.0.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "2001:4860:4860::8888"
            })
    void publicAddressesAreReached(String address) {
        assertThat(Addresses.reserved(InetAddress.ofLiteral(address))).isNull();
    }

    /// Java gives an address that is mapped from IPv4 as the one of IPv4 that it is.
    @ParameterizedTest
    @ValueSource(strings = {"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "0:0:0:0:0:ffff:7f00:1"})
    void mappedAddressesAreThoseWithin(String address) {
        assertThat(Addresses.reserved(InetAddress.ofLiteral(address))).isNotNull();
    }
}
