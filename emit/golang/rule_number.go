package golang

import "github.com/wscontract/wscontract/extract/contract"

// number returns the row of a rule about strings that every number keeps.
func number(function, message string) row {
	return func(o *operand, param string) verdict {
		if isNumber(o.kind) && o.kind != contract.Number {
			return verdict{}
		}
		return class(function, message)(o, param)
	}
}

// isBoolean is about strings; a bool always is one.
func isBoolean(o *operand, param string) verdict {
	if o.kind == contract.Bool {
		return verdict{}
	}
	return class("IsBoolean", "must be a bool, such as true or 0")(o, param)
}

// port is about integers.
func port(o *operand, _ string) verdict {
	if !isInteger(o.kind) {
		return o.wants("an integer")
	}
	return o.between("1", "65535", "must be a port, from 1 to 65535")
}

// degrees returns the row of a rule about numbers within limits, or strings that
// are such numbers.
func degrees(function, limit, message string) row {
	return func(o *operand, param string) verdict {
		switch {
		case isInteger(o.kind), o.kind == contract.Float32, o.kind == contract.Float64:
			return o.between("-"+limit, limit, message)
		}
		return class(function, message)(o, param)
	}
}

// between is broken by numbers below low and above high.
func (o *operand) between(low, high, message string) verdict {
	below := verdict{}
	if !isUnsigned(o.kind) || low[0] != '-' {
		below = bound{op: "<"}.row(o, low)
	}
	above := bound{op: ">"}.row(o, high)
	v := verdict{breaks: below.breaks, message: message}
	switch {
	case v.breaks == "":
		v.breaks = above.breaks
	case above.breaks != "":
		v.breaks += " || " + above.breaks
	}
	return v
}

// countryNumber returns the row of a rule about numbers of countries, as integers
// or strings.
func countryNumber(text, function, message string) row {
	return func(o *operand, param string) verdict {
		if o.isText() {
			return class(text, message)(o, param)
		}
		return codeNumber(function, message)(o, param)
	}
}

// luhn is about digits, of a string or of a number.
func luhn(o *operand, param string) verdict {
	const message = "must end with the checksum of its digits"
	if o.isText() {
		return class("IsLuhn", message)(o, param)
	}
	return codeNumber("IsLuhnNumber", message)(o, param)
}

// codeNumber returns the row of a rule about integers that a function of package
// rule decides.
func codeNumber(function, message string) row {
	return func(o *operand, _ string) verdict {
		if !isInteger(o.kind) {
			return o.wants("an integer")
		}
		x := "int64(" + o.expr + ")"
		if isUnsigned(o.kind) {
			x = "uint64(" + o.expr + ")"
		}
		return verdict{breaks: "!" + o.lib(ruleLib, function) + "(" + x + ")", message: message}
	}
}
