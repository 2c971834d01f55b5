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
// type for the variants that implement it. Tests are not looked at: they may know
// what comes.
package check

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
)

var unionswitchAnalyzer = newAnalyzer("unionswitch", runUnionswitch)

func runUnionswitch(p *pass) {
	if p.TypesInfo == nil || !p.seesUnions() {
		return
	}
	for _, file := range p.files {
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.TypeSwitchStmt); ok {
				p.typeSwitch(s)
			}
			return true
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

// typeSwitch reports the variants that a switch forgets.
func (p *pass) typeSwitch(s *ast.TypeSwitchStmt) {
	var x ast.Expr
	switch assign := s.Assign.(type) {
	case *ast.ExprStmt:
		x = assign.X
	case *ast.AssignStmt:
		x = assign.Rhs[0]
	}
	assert, ok := ast.Unparen(x).(*ast.TypeAssertExpr)
	if !ok {
		return
	}
	named, ok := types.Unalias(p.TypesInfo.TypeOf(assert.X)).(*types.Named)
	if !ok || !types.IsInterface(named) {
		return
	}
	union := p.unionOf(named)
	if union == nil {
		return
	}
	var covered []types.Type
	for _, stmt := range s.Body.List {
		clause := stmt.(*ast.CaseClause)
		if clause.List == nil {
			return // default
		}
		for _, e := range clause.List {
			if t := p.TypesInfo.TypeOf(e); t != nil {
				covered = append(covered, t)
			}
		}
	}
	var forgotten []string
	for _, v := range union.Variants {
		obj, ok := named.Obj().Pkg().Scope().Lookup(v.Name).(*types.TypeName)
		if !ok || !obj.Exported() && obj.Pkg() != p.Pkg {
			continue // no case could name it
		}
		if !covers(covered, obj.Type()) {
			forgotten = append(forgotten, v.Name)
		}
	}
	if len(forgotten) == 0 {
		return
	}
	p.report(analysis.Diagnostic{
		Pos: s.Switch, End: s.Body.Lbrace,
		Message: "this switch over the union " + named.Obj().Name() + " forgets " + enumerate(forgotten) + "; add the case, or a default",
		Related: []analysis.RelatedInformation{{Pos: named.Obj().Pos(), Message: "the union " + named.Obj().Name()}},
	})
}

// covers tells that one of the types of the cases is the variant or a pointer to it,
// or an interface that either implements.
func covers(cases []types.Type, variant types.Type) bool {
	pointer := types.NewPointer(variant)
	for _, c := range cases {
		if types.Identical(c, variant) || types.Identical(c, pointer) {
			return true
		}
		if i, ok := c.Underlying().(*types.Interface); ok && (types.Implements(variant, i) || types.Implements(pointer, i)) {
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
