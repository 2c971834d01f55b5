package extract

import (
	"go/types"

	"github.com/wscontract/wscontract/extract/source"
)

// checkMessages finds types with ws:message that no union has as a variant,
// such as one that lost its method.
func (x *extractor) checkMessages() {
	for _, s := range x.prog.Packages {
		messages := x.annotated(s, "message")
		if len(messages) == 0 {
			continue
		}
		unions := x.unionsOf(s)
		for _, n := range messages {
			if x.variants[typeID(n)] || unions.have(n) {
				continue
			}
			d := x.declOf(n.Obj()).Directive("message")
			pos := x.position(d.Pos)
			if near := unions.nearest(n); near != "" {
				x.errorf(pos, "message", "%s is a variant of no union of this package, so ws:message has no effect; %s", n.Obj().Name(), near)
			} else {
				x.errorf(pos, "message", "%s is a variant of no union of this package, so ws:message has no effect; declare an interface with ws:union that it implements, or remove it", n.Obj().Name())
			}
		}
	}
}

// packageUnions are the unions of a package, whether a channel reaches them or
// not.
type packageUnions struct {
	interfaces []*types.Named
	envelopes  []*types.Struct
}

func (x *extractor) unionsOf(s *source.Package) packageUnions {
	var u packageUnions
	decls := x.prog.Decls(s.Pkg.Path())
	scope := s.Pkg.Scope()
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || decls.Types[name] == nil || decls.Types[name].Directive("union") == nil {
			continue
		}
		n, ok := obj.Type().(*types.Named)
		if !ok {
			continue
		}
		switch t := n.Underlying().(type) {
		case *types.Interface:
			if t.NumMethods() > 0 {
				u.interfaces = append(u.interfaces, n)
			}
		case *types.Struct:
			u.envelopes = append(u.envelopes, t)
		}
	}
	return u
}

// have reports whether n is a variant of one of the unions.
func (u packageUnions) have(n *types.Named) bool {
	for _, i := range u.interfaces {
		iface := i.Underlying().(*types.Interface)
		if types.Implements(n, iface) || types.Implements(types.NewPointer(n), iface) {
			return true
		}
	}
	for _, e := range u.envelopes {
		for f := range e.Fields() {
			if isPointer(f.Type()) && types.Identical(indirect(f.Type()), n) {
				return true
			}
		}
	}
	return false
}

// nearest says what n lacks to be a variant of the only union there is.
func (u packageUnions) nearest(n *types.Named) string {
	if len(u.interfaces) != 1 || len(u.envelopes) > 0 {
		return ""
	}
	union := u.interfaces[0]
	missing, wrongType := types.MissingMethod(types.NewPointer(n), union.Underlying().(*types.Interface), true)
	switch {
	case missing == nil:
		return ""
	case wrongType:
		return "its method " + missing.Name() + " has another signature than in the union " + union.Obj().Name()
	}
	return "give it the method " + missing.Name() + " of the union " + union.Obj().Name()
}
