package golang

import (
	"cmp"
	"math/big"
	"strconv"

	"github.com/wscontract/wscontract/extract/contract"
)

// A span is the range of an integer type.
type span struct {
	low, high *big.Int
	bits      int
}

func (s span) holds(n *big.Int) bool { return s.low.Cmp(n) <= 0 && n.Cmp(s.high) <= 0 }

// integerRange returns the range of an integer kind, as wide as it can be.
func integerRange(kind contract.Kind) span {
	bits := map[contract.Kind]int{
		contract.Int8: 8, contract.Int16: 16, contract.Int32: 32,
		contract.Uint8: 8, contract.Uint16: 16, contract.Uint32: 32,
	}[kind]
	bits = cmp.Or(bits, 64)
	one := big.NewInt(1)
	if isUnsigned(kind) {
		high := new(big.Int).Lsh(one, uint(bits))
		return span{big.NewInt(0), high.Sub(high, one), bits}
	}
	half := new(big.Int).Lsh(one, uint(bits-1))
	return span{new(big.Int).Neg(half), new(big.Int).Sub(half, one), bits}
}

// parseInteger reads an integer as strconv does with base 0, of any size.
func parseInteger(s string) (*big.Int, bool) {
	if n, err := strconv.ParseInt(s, 0, 64); err == nil {
		return big.NewInt(n), true
	}
	if n, err := strconv.ParseUint(s, 0, 64); err == nil {
		return new(big.Int).SetUint64(n), true
	}
	return nil, false
}

func notInteger(param string) string {
	if param == "" {
		return "it needs an integer; write one behind an equals sign"
	}
	return strconv.Quote(param) + " is not an integer in range"
}
