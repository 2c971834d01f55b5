package golang

import (
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// finish prints all decode functions that something calls, in the order of
// first use.
func (p *decoder) finish() {
	p.todo.drain(func(f decodeFunc) {
		n := p.contract.Named(f.id)
		ref := &contract.Type{Kind: contract.Ref, Name: n.ID}
		if !p.canName(ref) {
			return // reported where it was met
		}
		p.P("")
		p.P("func %s(d *%s, v *%s) {", p.calls(n, f.ruled), wire(p.File, "Decoder"), p.spell(p.File, ref))
		p.stem = p.names.stems[n.ID]
		p.function(n, ref, f.ruled)
		p.P("}")
		for _, m := range p.mergeds {
			p.printMerged(m)
		}
		p.mergeds = nil
		p.printKeys()
	})
}

// function prints the body of the decode function of a named type.
func (p *decoder) function(n *contract.Named, ref *contract.Type, ruled bool) {
	s := p.newScope()
	w := place{dst: "*v", as: ref, ruled: ruled}
	var check validation
	if n.Validates && !isInterface(n) {
		check = p.beforeValidate(s)
	}
	u := underlying(n, reading)
	switch {
	case n.Struct != nil:
		p.P("if !d.Object() {")
		p.P("	return")
		p.P("}")
		p.object(w.dst, n.Struct, ruled, s)
	case n.Enum != nil:
		p.enum(w, n.Enum, s)
	case isInterface(n):
		p.union(n, ruled, s)
	case n.Union != nil:
		p.envelope(n, ruled, s)
	case u != nil:
		if ruled {
			w.rules = everyElement
		}
		p.value(w, u, s)
	default:
		p.codec(w, n, s)
	}
	p.validate(check, w.dst)
}

// A validation names the variables that tell, after a value has been read,
// whether its own Validate method is to be called. The zero one is for types
// without.
type validation struct{ at, findings string }

// beforeValidate prints
//
//	at, n := d.At(), d.Findings()
func (p *decoder) beforeValidate(s *scope) validation {
	check := validation{s.local("at"), s.local("n")}
	p.P("%s, %s := d.At(), d.Findings()", check.at, check.findings)
	return check
}

// validate prints the call of a value's Validate method, which is made only
// when the value itself is whole:
//
//	if d.Clean(n) {
//		if err := v.Validate(); err != nil {
//			d.Invalid(at, err)
//		}
//	}
func (p *decoder) validate(check validation, dst string) {
	if check == (validation{}) {
		return
	}
	p.P("if d.Clean(%s) {", check.findings)
	p.P("	if err := %s; err != nil {", field(dst, "Validate()"))
	p.P("		d.Invalid(%s, err)", check.at)
	p.P("	}")
	p.P("}")
}

// enum prints the reading of an enum. A string is matched where it stands in the
// message, so that known values cost no allocation:
//
//	switch string(d.Text()) {
//	case "red":
//		*v = "red"
//	default:
//		d.NotOneOf("red")
//	}
func (p *decoder) enum(w place, e *contract.Enum, s *scope) {
	values := distinctValues(e)
	switch {
	case len(values) == 0, e.Base != contract.String && e.Open:
		p.leafValue(w, e.Base)
	case e.Base != contract.String:
		x := s.local("n")
		p.P("switch %s := d.%s(); %s {", x, leafMethod(e.Base), x)
		p.P("case %s:", literals(values))
		p.set(w, e.Base, x)
		p.P("default:")
		p.P("	d.NotOneOf(%s)", quote(plainValues(values)))
		p.P("}")
	case e.Open:
		text := s.local("text")
		p.P("switch %s := d.Text(); string(%s) {", text, text)
		p.enumCases(w, values)
		p.P("default:")
		p.set(w, e.Base, text)
		p.P("}")
	default:
		p.P("switch string(d.Text()) {")
		p.enumCases(w, values)
		p.P("default:")
		p.P("	d.NotOneOf(%s)", quote(plainValues(values)))
		p.P("}")
	}
}

func (p *decoder) enumCases(w place, values []string) {
	for _, v := range values {
		p.P("case %s:", literal(v))
		p.P("	%s = %s", w.dst, literal(v))
	}
}

// literals returns JSON values as a list of Go literals.
func literals(values []string) string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = literal(v)
	}
	return strings.Join(list, ", ")
}

// plainValues returns JSON values as people read them: strings without quotes.
func plainValues(values []string) string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = plainValue(v)
	}
	return strings.Join(list, ", ")
}
