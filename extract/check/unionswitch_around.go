package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// handled returns the types of x that do not get below some statements:
//
//	if v, ok := x.(T); ok { …; return } else if v, ok := x.(U); ok { …; return }
//
// and those of the cases of another switch over x that leave.
func (p *pass) handled(x ast.Expr, before []ast.Stmt) (cases []typeCase) {
	id, ok := ast.Unparen(x).(*ast.Ident)
	if !ok {
		return nil
	}
	obj := p.TypesInfo.Uses[id]
	for _, stmt := range before {
		if s, y := typeSwitch(stmt); s != nil && p.is(y, obj) {
			left, _ := p.casesOf(s, func(clause *ast.CaseClause) bool { return leaves(clause.Body) })
			cases = append(cases, left...)
		}
		for link, ok := stmt.(*ast.IfStmt); ok; link, ok = link.Else.(*ast.IfStmt) {
			t := p.asserted(link, obj)
			if t == nil {
				break
			}
			if leaves(link.Body.List) {
				cases = p.appendCase(cases, t)
			}
		}
	}
	return cases
}

// asserted returns T of if v, ok := x.(T); ok, or nil.
func (p *pass) asserted(s *ast.IfStmt, x types.Object) ast.Expr {
	init, ok := s.Init.(*ast.AssignStmt)
	if !ok || len(init.Lhs) != 2 || len(init.Rhs) != 1 || types.ExprString(s.Cond) != types.ExprString(init.Lhs[1]) {
		return nil
	}
	assert, ok := ast.Unparen(init.Rhs[0]).(*ast.TypeAssertExpr)
	if !ok || !p.is(assert.X, x) {
		return nil
	}
	return assert.Type
}

// answered tells that what stands below a switch is only for what no case names, and
// does something about it.
func answered(s *ast.TypeSwitchStmt, rest []ast.Stmt) bool {
	for _, stmt := range s.Body.List {
		if !leaves(stmt.(*ast.CaseClause).Body) {
			return false
		}
	}
	if len(rest) == 0 {
		return false
	}
	ret, ok := rest[0].(*ast.ReturnStmt)
	return !ok || slices.ContainsFunc(ret.Results, func(e ast.Expr) bool {
		id, ok := ast.Unparen(e).(*ast.Ident)
		return !ok || id.Name != "nil"
	})
}

// leaves tells that what follows a list of statements is never reached from it.
func leaves(list []ast.Stmt) bool {
	if len(list) == 0 {
		return false
	}
	switch s := list[len(list)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return s.Tok == token.CONTINUE || s.Tok == token.GOTO
	case *ast.ExprStmt:
		call, ok := s.X.(*ast.CallExpr)
		if !ok {
			return false
		}
		id, ok := call.Fun.(*ast.Ident)
		return ok && id.Name == "panic"
	case *ast.BlockStmt:
		return leaves(s.List)
	case *ast.IfStmt:
		return s.Else != nil && leaves(s.Body.List) && leaves([]ast.Stmt{s.Else})
	}
	return false
}
