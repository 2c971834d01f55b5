package check

import (
	"go/ast"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/wscontract/wscontract/extract"
)

// prefixOf returns the prefix with which generate was called, or "". It is known
// from the routes in the output of channels whose contract states no path.
func prefixOf(p *analysis.Pass, decls *extract.Decls) string {
	stated := map[string]bool{} // the names of channels that state a path
	for name, d := range decls.Types {
		for _, dir := range d.Directives {
			if _, ok := dir.Lookup("path"); ok && dir.Name == "channel" {
				if args := dir.Positional(); len(args) > 0 {
					name = args[0].Value
				}
				stated[name] = true
			}
		}
	}
	prefix := ""
	for _, file := range p.Files {
		if !extract.IsOutput(p.Fset.PositionFor(file.Package, false).Filename, file) {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			lit, ok := n.(*ast.CompositeLit)
			if !ok {
				return true
			}
			channel, path := textOf(lit, "Channel"), textOf(lit, "Path")
			if before, ok := strings.CutSuffix(path, "/"+channel); ok && channel != "" && !stated[channel] {
				prefix = before
			}
			return true
		})
	}
	return prefix
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
