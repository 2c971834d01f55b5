package golang

import (
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// An operand is the value that rules are about, behind all pointers.
type operand struct {
	p *decoder
	x subject

	expr string
	// kind is what the value is for the rules: a basic kind, Bytes, Slice,
	// Array, ByteArray or Map for what has a length, Time, Duration, Any for
	// an interface, Inline for a struct, and "" for a type with its own
	// methods, whose Go kind the contract does not tell.
	kind contract.Kind
	as   *contract.Type // its Go type
	t    *contract.Type // the expression behind its names, for elements and lengths

	pointed  bool // it was reached through a pointer, and so is never empty
	first    bool // the rule is the first
	notEmpty bool // a guard has seen to that

	nils []string // the pointers on the way, while a rule is asked also about null

	libs []library // that were mentioned
}

// lib returns a declaration of l for a condition. The import follows when the
// condition is printed.
func (o *operand) lib(l library, name string) string {
	o.libs = append(o.libs, l)
	return o.p.imports.Name(l.path, l.name) + "." + name
}

// unwrap looks through pointers and names. It returns the pointers and
// interfaces that can be nil, outermost first, and what is behind them.
func (p *decoder) unwrap(x subject) (nils []string, o *operand) {
	o = &operand{p: p, x: x, expr: x.expr, as: x.t, t: x.t}
	for range 100 { // type P *P has no end
		switch o.t.Kind {
		case contract.Pointer:
			nils = append(nils, o.expr)
			o.expr = deref(o.expr)
			o.t, o.as, o.pointed = o.t.Elem, o.t.Elem, true
			continue
		case contract.Any:
			nils = append(nils, o.expr)
			o.pointed = true
		case contract.Ref:
			n := p.named(o.t)
			switch {
			case n.Underlying != nil:
				o.t = n.Underlying
				continue
			case n.Enum != nil:
				o.kind = n.Enum.Base
				return nils, o
			case n.Codec != nil:
				return nils, o
			case isInterface(n):
				nils = append(nils, o.expr)
				o.pointed = true
			}
			o.kind = contract.Inline
			return nils, o
		}
		o.kind = o.t.Kind
		return nils, o
	}
	return nils, o
}

// plain reports whether the Go type of the value is that of its kind, without a
// name of its own.
func (o *operand) plain() bool { return o.as.Kind == o.kind }

// convert returns the value as the Go type of its kind. Conditions need a bool that
// is one, since && does not take other types.
func (o *operand) convert() string {
	if o.plain() {
		return o.expr
	}
	return string(o.kind) + "(" + o.expr + ")"
}

// text returns the value as a string.
func (o *operand) text() string {
	if o.as.Kind == contract.String {
		return o.expr
	}
	return "string(" + o.expr + ")"
}

func (o *operand) isText() bool { return o.kind == contract.String || o.kind == contract.Number }

// hasLen tells what counts elements, entries or bytes.
func (o *operand) hasLen() bool {
	switch o.kind {
	case contract.Slice, contract.Array, contract.Map, contract.Bytes, contract.ByteArray, contract.Raw:
		return true
	}
	return false
}

// canBeNil tells what is empty, for the rules, when it is nil.
func (o *operand) canBeNil() bool {
	switch o.kind {
	case contract.Slice, contract.Map, contract.Bytes, contract.Raw:
		return true
	}
	return false
}

// isZero returns the condition that the value is the zero value of its type.
func (o *operand) isZero() string {
	switch {
	case o.canBeNil():
		return o.expr + " == nil"
	case o.isText():
		return o.expr + ` == ""`
	case o.kind == contract.Bool:
		return "!" + o.convert()
	case isNumber(o.kind):
		return o.expr + " == 0"
	}
	return o.lib(wireLib, "IsZero") + "(" + address(o.expr) + ")"
}

// hasValue returns the condition that omitempty and required ask for, or "" when
// it always holds: behind a pointer, everything but nil is a value.
func (o *operand) hasValue() string {
	switch {
	case o.canBeNil():
		return o.expr + " != nil"
	case o.pointed:
		return ""
	case o.kind == "":
		return o.lib(wireLib, "HasValue") + "(" + address(o.expr) + ")"
	}
	return negate(o.isZero())
}

// notZero returns the condition that omitzero asks for.
func (o *operand) notZero() string {
	switch {
	case o.canBeNil():
		return "len(" + o.expr + ") > 0"
	case o.kind == contract.Any:
		return ""
	}
	return negate(o.isZero())
}

// notNil returns the condition that omitnil asks for, or "".
func (o *operand) notNil() string {
	if o.canBeNil() {
		return o.expr + " != nil"
	}
	return ""
}

// negate returns the opposite of a condition without && and ||.
func negate(cond string) string {
	switch {
	case strings.HasPrefix(cond, "!"):
		return cond[1:]
	case strings.Contains(cond, " == "):
		return strings.Replace(cond, " == ", " != ", 1)
	case strings.Contains(cond, " != "):
		return strings.Replace(cond, " != ", " == ", 1)
	}
	return "!" + cond
}
