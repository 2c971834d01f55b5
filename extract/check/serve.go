package check

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
)

// A served is one call of runtime.Handle for a channel of a contract.
type served struct {
	call    *ast.CallExpr
	server  types.Object // the variable with the server, or nil if it is none
	path    string       // of the package of the contract
	field   string       // of its variable Channels
	channel channelFact
}

// servedBy returns the channel that a call serves, or nil if it does not, or if that
// cannot be told.
func (p *pass) servedBy(call *ast.CallExpr) *served {
	if len(call.Args) != 3 || !isRuntimeFunc(p.Pass, call, "Handle") {
		return nil
	}
	s := &served{call: call}
	if server, ok := ast.Unparen(call.Args[0]).(*ast.Ident); ok {
		s.server = p.TypesInfo.Uses[server]
	}
	s.path, s.field = channelOf(p.Pass, call.Args[1])
	channels := p.channelsOf(s.path)
	i := slices.IndexFunc(channels, func(c channelFact) bool { return c.field() == s.field })
	if i < 0 {
		return nil
	}
	s.channel = channels[i]
	return s
}

// channelOf returns PATH and FIELD of an expression that is Channels.FIELD of the package
// PATH, or nothing.
func channelOf(p *analysis.Pass, e ast.Expr) (path, field string) {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok {
		return "", ""
	}
	var id *ast.Ident
	switch x := ast.Unparen(sel.X).(type) {
	case *ast.Ident:
		id = x
	case *ast.SelectorExpr:
		id = x.Sel
	default:
		return "", ""
	}
	v, ok := p.TypesInfo.Uses[id].(*types.Var)
	if !ok || v.Name() != "Channels" || v.Pkg() == nil || v.Parent() != v.Pkg().Scope() {
		return "", ""
	}
	return v.Pkg().Path(), sel.Sel.Name
}

// channelsOf returns the channels of a package that this one can see.
func (p *pass) channelsOf(path string) []channelFact {
	if path == p.Pkg.Path() && p.contract != nil {
		var own []channelFact
		for _, ch := range p.contract.Channels {
			own = append(own, channelFact{ch.Name, ch.Path})
		}
		return own
	}
	if f := p.facts[path]; f != nil {
		return f.Channels
	}
	return nil
}

// canServe tells that the package may serve channels of a contract.
func (p *pass) canServe() bool {
	return importsRuntime(p.Pass) && p.TypesInfo != nil && p.seesChannels(p.Pass)
}

// serves calls do for the channels that the statements of one block serve on one
// server, for each block of the package and each server. Such statements run one after
// the other. A variable that is set stands for another server from there on.
func (p *pass) serves(do func([]*served)) {
	if !p.canServe() {
		return
	}
	for _, file := range p.files {
		eachList(file, func(list []ast.Stmt) {
			var groups [][]*served
			for _, stmt := range list {
				groups = slices.DeleteFunc(groups, func(group []*served) bool {
					set := p.sets(stmt, group[0].server)
					if set {
						do(group)
					}
					return set
				})
				call := callOf(stmt)
				if call == nil {
					continue
				}
				s := p.servedBy(call)
				if s == nil || s.server == nil {
					continue
				}
				i := slices.IndexFunc(groups, func(group []*served) bool { return group[0].server == s.server })
				if i < 0 {
					groups = append(groups, []*served{s})
				} else {
					groups[i] = append(groups[i], s)
				}
			}
			for _, group := range groups {
				do(group)
			}
		})
	}
}

// sets tells that a statement assigns to a variable, perhaps.
func (p *pass) sets(stmt ast.Stmt, v types.Object) (found bool) {
	ast.Inspect(stmt, func(n ast.Node) bool {
		if assign, ok := n.(*ast.AssignStmt); ok {
			found = found || slices.ContainsFunc(assign.Lhs, func(lhs ast.Expr) bool { return p.is(lhs, v) })
		}
		return !found
	})
	return found
}
