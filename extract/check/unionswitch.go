// # Analyzer unionswitch
//
// unionswitch: report type switches that forget a variant of a union
//
// A message of a kind that a type switch does not name is passed over without a
// word, which is how a variant that is new in the contract goes missing in the code:
//
//	switch m := m.(type) { // forgets Leave
//	case chat.Say:
//		…
//	case chat.Join:
//		…
//	}
//
// A default case is an answer for all others, and so is a case with an interface
// type for the variants that implement it. So is what stands below a switch whose
// cases all leave the function or go on with a loop, unless it is only return nil. A
// variant for which an if or a switch above leaves need not be named again. Tests are
// not looked at: they may know what comes.
//
// The message that OnMessage gets is never a pointer where the value has the methods of
// the union, so that a case for the pointer forgets it as well:
//
//	case *chat.Say: // never: the message is a chat.Say
package check

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

var unionswitchAnalyzer = newAnalyzer("unionswitch", runUnionswitch)

func runUnionswitch(p *pass) {
	if p.TypesInfo == nil || !p.seesUnions() {
		return
	}
	var messages []types.Object // that were read
	for _, c := range p.callbacks() {
		if c.message != nil {
			messages = append(messages, c.message)
		}
	}
	for _, file := range p.files {
		eachList(file, func(list []ast.Stmt) {
			for i := range list {
				if s, x := typeSwitch(list[i]); s != nil {
					read := slices.ContainsFunc(messages, func(m types.Object) bool { return p.is(x, m) })
					p.unionSwitch(s, x, list[:i], list[i+1:], read)
				}
			}
		})
	}
}

// seesUnions tells that the code of the package can switch over a union.
func (p *pass) seesUnions() bool {
	if p.contract != nil {
		return true
	}
	for _, f := range p.facts {
		if len(f.Unions) > 0 {
			return true
		}
	}
	return false
}

// typeSwitch returns the type switch that a statement is, and over what it is; or nil.
func typeSwitch(stmt ast.Stmt) (s *ast.TypeSwitchStmt, x ast.Expr) {
	if labeled, ok := stmt.(*ast.LabeledStmt); ok {
		stmt = labeled.Stmt
	}
	s, ok := stmt.(*ast.TypeSwitchStmt)
	if !ok {
		return nil, nil
	}
	switch assign := s.Assign.(type) {
	case *ast.ExprStmt:
		x = assign.X
	case *ast.AssignStmt:
		x = assign.Rhs[0]
	}
	assert, ok := ast.Unparen(x).(*ast.TypeAssertExpr)
	if !ok {
		return nil, nil
	}
	return s, assert.X
}

// unionSwitch reports the variants that a switch over x forgets, and the cases of a
// message that was read that never apply. The statements of before stand above it, and
// those of rest below.
func (p *pass) unionSwitch(s *ast.TypeSwitchStmt, x ast.Expr, before, rest []ast.Stmt, read bool) {
	named, ok := types.Unalias(p.TypesInfo.TypeOf(x)).(*types.Named)
	if !ok || !types.IsInterface(named) {
		return
	}
	union := p.unionOf(named)
	if union == nil {
		return
	}
	cases, byDefault := p.casesOf(s, func(*ast.CaseClause) bool { return true })
	type variant struct {
		*types.TypeName
		spelled string
	}
	var forgotten []variant
	for _, v := range union.Variants {
		obj, ok := named.Obj().Pkg().Scope().Lookup(v.Name).(*types.TypeName)
		if !ok || !obj.Exported() && obj.Pkg() != p.Pkg {
			continue // no case could name it
		}
		switch {
		case !covers(cases, obj.Type()):
			spelled := v.Name
			if v.Pointer {
				spelled = "*" + spelled
			}
			forgotten = append(forgotten, variant{obj, spelled})
		case read && !v.Pointer:
			p.neverPointer(cases, obj)
		}
	}
	if len(forgotten) == 0 || byDefault || answered(s, rest) {
		return
	}
	handled := p.handled(x, before)
	var names []string
	for _, v := range forgotten {
		if !covers(handled, v.Type()) {
			names = append(names, v.spelled)
		}
	}
	if len(names) == 0 {
		return
	}
	p.report(analysis.Diagnostic{
		Pos: s.Switch, End: s.Body.Lbrace,
		Message: "this switch over the union " + named.Obj().Name() + " forgets " + enumerate(names) + "; add the case, or a default",
		Related: []analysis.RelatedInformation{{Pos: named.Obj().Pos(), Message: "the union " + named.Obj().Name()}},
	})
}

// A typeCase is one of the types that a switch names.
type typeCase struct {
	at  ast.Expr
	typ types.Type
}

// casesOf returns the types that some cases of a switch name, and whether one of them
// is the default.
func (p *pass) casesOf(s *ast.TypeSwitchStmt, which func(*ast.CaseClause) bool) (cases []typeCase, byDefault bool) {
	for _, stmt := range s.Body.List {
		clause := stmt.(*ast.CaseClause)
		if !which(clause) {
			continue
		}
		byDefault = byDefault || clause.List == nil
		for _, e := range clause.List {
			cases = p.appendCase(cases, e)
		}
	}
	return cases, byDefault
}

func (p *pass) appendCase(cases []typeCase, e ast.Expr) []typeCase {
	if t := p.TypesInfo.TypeOf(e); t != nil {
		cases = append(cases, typeCase{e, t})
	}
	return cases
}

// neverPointer reports the case for a pointer to a variant, if there is none for the
// variant.
func (p *pass) neverPointer(cases []typeCase, variant *types.TypeName) {
	is := func(t types.Type) func(typeCase) bool {
		return func(c typeCase) bool { return types.Identical(c.typ, t) }
	}
	i := slices.IndexFunc(cases, is(types.NewPointer(variant.Type())))
	if i >= 0 && !slices.ContainsFunc(cases, is(variant.Type())) {
		p.reportf(cases[i].at, "a message that was read is a %s, and never a pointer to one; write the type without the star", variant.Name())
	}
}

// covers tells that one of the types of the cases is the variant or a pointer to it,
// or an interface that either implements.
func covers(cases []typeCase, variant types.Type) bool {
	pointer := types.NewPointer(variant)
	for _, c := range cases {
		if types.Identical(c.typ, variant) || types.Identical(c.typ, pointer) {
			return true
		}
		if i, ok := c.typ.Underlying().(*types.Interface); ok && (types.Implements(variant, i) || types.Implements(pointer, i)) {
			return true
		}
	}
	return false
}

// enumerate joins names: "a, b and c".
func enumerate(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
