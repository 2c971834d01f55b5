package breaking

import (
	"math"
	"math/big"
	"strconv"

	"github.com/wscontract/wscontract/extract/contract"
)

// A span is an interval of numbers or lengths. A nil end is none.
type span struct{ lo, hi *end }

// An end is where a span ends; with open, just before.
type end struct {
	n    *big.Rat
	open bool
}

var one = big.NewRat(1, 1)

// spanOf returns the span that a rule leaves to what is measured of a value, if
// the rule is one about that. Of whole numbers, more than 3 is at least 4.
func (l *limit) spanOf(name, param string) (span, bool) {
	n := number(param)
	if n == nil || l.measure == "" && !l.isNumber {
		return span{}, false
	}
	whole := l.whole()
	switch name {
	case "min", "gte":
		return span{lo: &end{n: n}}, true
	case "max", "lte":
		return span{hi: &end{n: n}}, true
	case "gt":
		if whole {
			return span{lo: &end{n: n.Add(n, one)}}, true
		}
		return span{lo: &end{n, true}}, true
	case "lt":
		if whole {
			return span{hi: &end{n: n.Sub(n, one)}}, true
		}
		return span{hi: &end{n, true}}, true
	case "eq":
		if l.v.typ.Kind == contract.String {
			return span{}, false // the text itself, not its length
		}
		return span{&end{n: n}, &end{n: n}}, true
	case "len":
		return span{&end{n: n}, &end{n: n}}, true
	}
	return span{}, false
}

// whole tells that what is measured is an integer.
func (l *limit) whole() bool {
	_, _, integer := intRange(l.v.typ.Kind)
	return l.measure != "" || integer
}

// ownSpan is what the type itself leaves to what is measured of it.
func (c core) ownSpan() span {
	if lo, hi, ok := intRange(c.typ.Kind); ok {
		return span{&end{n: new(big.Rat).SetInt(lo)}, &end{n: new(big.Rat).SetInt(hi)}}
	}
	s := span{lo: &end{n: new(big.Rat)}}
	switch {
	case c.typ.Kind == contract.Array || c.typ.Kind == contract.ByteArray:
		n := big.NewRat(int64(c.typ.Len), 1)
		s = span{&end{n: n}, &end{n: n}}
	case c.typ.Kind == contract.Float32:
		most := new(big.Rat).SetFloat64(math.MaxFloat32)
		s = span{&end{n: new(big.Rat).Neg(most)}, &end{n: most}}
	case isNumber(c.typ.Kind):
		s.lo = nil
	}
	return s
}

// and returns what is in both spans.
func (s span) and(o span) span {
	if s.lo.before(o.lo) {
		s.lo = o.lo
	}
	if o.hi.within(s.hi) {
		s.hi = o.hi
	}
	return s
}

// before tells that a lower end leaves more than another.
func (e *end) before(o *end) bool {
	if e == nil || o == nil {
		return o != nil
	}
	c := e.n.Cmp(o.n)
	return c < 0 || c == 0 && !e.open && o.open
}

// within tells that an upper end leaves less than another.
func (e *end) within(o *end) bool {
	if e == nil || o == nil {
		return e != nil
	}
	c := e.n.Cmp(o.n)
	return c < 0 || c == 0 && e.open && !o.open
}

// contains tells that a span has all that another has.
func (s span) contains(o span) bool { return !o.lo.before(s.lo) && !s.hi.within(o.hi) }

// has tells that a number is in a span.
func (s span) has(n *big.Rat) bool { return s.contains(span{&end{n: n}, &end{n: n}}) }

// integers lists the integers in a span, if they are few.
func (s span) integers() []string {
	if s.lo == nil || s.hi == nil || !s.lo.n.IsInt() || new(big.Rat).Sub(s.hi.n, s.lo.n).Cmp(big.NewRat(100, 1)) > 0 {
		return nil
	}
	list := []string{}
	for n := s.lo.n; s.has(n); n = new(big.Rat).Add(n, one) {
		list = append(list, n.Num().String())
	}
	return list
}

// String writes a span for people, such as "1 to 5".
func (s span) String() string {
	switch {
	case s.lo == nil && s.hi == nil:
		return "anything"
	case s.lo == nil:
		return s.hi.spell("at most ", "less than ")
	case s.hi == nil:
		return s.lo.spell("at least ", "more than ")
	case s.lo.n.Cmp(s.hi.n) == 0:
		return s.lo.spell("", "")
	case !s.lo.open && !s.hi.open:
		return s.lo.spell("", "") + " to " + s.hi.spell("", "")
	}
	return s.lo.spell("at least ", "more than ") + " and " + s.hi.spell("at most ", "less than ")
}

func (e *end) spell(closed, open string) string {
	word := closed
	if e.open {
		word = open
	}
	if e.n.IsInt() {
		return word + e.n.Num().String()
	}
	f, _ := e.n.Float64()
	return word + formatFloat(f)
}

func formatFloat(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }
