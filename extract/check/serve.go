package check

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// A served is one call of runtime.Handle for a channel of a contract.
type served struct {
	call    *ast.CallExpr
	server  types.Object // the variable with the server
	path    string       // of the package of the contract
	field   string       // of its variable Channels
	channel channelFact
}

// servedBy returns the channel that a statement serves, or nil if it does not, or if
// that cannot be told.
func (p *pass) servedBy(stmt ast.Stmt) *served {
	call := callOf(stmt)
	if call == nil || len(call.Args) != 3 || !isRuntimeFunc(p.Pass, call, "Handle") {
		return nil
	}
	s := &served{call: call}
	switch server := ast.Unparen(call.Args[0]).(type) {
	case *ast.Ident:
		s.server = p.TypesInfo.Uses[server]
	}
	field, ok := ast.Unparen(call.Args[1]).(*ast.SelectorExpr)
	if !ok || s.server == nil {
		return nil
	}
	var id *ast.Ident
	switch x := ast.Unparen(field.X).(type) {
	case *ast.Ident:
		id = x
	case *ast.SelectorExpr:
		id = x.Sel
	default:
		return nil
	}
	v, ok := p.TypesInfo.Uses[id].(*types.Var)
	if !ok || v.Name() != "Channels" || v.Pkg() == nil || v.Parent() != v.Pkg().Scope() {
		return nil
	}
	s.path, s.field = v.Pkg().Path(), field.Sel.Name
	channels := p.channelsOf(s.path)
	i := slices.IndexFunc(channels, func(c channelFact) bool { return c.field() == strings.ToLower(s.field) })
	if i < 0 {
		return nil
	}
	s.channel = channels[i]
	return s
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

// serves calls do for the channels that the statements of one block serve on one
// server, for each block of the package and each server. Such statements run one after the other.
func (p *pass) serves(do func([]*served)) {
	if !importsRuntime(p.Pass) || p.TypesInfo == nil || !p.seesChannels(p.Pass) {
		return
	}
	for _, file := range p.files {
		ast.Inspect(file, func(n ast.Node) bool {
			block, ok := n.(*ast.BlockStmt)
			if !ok {
				return true
			}
			var servers []types.Object
			byServer := map[types.Object][]*served{}
			for _, stmt := range block.List {
				if assign, ok := stmt.(*ast.AssignStmt); ok {
					for _, lhs := range assign.Lhs { // another server from here on
						for server := range byServer {
							if p.is(lhs, server) {
								delete(byServer, server)
							}
						}
					}
				}
				if s := p.servedBy(stmt); s != nil {
					if byServer[s.server] == nil {
						servers = append(servers, s.server)
					}
					byServer[s.server] = append(byServer[s.server], s)
				}
			}
			for _, server := range servers {
				if list := byServer[server]; list != nil {
					do(list)
				}
			}
			return true
		})
	}
}
