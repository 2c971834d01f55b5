package rule

import (
	"sort"
	"strconv"
)

// IsCountryAlpha2 reports whether s is a country in two letters (ISO 3166-1).
func IsCountryAlpha2(s string) bool { return isCode(s, alpha2, 2) }

// IsCountryAlpha2EU is [IsCountryAlpha2] within the European Union.
func IsCountryAlpha2EU(s string) bool { return isCode(s, alpha2EU, 2) }

// IsCountryAlpha3 reports whether s is a country in three letters (ISO 3166-1).
func IsCountryAlpha3(s string) bool { return isCode(s, alpha3, 3) }

// IsCountryAlpha3EU is [IsCountryAlpha3] within the European Union.
func IsCountryAlpha3EU(s string) bool { return isCode(s, alpha3EU, 3) }

// IsCountryNumeric reports whether s is the number of a country (ISO 3166-1).
func IsCountryNumeric(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && IsCountryNumber(n)
}

// IsCountryNumericEU is [IsCountryNumeric] within the European Union.
func IsCountryNumericEU(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && IsCountryNumberEU(n)
}

// IsCountryNumber is [IsCountryNumeric] of a number, of which only the last three
// digits count.
func IsCountryNumber[T integer](n T) bool { return isNumber(int64(n%1000), countryNumbers) }

// IsCountryNumberEU is [IsCountryNumber] within the European Union.
func IsCountryNumberEU[T integer](n T) bool { return isNumber(int64(n%1000), countryNumbersEU) }

// IsCurrency reports whether s is a currency in three letters (ISO 4217).
func IsCurrency(s string) bool { return isCode(s, currencies, 3) }

// IsCurrencyNumber reports whether n is the number of a currency (ISO 4217).
func IsCurrencyNumber[T integer](n T) bool { return isNumber(int64(n), currencyNumbers) }

type integer interface{ int | int64 | uint64 }

// isCode reports whether s is one of the sorted codes of length n.
func isCode(s, codes string, n int) bool {
	if len(s) != n {
		return false
	}
	_, found := sort.Find(len(codes)/n, func(i int) int {
		switch code := codes[i*n : i*n+n]; {
		case s < code:
			return -1
		case s > code:
			return 1
		}
		return 0
	})
	return found
}

// isNumber reports whether n is one of the codes of three digits.
func isNumber(n int64, codes string) bool {
	if n < 0 || n > 999 {
		return false
	}
	digits := [3]byte{'0' + byte(n/100), '0' + byte(n/10%10), '0' + byte(n%10)}
	return isCode(string(digits[:]), codes, 3)
}
