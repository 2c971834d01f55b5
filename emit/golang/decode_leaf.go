package golang

import (
	"github.com/wscontract/wscontract/extract/contract"
)

// leafValue prints, for a leaf,
//
//	dst = d.Leaf()
//
// or, for a number in quotes,
//
//	if d.OpenQuote() {
//		dst = d.Leaf()
//		d.CloseQuote()
//	}
func (p *decoder) leafValue(w place, kind contract.Kind) {
	quoted := w.quoted && isNumber(kind)
	if quoted {
		p.P("if d.OpenQuote() {")
	}
	p.set(w, kind, "d."+leafMethod(kind)+"()")
	if quoted {
		p.P("	d.CloseQuote()")
		p.P("}")
	}
}

// set prints the assignment of an expression of a leaf kind.
func (p *decoder) set(w place, kind contract.Kind, expr string) {
	if p.canName(w.as) {
		p.P("	%s = %s", w.dst, p.convert(kind, w.as, expr))
	} else {
		p.P("	%s(%s, %s)", wire(p.File, setter(kind)), address(w.dst), expr)
	}
}

// readLeaf returns the expression that reads a leaf as the Go type as.
func (p *decoder) readLeaf(kind contract.Kind, as *contract.Type) string {
	return p.convert(kind, as, "d."+leafMethod(kind)+"()")
}

// readExact is readLeaf where the expression must have the type as itself, and
// not one that is assignable to it.
func (p *decoder) readExact(kind contract.Kind, as *contract.Type) string {
	expr := p.readLeaf(kind, as)
	if as.Kind == contract.Ref && isAssignable(kind) {
		return p.spell(p.File, as) + "(" + expr + ")"
	}
	return expr
}

// convert returns an expression of a leaf kind as the Go type as.
func (p *decoder) convert(kind contract.Kind, as *contract.Type, expr string) string {
	if as.Kind != contract.Ref || isAssignable(kind) {
		return expr
	}
	return p.spell(p.File, as) + "(" + expr + ")"
}

// leafMethod returns the method of the decoder and the encoder for a leaf.
func leafMethod(kind contract.Kind) string { return title(string(kind)) }

// isAssignable tells the kinds that assign to a type with a name and the same
// underlying type without a conversion, because their own type has no name.
func isAssignable(kind contract.Kind) bool {
	return kind == contract.Bytes || kind == contract.Raw || kind == contract.Any
}

// setter returns the generic function of package wire that sets a value of a
// type that has no name here.
func setter(kind contract.Kind) string {
	switch {
	case kind == contract.String:
		return "SetString"
	case kind == contract.Bool:
		return "SetBool"
	case isNumber(kind) && kind != contract.Number:
		return "SetNumber"
	}
	panic("golang: no setter for a " + string(kind))
}
