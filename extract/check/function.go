package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// A function is one whose body is known.
type function struct {
	recv *ast.FieldList // nil unless it is a method
	typ  *ast.FuncType
	body *ast.BlockStmt // nil if the function is not known
}

// function returns the function that an expression is: a literal, the name of one of
// this package, or a local variable that is set to a literal and to nothing else.
func (p *pass) function(e ast.Expr) function {
	var id *ast.Ident
	switch e := ast.Unparen(e).(type) {
	case *ast.FuncLit:
		return function{typ: e.Type, body: e.Body}
	case *ast.Ident:
		id = e
	case *ast.SelectorExpr:
		id = e.Sel
	case *ast.IndexExpr: // an instance of a generic function
		return p.function(e.X)
	case *ast.IndexListExpr:
		return p.function(e.X)
	default:
		return function{}
	}
	switch obj := p.TypesInfo.Uses[id].(type) {
	case *types.Func:
		return p.declared(obj.Origin())
	case *types.Var:
		return p.variableFunction(obj)
	}
	return function{}
}

// declared returns the function that is declared as f in this package.
func (p *pass) declared(f *types.Func) function {
	file := p.fileOf(f.Pos())
	if file == nil || !slices.Contains(p.files, file) {
		return function{}
	}
	for _, decl := range file.Decls {
		if d, ok := decl.(*ast.FuncDecl); ok && d.Body != nil && p.TypesInfo.Defs[d.Name] == f {
			return function{d.Recv, d.Type, d.Body}
		}
	}
	return function{}
}

// variableFunction returns the literal to which a local variable is set, once.
func (p *pass) variableFunction(v *types.Var) (f function) {
	_, callable := v.Type().Underlying().(*types.Signature)
	file := p.fileOf(v.Pos())
	if !callable || file == nil || v.Parent() == nil || v.Parent() == p.Pkg.Scope() { // a field, or for others to set
		return function{}
	}
	set := func(lhs, rhs ast.Expr) {
		id, ok := ast.Unparen(lhs).(*ast.Ident)
		switch {
		case !ok:
		case p.TypesInfo.Defs[id] == v:
			if lit, ok := rhs.(*ast.FuncLit); ok {
				f = function{typ: lit.Type, body: lit.Body}
			}
		case p.TypesInfo.Uses[id] == v:
			f = function{}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				set(lhs, assignedTo(n, i))
			}
		case *ast.ValueSpec:
			for i, name := range n.Names {
				if i < len(n.Values) {
					set(name, n.Values[i])
				}
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				set(n.X, nil)
			}
		}
		return true
	})
	return f
}

// param returns the object of the i-th parameter of a list, or nil.
func (p *pass) param(list *ast.FieldList, i int) types.Object {
	if list == nil {
		return nil
	}
	for _, field := range list.List {
		for _, name := range field.Names {
			if i == 0 {
				return p.TypesInfo.Defs[name]
			}
			i--
		}
		if len(field.Names) == 0 {
			i--
		}
		if i < 0 {
			return nil
		}
	}
	return nil
}

// callOf returns the call that a statement makes, also one whose result it keeps.
func callOf(stmt ast.Stmt) *ast.CallExpr {
	var e ast.Expr
	switch s := stmt.(type) {
	case *ast.ExprStmt:
		e = s.X
	case *ast.AssignStmt:
		if len(s.Rhs) == 1 {
			e = s.Rhs[0]
		}
	case *ast.ReturnStmt:
		if len(s.Results) == 1 {
			e = s.Results[0]
		}
	}
	call, _ := e.(*ast.CallExpr)
	return call
}

// eachList calls do for the statements of each block and each case, which run one
// after the other.
func eachList(within ast.Node, do func([]ast.Stmt)) {
	ast.Inspect(within, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			do(n.List)
		case *ast.CaseClause:
			do(n.Body)
		case *ast.CommClause:
			do(n.Body)
		}
		return true
	})
}
