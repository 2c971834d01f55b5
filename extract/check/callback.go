package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"
)

// isRuntimeFunc tells that a call is one of a function of package runtime.
func isRuntimeFunc(p *analysis.Pass, call *ast.CallExpr, name string) bool {
	f, ok := typeutil.Callee(p.TypesInfo, call).(*types.Func)
	return ok && f.Name() == name && f.Pkg() != nil && f.Pkg().Path() == runtimePath && f.Signature().Recv() == nil
}

// A callback is one of the functions of a runtime.Handler, whose body is in this
// package.
type callback struct {
	name string // OnConnect, OnMessage or OnDisconnect
	function
	// The receiver, and the parameters; nil if they have no name, and where the
	// function sets them to something else.
	recv, ctx, conn, message types.Object
}

// A function is one whose body is known.
type function struct {
	recv *ast.FieldList // nil unless it is a method
	typ  *ast.FuncType
	body *ast.BlockStmt // nil if the function is not known
}

// callbacks finds the functions that stand in literals of runtime.Handler, are
// named there, or are assigned to its fields.
func (p *pass) callbacks() []callback {
	if !importsRuntime(p.Pass) || p.TypesInfo == nil {
		return nil
	}
	var found []callback
	seen := map[token.Pos]bool{}
	add := func(field ast.Expr, value ast.Expr) {
		id, ok := field.(*ast.Ident)
		f := p.function(value)
		if !ok || f.body == nil || seen[f.body.Pos()] {
			return
		}
		seen[f.body.Pos()] = true
		c := callback{name: id.Name, function: f}
		c.recv = p.param(f.recv, 0)
		c.ctx, c.conn, c.message = p.param(f.typ.Params, 0), p.param(f.typ.Params, 1), p.param(f.typ.Params, 2)
		p.forget(&c)
		found = append(found, c)
	}
	for _, file := range p.files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				if !p.isHandler(n) {
					break
				}
				for _, e := range n.Elts {
					if kv, ok := e.(*ast.KeyValueExpr); ok {
						add(kv.Key, kv.Value)
					}
				}
			case *ast.AssignStmt:
				for i, lhs := range n.Lhs {
					if sel, ok := lhs.(*ast.SelectorExpr); ok && len(n.Lhs) == len(n.Rhs) && p.isHandler(sel.X) {
						add(sel.Sel, n.Rhs[i])
					}
				}
			}
			return true
		})
	}
	return found
}

// isHandler tells that an expression is a runtime.Handler or a pointer to one.
func (p *pass) isHandler(e ast.Expr) bool {
	t := p.TypesInfo.TypeOf(e)
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	return runtimeType(t, "Handler") != nil
}

// function returns the function that an expression is: a literal, or the name of
// one of this package.
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
	f, ok := p.TypesInfo.Uses[id].(*types.Func)
	if !ok {
		return function{}
	}
	file := p.fileOf(f.Origin().Pos())
	if file == nil || !slices.Contains(p.files, file) {
		return function{}
	}
	for _, decl := range file.Decls {
		if d, ok := decl.(*ast.FuncDecl); ok && d.Body != nil && p.TypesInfo.Defs[d.Name] == f.Origin() {
			return function{d.Recv, d.Type, d.Body}
		}
	}
	return function{}
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

// forget removes the parameters to which the function assigns. A context that is
// made of the one it was stays that of the connection.
func (p *pass) forget(c *callback) {
	assigned := func(lhs, rhs ast.Expr) {
		switch {
		case p.is(lhs, c.ctx) && (rhs == nil || !p.isContextOf(rhs, c)):
			c.ctx = nil
		case p.is(lhs, c.conn):
			c.conn = nil
		case p.is(lhs, c.message):
			c.message = nil
		}
	}
	ast.Inspect(c.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				assigned(lhs, assignedTo(n, i))
			}
		case *ast.RangeStmt:
			assigned(n.Key, nil)
			assigned(n.Value, nil)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				assigned(n.X, nil)
			}
		}
		return true
	})
}

// assignedTo returns what an assignment gives to its i-th left side: of a call
// with several results, the call for the first and nil for the others.
func assignedTo(n *ast.AssignStmt, i int) ast.Expr {
	switch {
	case len(n.Lhs) == len(n.Rhs):
		return n.Rhs[i]
	case i == 0:
		return n.Rhs[0]
	}
	return nil
}

// isContextOf tells that an expression is the context that a callback gets, that of
// its connection, or one that ends with these.
func (p *pass) isContextOf(e ast.Expr, c *callback) bool {
	if p.is(e, c.ctx) {
		return true
	}
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	if p.methodOn(call, c.conn) == "Context" {
		return true
	}
	f, ok := typeutil.Callee(p.TypesInfo, call).(*types.Func)
	return ok && f.Pkg() != nil && f.Pkg().Path() == "context" && strings.HasPrefix(f.Name(), "With") &&
		f.Name() != "WithoutCancel" && len(call.Args) > 0 && p.isContextOf(call.Args[0], c)
}

// is tells that an expression is the name of an object.
func (p *pass) is(e ast.Expr, obj types.Object) bool {
	if e == nil || obj == nil {
		return false
	}
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && p.TypesInfo.Uses[id] == obj
}

// methodOn returns the name of the method that a call calls on an object, or "".
func (p *pass) methodOn(call *ast.CallExpr, obj types.Object) string {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || !p.is(sel.X, obj) {
		return ""
	}
	return sel.Sel.Name
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
