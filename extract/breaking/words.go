package breaking

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/wscontract/wscontract/extract/contract"
)

// values are all values that a writer may write; nil for too many to list.
func (l *limit) values() []string {
	list := l.words
	switch {
	case list == nil && l.known == nil && l.isNumber && l.whole():
		return l.effective().integers()
	case list == nil:
		list = l.known
	}
	return slices.DeleteFunc(slices.Clone(list), func(w string) bool {
		n := l.measureOf(w)
		return l.known != nil && !slices.Contains(l.known, w) || n != nil && !l.span.has(n) ||
			slices.ContainsFunc(l.clauses, func(c clause) bool { return l.fails(w, c) })
	})
}

// knownValues are the values of a type that has few: nil for others.
func (c core) knownValues() []string {
	switch {
	case c.class == anEnum && !c.enum.Open:
		values := []string{}
		for _, v := range c.enum.Values {
			values = append(values, textOf(v.Value))
		}
		return values
	case c.typ.Kind == contract.Bool:
		return []string{"false", "true"}
	}
	return nil
}

// textOf is a constant as rules and their parameters have it: a string without the
// quotes.
func textOf(value string) string {
	if text, err := strconv.Unquote(value); err == nil {
		return text
	}
	return value
}

func number(param string) *big.Rat {
	if n, ok := new(big.Rat).SetString(param); ok {
		return n
	}
	if d, err := time.ParseDuration(param); err == nil {
		return new(big.Rat).SetInt64(int64(d))
	}
	return nil
}

// isZero tells the text of a zero value.
func (l *limit) isZero(value string) bool {
	return value == "" || l.isNumber && isZero(value) || l.v.typ.Kind == contract.Bool && value == "false"
}

func isZero(param string) bool {
	n := number(param)
	return n != nil && n.Sign() == 0
}

// measureOf returns what the intervals say of one value.
func (l *limit) measureOf(value string) *big.Rat {
	if l.isNumber {
		return number(value)
	}
	return big.NewRat(int64(utf8.RuneCountInString(value)), 1)
}

// splitWords splits the parameter of oneof: words, or texts in single quotes.
func splitWords(param string) []string {
	words := []string{}
	for param = strings.TrimSpace(param); param != ""; param = strings.TrimSpace(param) {
		if rest, ok := strings.CutPrefix(param, "'"); ok {
			if word, after, ok := strings.Cut(rest, "'"); ok {
				words, param = append(words, word), after
				continue
			}
		}
		word, after, _ := strings.Cut(param, " ")
		words, param = append(words, word), after
	}
	return words
}
