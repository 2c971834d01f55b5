package golang

import (
	"math"
	"math/big"
	"strconv"
	"time"

	"github.com/wscontract/wscontract/extract/contract"
)

// A bound is a rule that compares a value with its parameter: the characters of
// a string, the length of what has one, a number, or a time with the present.
type bound struct {
	op     string // between value and parameter, when the rule is broken
	count  string // the words for lengths
	number string // the words for numbers
	time   string // the message for times, or ""
	equal  bool   // strings and bools are compared, too, and strings not by length
	not    bool
}

func (b bound) row(o *operand, param string) verdict {
	switch {
	case b.equal && o.isText():
		return verdict{breaks: o.expr + " " + b.op + " " + quote(param), message: b.must(strconv.Quote(param))}
	case b.equal && o.kind == contract.Bool:
		return b.boolean(o, param)
	case o.isText():
		return b.length(o, param, o.lib(utf8Lib, "RuneCountInString")+"("+o.text()+")", o.expr, "character")
	case o.kind == contract.Array || o.kind == contract.ByteArray:
		return b.fixedLength(o, param)
	case o.hasLen():
		return b.length(o, param, "len("+o.expr+")", "", o.unit())
	case o.kind == contract.Float32 || o.kind == contract.Float64:
		return b.float(o, param)
	case isInteger(o.kind):
		return b.integer(o, param)
	case o.kind == contract.Duration:
		return b.duration(o, param)
	case o.kind == contract.Time && b.time != "":
		return b.moment(o)
	}
	return o.wants("a string, a number, or something with a length")
}

// must returns the message about something that is not a length.
func (b bound) must(text string) string {
	verb := "must be "
	if b.not {
		verb = "must not be "
	}
	if b.number != "" {
		verb += b.number + " "
	}
	return verb + text
}

// countMessage returns the message about n of something.
func (b bound) countMessage(n *big.Int, unit string) string {
	verb, after := "have ", ""
	if unit == "character" || unit == "byte" {
		verb, after = "be ", " long"
	}
	if b.not {
		verb = "not " + verb
	}
	if n.Cmp(big.NewInt(1)) != 0 {
		unit = plurals[unit]
	}
	return "must " + verb + b.count + " " + n.String() + " " + unit + after
}

var plurals = map[string]string{"character": "characters", "element": "elements", "entry": "entries", "byte": "bytes"}

// unit returns what the length of a value counts.
func (o *operand) unit() string {
	switch o.kind {
	case contract.Map:
		return "entry"
	case contract.Bytes, contract.ByteArray, contract.Raw:
		return "byte"
	}
	return "element"
}

// length compares a length. A length of none is compared as emptiness, where
// empty is the expression of a string or "" for what len counts.
func (b bound) length(o *operand, param, length, text, unit string) verdict {
	n, ok := parseInteger(param)
	if !ok || !integerRange(contract.Int64).holds(n) {
		return verdict{err: notInteger(param)}
	}
	v := b.compare(length, n, span{big.NewInt(0), big.NewInt(math.MaxInt64), 64})
	v.message = b.countMessage(n, unit)
	if text != "" {
		switch v.breaks {
		case length + " == 0":
			v.breaks, o.libs = text+` == ""`, nil
		case length + " != 0":
			v.breaks, o.libs = text+` != ""`, nil
		case "", always:
		default:
			if cond := b.characters(o, n); cond != "" {
				v.breaks, o.libs = cond, nil
			}
		}
	}
	return v
}

// characters returns the condition that the number of characters of a string
// compares with n, or "" where it has to be counted.
//
//	max=2000     wire.Longer(v.Text, 2000)
//	min=3        wire.Shorter(v.Text, 3)
func (b bound) characters(o *operand, n *big.Int) string {
	if n.BitLen() > 28 {
		return "" // four times that does not fit an int everywhere
	}
	call := func(name string, n int64) string {
		return wire(o.p.File, name) + "(" + o.expr + ", " + strconv.FormatInt(n, 10) + ")"
	}
	switch b.op {
	case ">":
		return call("Longer", n.Int64())
	case ">=":
		return call("Longer", n.Int64()-1)
	case "<":
		return call("Shorter", n.Int64())
	case "<=":
		return call("Shorter", n.Int64()+1)
	}
	return ""
}

// fixedLength judges the length of an array, which is known.
func (b bound) fixedLength(o *operand, param string) verdict {
	n, ok := parseInteger(param)
	if !ok {
		return verdict{err: notInteger(param)}
	}
	length := big.NewInt(int64(o.t.Len))
	v := b.compare("", n, span{length, length, 64})
	if v.breaks != "" {
		return verdict{breaks: always}
	}
	return v
}

func (b bound) integer(o *operand, param string) verdict {
	n, ok := parseInteger(param)
	limits := integerRange(contract.Int64)
	if isUnsigned(o.kind) {
		limits = integerRange(contract.Uint64)
	}
	if !ok || !limits.holds(n) {
		return verdict{err: notInteger(param)}
	}
	v := b.compare(o.wide([]string{n.String()}), n, integerRange(o.kind))
	v.message = b.must(n.String())
	return v
}

// wide returns the value so that it can be compared with constants: as 64 bits,
// when a constant may not fit an int everywhere.
func (o *operand) wide(constants []string) string {
	for _, c := range constants {
		n, ok := parseInteger(c)
		switch {
		case !ok:
		case o.kind == contract.Int && !integerRange(contract.Int32).holds(n):
			return "int64(" + o.expr + ")"
		case (o.kind == contract.Uint || o.kind == contract.Uintptr) && !integerRange(contract.Uint32).holds(n):
			return "uint64(" + o.expr + ")"
		}
	}
	return o.expr
}

// duration compares a duration, whose parameter is one, or nanoseconds.
func (b bound) duration(o *operand, param string) verdict {
	length, err := time.ParseDuration(param)
	if err != nil {
		n, ok := parseInteger(param)
		if !ok || !n.IsInt64() {
			return verdict{err: strconv.Quote(param) + " is not a duration; write one such as 1m30s"}
		}
		length = time.Duration(n.Int64())
	}
	v := b.compare(o.expr, big.NewInt(int64(length)), integerRange(contract.Int64))
	if v.breaks != "" && v.breaks != always {
		v.breaks = o.expr + " " + b.op + " " + o.durationLiteral(length)
	}
	v.message = b.must(length.String())
	return v
}

// durationLiteral writes a duration with the largest unit that divides it.
func (o *operand) durationLiteral(length time.Duration) string {
	if length == 0 {
		return "0"
	}
	for _, unit := range []struct {
		length time.Duration
		name   string
	}{
		{time.Hour, "Hour"}, {time.Minute, "Minute"}, {time.Second, "Second"},
		{time.Millisecond, "Millisecond"}, {time.Microsecond, "Microsecond"},
	} {
		if length%unit.length == 0 {
			name := o.lib(timeLib, unit.name)
			if length == unit.length {
				return name
			}
			return strconv.FormatInt(int64(length/unit.length), 10) + "*" + name
		}
	}
	return strconv.FormatInt(int64(length), 10)
}

// float compares a float. JSON has neither infinities nor NaN.
func (b bound) float(o *operand, param string) verdict {
	bits := 64
	if o.kind == contract.Float32 {
		bits = 32
	}
	f, err := strconv.ParseFloat(param, bits)
	if err != nil {
		return verdict{err: strconv.Quote(param) + " is not a number"}
	}
	text := strconv.FormatFloat(f, 'g', -1, bits)
	v := verdict{breaks: o.expr + " " + b.op + " " + text, message: b.must(text)}
	switch {
	case math.IsNaN(f):
		v.breaks = always
		if b.op == "==" {
			v.breaks = ""
		}
	case math.IsInf(f, 0):
		v.breaks = infinite(b.op, f)
	}
	return v
}

// infinite returns whether a finite number compares with an infinite one.
func infinite(op string, f float64) string {
	switch {
	case op == "!=", f > 0 && op[0] == '<', f < 0 && op[0] == '>':
		return always
	}
	return ""
}

func (b bound) boolean(o *operand, param string) verdict {
	want, err := strconv.ParseBool(param)
	if err != nil {
		return verdict{err: strconv.Quote(param) + " is not a bool"}
	}
	if b.not {
		want = !want
	}
	if want {
		return verdict{breaks: "!" + o.convert(), message: "must be true"}
	}
	return verdict{breaks: o.convert(), message: "must be false"}
}

// moment compares a time with the present; the parameter is not looked at.
func (b bound) moment(o *operand) verdict {
	now := o.lib(timeLib, "Now") + "()"
	return verdict{breaks: compareTimes(b.op, o.expr, now), message: b.time}
}

// compare returns the condition x op n, for an x within a span. A condition that
// the span decides is not printed: a constant out of range does not compile,
// and a comparison that is always true is a mistake to the tools.
func (b bound) compare(x string, n *big.Int, in span) verdict {
	low, high := n.Cmp(in.low), n.Cmp(in.high) // of n against the ends
	cond := x + " " + b.op + " " + n.String()
	switch b.op {
	case "<":
		switch {
		case low <= 0:
			return verdict{}
		case high > 0:
			return verdict{breaks: always}
		case n.Cmp(big.NewInt(1)) == 0 && in.low.Sign() == 0:
			cond = x + " == 0"
		}
	case "<=":
		switch {
		case low < 0:
			return verdict{}
		case high >= 0:
			return verdict{breaks: always}
		case low == 0:
			cond = x + " == " + n.String()
		}
	case ">":
		switch {
		case high >= 0:
			return verdict{}
		case low < 0:
			return verdict{breaks: always}
		case low == 0:
			cond = x + " != " + n.String()
		}
	case ">=":
		switch {
		case high > 0:
			return verdict{}
		case low <= 0:
			return verdict{breaks: always}
		case high == 0:
			cond = x + " == " + n.String()
		}
	case "!=":
		switch {
		case low < 0 || high > 0:
			return verdict{breaks: always}
		case low == 0 && high == 0:
			return verdict{}
		}
	case "==":
		switch {
		case low < 0 || high > 0:
			return verdict{}
		case low == 0 && high == 0:
			return verdict{breaks: always}
		}
	}
	return verdict{breaks: cond}
}
