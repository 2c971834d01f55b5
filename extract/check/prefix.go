package check

import (
	"go/ast"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/source"
)

// prefixOf returns the prefix with which generate was called, or "". It is known
// from the routes in the output of channels whose contract states no path.
func prefixOf(p *analysis.Pass, c *contract.Contract) string {
	routes := routesOf(p)
	for _, ch := range c.ChannelsOf(p.Pkg.Path()) {
		if prefix, ok := strings.CutSuffix(routes[ch.Name], "/"+ch.Name); ok && !ch.PathSet && routes[ch.Name] != ch.Path {
			return prefix
		}
	}
	return ""
}

// routesOf returns the routes in the output of an earlier run, by channel.
func routesOf(p *analysis.Pass) map[string]string {
	routes := map[string]string{}
	for _, file := range p.Files {
		if !source.IsOutput(p.Fset.PositionFor(file.Package, false).Filename, file) {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			lit, ok := n.(*ast.CompositeLit)
			if !ok {
				return true
			}
			if channel, path := textOf(lit, "Channel"), textOf(lit, "Path"); channel != "" && path != "" {
				routes[channel] = path
			}
			return true
		})
	}
	return routes
}

// textOf returns the value of KEY: "VALUE" in a composite literal, or "".
func textOf(lit *ast.CompositeLit, key string) string {
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		k, isName := kv.Key.(*ast.Ident)
		v, isLit := kv.Value.(*ast.BasicLit)
		if isName && isLit && k.Name == key {
			text, _ := strconv.Unquote(v.Value)
			return text
		}
	}
	return ""
}
