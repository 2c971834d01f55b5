package rule

import (
	"net"
	"net/netip"
	"strings"
)

// IsIP reports whether s is an IP address without a zone.
func IsIP(s string) bool {
	_, ok := parseIP(s)
	return ok
}

// IsIPv4 reports whether s is an IPv4 address, perhaps mapped to IPv6.
func IsIPv4(s string) bool {
	ip, ok := parseIP(s)
	return ok && ip.Unmap().Is4()
}

// IsIPv6 reports whether s is an IPv6 address that is not a mapped IPv4 address.
func IsIPv6(s string) bool {
	ip, ok := parseIP(s)
	return ok && !ip.Unmap().Is4()
}

func parseIP(s string) (netip.Addr, bool) {
	if strings.Contains(s, "%") { // before a zone that somebody sent is kept for good
		return netip.Addr{}, false
	}
	ip, err := netip.ParseAddr(s)
	return ip, err == nil
}

// IsCIDR reports whether s is an IP address with the length of a prefix.
func IsCIDR(s string) bool {
	_, _, ok := parseCIDR(s)
	return ok
}

// IsCIDRv4 reports whether s is the address of an IPv4 network: no bit is set
// behind the prefix.
func IsCIDRv4(s string) bool {
	ip, bits, ok := parseCIDR(s)
	return ok && ip.Unmap().Is4() && netip.PrefixFrom(ip, bits).Masked().Addr() == ip
}

// IsCIDRv6 reports whether s is an IPv6 address with the length of a prefix.
func IsCIDRv6(s string) bool {
	ip, _, ok := parseCIDR(s)
	return ok && !ip.Unmap().Is4()
}

// parseCIDR is netip.ParsePrefix as package net has it: the length may have
// leading zeros.
func parseCIDR(s string) (ip netip.Addr, bits int, ok bool) {
	address, length, _ := strings.Cut(s, "/")
	if ip, ok = parseIP(address); !ok || !IsNumber(length) {
		return ip, 0, false
	}
	for i := range len(length) {
		bits = 10*bits + int(length[i]-'0')
		if bits > ip.BitLen() {
			return ip, 0, false
		}
	}
	return ip, bits, true
}

// IsMAC reports whether s is a hardware address of 6, 8 or 20 bytes.
func IsMAC(s string) bool {
	_, err := net.ParseMAC(s)
	return err == nil
}
