package golang

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// A conditional is a rule by which other fields of the struct decide whether a
// field must have a value, or must have none:
//
//	required_if=Kind card       v.Kind == "card" && v.Number == ""
//	excluded_without=Kind       v.Kind == "" && v.Number != ""
//
// Unlike other rules it is also asked about null.
type conditional struct {
	excluded bool
	by       func(o *operand, param string) (c condition, err string)
}

// A condition is that of a conditional, in Go and in words.
type condition struct{ cond, words string }

func (c conditional) row(o *operand, param string) verdict {
	when, err := c.by(o, param)
	if err != "" {
		return verdict{err: err}
	}
	given, absent := o.presence()
	if o.notEmpty {
		given, absent = "", ""
	}
	what, message := absent, o.emptyWords(false)
	if c.excluded {
		what, message = given, o.emptyWords(true)
	}
	v := verdict{breaks: when.cond, message: message + " " + when.words}
	switch {
	case !c.excluded && what == "":
		return verdict{} // there always is a value
	case what != "":
		v.breaks = allOf(when.cond, what)
	}
	return v
}

// isConditional tells the rules that are asked about null.
func isConditional(r *contract.Rule) bool {
	return strings.HasPrefix(r.Name, "required_") || strings.HasPrefix(r.Name, "excluded_")
}

// presence returns the condition that there is a value, and its opposite: no
// pointer on the way is nil, and the value is not the zero value of its type,
// unless it is behind a pointer. Both are empty where there always is one.
func (o *operand) presence() (given, absent string) {
	var some, none []string
	for _, x := range o.nils {
		some, none = append(some, x+" != nil"), append(none, x+" == nil")
	}
	if o.canBeNil() || !o.pointed {
		zero := o.isZero()
		some, none = append(some, negate(zero)), append(none, zero)
	}
	return strings.Join(some, " && "), strings.Join(none, " || ")
}

// emptyWords returns the message of a rule that wants a value, or none.
func (o *operand) emptyWords(excluded bool) string {
	verb, yes := "must not be ", "must be true"
	if excluded {
		verb, yes = "must be ", "must be false"
	}
	switch {
	case o.canBeNil(), o.pointed:
		return verb + "null"
	case o.isText(), o.kind == "":
		return verb + "empty"
	case o.kind == contract.Bool:
		return yes
	}
	return verb + "zero"
}

// isDefault is broken by all that has a value.
func isDefault(o *operand, _ string) verdict {
	given, _ := o.presence()
	if given == "" {
		given = always
	}
	return verdict{breaks: given, message: o.emptyWords(true)}
}

// values returns the condition of a rule whose parameter has pairs of fields and
// values: all the same, or none.
func values(same bool) func(o *operand, param string) (condition, string) {
	return func(o *operand, param string) (c condition, err string) {
		list := words(param)
		if len(list) == 0 || len(list)%2 != 0 {
			return c, "it needs pairs of a field and a value"
		}
		var conditions, clauses []string
		for pair := range slices.Chunk(list, 2) {
			x, key, v := o.sibling(pair[0])
			if v.err != "" {
				return c, v.err
			}
			nils, that := o.p.unwrap(x)
			cond, opposite, err := that.equals(nils, pair[1])
			if err != "" {
				return c, err
			}
			if !same {
				cond = opposite
			}
			conditions = append(conditions, cond)
			clauses = append(clauses, key+" is "+that.valueWords(pair[1]))
		}
		c.cond = allOf(conditions...)
		if same {
			c.words = "when " + strings.Join(clauses, " and ")
		} else {
			c.words = "unless " + strings.Join(clauses, " or ")
		}
		return c, ""
	}
}

// valueWords returns how a message says that a field has a value.
func (o *operand) valueWords(value string) string {
	switch {
	case value == "nil" && (o.canBeNil() || o.pointed):
		return "null"
	case o.isText():
		return strconv.Quote(value)
	case o.hasLen():
		return "of length " + value
	}
	return value
}

// equals returns the condition that a value, and all pointers to it, is what the
// parameter of a rule says, and its opposite.
func (o *operand) equals(nils []string, value string) (same, other, err string) {
	compare := func(x, y string) { same, other = x+" == "+y, x+" != "+y }
	switch n, isInt := parseInteger(value); {
	case o.isText():
		compare(o.expr, quote(value))
	case o.kind == contract.Bool && value == "true":
		same, other = o.convert(), "!"+o.convert()
	case o.kind == contract.Bool && value == "false":
		same, other = "!"+o.convert(), o.convert()
	case o.canBeNil() && value == "nil":
		compare(o.expr, "nil")
	case o.canBeNil() && isInt && n.IsInt64() && n.Sign() >= 0:
		compare("len("+o.expr+")", n.String())
	case isInteger(o.kind) && isInt && integerRange(o.kind).holds(n):
		compare(o.wide([]string{n.String()}), n.String())
	case o.kind == contract.Duration && isInt && n.IsInt64():
		compare(o.expr, n.String())
	case o.kind == contract.Float32 || o.kind == contract.Float64:
		bits := 64
		if o.kind == contract.Float32 {
			bits = 32
		}
		f, parseErr := strconv.ParseFloat(value, bits)
		if parseErr != nil {
			return "", "", strconv.Quote(value) + " is not a number"
		}
		compare(o.expr, strconv.FormatFloat(f, 'g', -1, bits))
	default:
		return "", "", "no " + o.p.display(o.as) + " is " + strconv.Quote(value)
	}
	for _, x := range slices.Backward(nils) {
		if value == "nil" {
			same, other = x+" == nil || "+same, x+" != nil && "+conjunct(other)
		} else {
			same, other = x+" != nil && "+conjunct(same), x+" == nil || "+other
		}
	}
	return same, other, ""
}

// fields returns the condition of a rule whose parameter has fields: that any of
// them, or all, have a value, or have none.
func fields(all, without bool) func(o *operand, param string) (condition, string) {
	return func(o *operand, param string) (c condition, err string) {
		var conditions, keys []string
		for _, name := range words(param) {
			x, key, v := o.sibling(name)
			if v.err != "" {
				return c, v.err
			}
			nils, that := o.p.unwrap(x)
			that.nils = nils
			cond, absent := that.presence()
			o.libs = append(o.libs, that.libs...)
			if without {
				cond = absent
			}
			conditions, keys = append(conditions, cond), append(keys, key)
		}
		if len(keys) == 0 {
			return c, "it needs the names of fields"
		}
		if all {
			c.cond = allOf(conditions...)
		} else {
			c.cond = strings.Join(conditions, " || ")
		}
		c.words = "when " + presenceWords(keys, all, without)
		return c, ""
	}
}

// presenceWords returns how a message says that keys have values.
func presenceWords(keys []string, all, without bool) string {
	switch {
	case len(keys) == 1 && without:
		return keys[0] + " is not given"
	case len(keys) == 1:
		return keys[0] + " is given"
	case all && without:
		return "none of " + strings.Join(keys, ", ") + " is given"
	case all:
		return strings.Join(keys, " and ") + " are given"
	case without:
		return strings.Join(keys, " or ") + " is not given"
	}
	return strings.Join(keys, " or ") + " is given"
}
