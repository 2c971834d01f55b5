package rule

import (
	"net"
	"net/url"
	"strconv"
	"strings"
)

// IsTCPAddr reports whether s is an IP address with the number or the name of a
// port of TCP. An IPv6 address stands in brackets.
func IsTCPAddr(s string) bool { return (hasIPv4(s) || hasIPv6(s)) && isTCP("tcp", s) }

// IsTCP4Addr is [IsTCPAddr] of IPv4 addresses.
func IsTCP4Addr(s string) bool { return hasIPv4(s) && isTCP("tcp4", s) }

// IsTCP6Addr is [IsTCPAddr] of IPv6 addresses.
func IsTCP6Addr(s string) bool { return hasIPv6(s) && isTCP("tcp6", s) }

// IsUDPAddr is [IsTCPAddr] with a port of UDP.
func IsUDPAddr(s string) bool { return (hasIPv4(s) || hasIPv6(s)) && isUDP("udp", s) }

// IsUDP4Addr is [IsUDPAddr] of IPv4 addresses.
func IsUDP4Addr(s string) bool { return hasIPv4(s) && isUDP("udp4", s) }

// IsUDP6Addr is [IsUDPAddr] of IPv6 addresses.
func IsUDP6Addr(s string) bool { return hasIPv6(s) && isUDP("udp6", s) }

func isTCP(network, s string) bool {
	_, err := net.ResolveTCPAddr(network, s) // s is no name that it would ask the network for
	return err == nil
}

func isUDP(network, s string) bool {
	_, err := net.ResolveUDPAddr(network, s)
	return err == nil
}

// hasIPv4 reports whether s, up to its last colon, is an IPv4 address.
func hasIPv4(s string) bool {
	if colon := strings.LastIndexByte(s, ':'); colon >= 0 {
		s = s[:colon]
	}
	return IsIPv4(s)
}

// hasIPv6 reports whether s is an IPv6 address, or one in brackets before its last
// colon.
func hasIPv6(s string) bool {
	if colon := strings.LastIndexByte(s, ':'); colon > 1 && s[colon-1] == ']' {
		s = s[1 : colon-1]
	}
	return IsIPv6(s)
}

// IsHostnamePort reports whether s is the name of a host, or nothing, and the
// number of a port from 1 to 65535.
func IsHostnamePort(s string) bool {
	host, port, err := net.SplitHostPort(s)
	if err != nil {
		return false
	}
	n, err := strconv.ParseInt(port, 10, 32)
	return err == nil && 1 <= n && n <= 65535 && (host == "" || IsHostnameRFC1123(host))
}

// IsOrigin reports whether s is an origin of the web: http or https, a host, and
// perhaps a port.
func IsOrigin(s string) bool {
	if strings.Contains(s, "#") {
		return false
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" ||
		u.Path != "" || u.RawQuery != "" || u.ForceQuery || u.User != nil {
		return false
	}
	if host := u.Hostname(); !IsIP(host) && !IsHostnameRFC1123(host) {
		return false
	}
	if u.Port() == "" {
		return true
	}
	port, err := strconv.ParseUint(u.Port(), 10, 16)
	return err == nil && port != 0
}

// IsHostnameLabel reports whether s is one label of the name of a host.
func IsHostnameLabel(s string) bool { return isLabel(s) && s[len(s)-1] != '-' }

// IsDNSLabel reports whether s is a label by RFC 1035: in lower case, and the first
// is a letter.
func IsDNSLabel(s string) bool {
	return IsHostnameLabel(s) && !isDigit(s[0]) && !strings.ContainsFunc(s, func(r rune) bool { return 'A' <= r && r <= 'Z' })
}

// IsURLEncoded reports whether each percent sign in s has two hexadecimal digits
// behind it.
func IsURLEncoded(s string) bool {
	for {
		_, rest, found := strings.Cut(s, "%")
		switch {
		case !found:
			return true
		case len(rest) < 2 || !isHex(rest[0]) || !isHex(rest[1]):
			return false
		}
		s = rest[2:]
	}
}
