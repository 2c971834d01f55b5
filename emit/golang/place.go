package golang

import (
	"go/token"

	"github.com/wscontract/wscontract/emit/code"
	"github.com/wscontract/wscontract/extract/contract"
)

// steps returns the selectors that lead to a field. Embedded structs of other
// packages that are not exported are left out: Go promotes their fields.
func (g *generator) steps(f *contract.Field) []contract.Selector {
	var steps []contract.Selector
	for i, step := range f.Go {
		if i+1 < len(f.Go) && g.isHidden(step) {
			if step.Pointer {
				g.diags.Addf(f.Pos, "unnameable", "the field is promoted from a pointer to %s, which package %s cannot allocate; embed the struct itself, or export it", step.Name, g.pkg.Name)
			}
			continue
		}
		steps = append(steps, step)
	}
	return steps
}

// isHidden tells an embedded field that the package cannot select because it
// belongs to another.
func (g *generator) isHidden(step contract.Selector) bool {
	_, own := g.pkg.Decls[step.Name]
	return !token.IsExported(step.Name) && !own
}

// path returns the place of a field of the struct in dst, and the embedded
// pointers on the way, which must not be nil.
func (g *generator) path(dst string, f *contract.Field) (place string, pointers []string) {
	for _, step := range g.steps(f) {
		dst = field(dst, step.Name)
		if step.Pointer {
			pointers = append(pointers, dst)
		}
	}
	return dst, pointers
}

// behindPointer tells a field that is promoted through an embedded pointer.
func behindPointer(f *contract.Field) bool {
	for _, step := range f.Go {
		if step.Pointer {
			return true
		}
	}
	return false
}

// assign prints the assignment of a constant, given as JSON, to a field of type
// t:
//
//	v.Type = "say"
//	v.Type = new(Kind("say"))
func (g *generator) assign(f *code.File, dst string, t *contract.Type, value string, pos contract.Position) {
	inner := t
	if t.Kind == contract.Pointer {
		inner = t.Elem
	}
	kind, ok := g.constKind(inner)
	if !ok || !g.canName(inner) {
		g.diags.Addf(pos, "const-type", "a key with one value needs a field that is a string, an integer or a bool; this one is a %s", g.display(t))
		return
	}
	expr := literal(value)
	switch {
	case kind == contract.Any && isDigits(expr):
		expr = "float64(" + expr + ")"
	case t.Kind == contract.Pointer && (inner.Kind == contract.Ref || isInteger(kind)):
		expr = g.spell(f, inner) + "(" + expr + ")"
	}
	if t.Kind == contract.Pointer {
		expr = "new(" + expr + ")"
	}
	f.P("%s = %s", dst, expr)
}

// constKind returns the leaf kind of a type that a constant can be assigned to.
func (g *generator) constKind(t *contract.Type) (contract.Kind, bool) {
	if t.Kind == contract.Ref {
		n := g.named(t)
		switch {
		case n.Enum != nil:
			return n.Enum.Base, true
		case n.Underlying != nil:
			return g.constKind(n.Underlying)
		}
		return "", false
	}
	return t.Kind, t.Kind == contract.String || t.Kind == contract.Bool || t.Kind == contract.Any || isInteger(t.Kind)
}

// isDigits tells the literal of an integer.
func isDigits(literal string) bool {
	return literal[0] == '-' || '0' <= literal[0] && literal[0] <= '9'
}
