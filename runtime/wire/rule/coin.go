package rule

import (
	"crypto/sha256"
	"strings"
)

// IsEthereumAddress reports whether s is an address of Ethereum; its checksum is
// not looked at.
func IsEthereumAddress(s string) bool {
	return len(s) == 42 && s[0] == '0' && s[1] == 'x' && consistsOf(s[2:], isHex)
}

const base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// IsBitcoinAddress reports whether s is an address of Bitcoin in base 58, with
// its checksum.
func IsBitcoinAddress(s string) bool {
	if len(s) < 26 || len(s) > 35 || s[0] != '1' && s[0] != '3' {
		return false
	}
	var decoded [25]byte
	for i := range len(s) {
		d := strings.IndexByte(base58, s[i])
		if d < 0 {
			return false
		}
		for i := len(decoded) - 1; i >= 0; i-- {
			d += 58 * int(decoded[i])
			decoded[i] = byte(d)
			d /= 256
		}
	}
	once := sha256.Sum256(decoded[:21])
	twice := sha256.Sum256(once[:])
	return string(twice[:4]) == string(decoded[21:])
}

const bech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

// IsBitcoinBech32 reports whether s is an address of Bitcoin in Bech32, with its
// checksum, in one case.
func IsBitcoinBech32(s string) bool {
	if len(s) < 10 || len(s) > 79 || s[:3] != "bc1" && s[:3] != "BC1" {
		return false
	}
	switch len(s) % 8 {
	case 0, 3, 5:
		return false
	}
	lower := s[0] == 'b'
	sum := 1
	for _, v := range [...]int{3, 3, 0, 2, 3} { // bc
		sum = polymod(sum, v)
	}
	for i := 3; i < len(s); i++ {
		c := s[i]
		switch {
		case lower:
		case isUpper(c):
			c |= 0x20
		case !isDigit(c):
			return false
		}
		v := strings.IndexByte(bech32, c)
		if v < 0 || i == 3 && (v > 16 || v == 0 && len(s) != 42 && len(s) != 62) {
			return false
		}
		sum = polymod(sum, v)
	}
	n := (len(s) - 10) * 5 / 8 // the bytes of the program
	return sum == 1 && 2 <= n && n <= 40
}

// polymod is one step of the checksum of Bech32 (BIP 173).
func polymod(sum, v int) int {
	top := sum >> 25
	sum = (sum&0x1ffffff)<<5 ^ v
	for i, g := range [...]int{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3} {
		if top>>i&1 == 1 {
			sum ^= g
		}
	}
	return sum
}
