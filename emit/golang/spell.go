package golang

import (
	"encoding/json"
	"fmt"
	"go/token"
	"strconv"
	"strings"

	"github.com/wscontract/wscontract/emit/code"
	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
)

// A library is a package that emitted code may import for itself.
type library struct{ path, name string }

var (
	runtimeLib = library{"github.com/wscontract/wscontract/runtime", "runtime"}
	wireLib    = library{"github.com/wscontract/wscontract/runtime/wire", "wire"}
	timeLib    = library{"time", "time"}
	utf8Lib    = library{"unicode/utf8", "utf8"}
	stringsLib = library{"strings", "strings"}
	strconvLib = library{"strconv", "strconv"}
	jsonLib    = library{"encoding/json", "json"}
	jsonv2Lib  = library{"github.com/go-json-experiment/json", "json"}
	textLib    = library{"github.com/go-json-experiment/json/jsontext", "jsontext"}
	text127Lib = library{"encoding/json/jsontext", "jsontext"}

	libraries = []library{runtimeLib, wireLib, timeLib, utf8Lib, stringsLib, strconvLib, jsonLib, jsonv2Lib, textLib, text127Lib}
)

// use imports l and returns the declaration of it that is named name.
func use(f *code.File, l library, name string) string { return f.Use(l.path, l.name) + "." + name }

// wire returns a declaration of package wire.
func wire(f *code.File, name string) string { return use(f, wireLib, name) }

// spell returns a type as it is written in f. The type must be one that
// canName.
func (g *generator) spell(f *code.File, t *contract.Type) string {
	switch t.Kind {
	case contract.Bytes:
		return "[]byte"
	case contract.Time:
		return use(f, timeLib, "Time")
	case contract.Duration:
		return use(f, timeLib, "Duration")
	case contract.Raw:
		if path, name, ok := cutName(t.Name); ok { // jsontext.Value
			return f.Use(path, "jsontext") + "." + name
		}
		return use(f, jsonLib, "RawMessage")
	case contract.Number:
		return use(f, jsonLib, "Number")
	case contract.Pointer:
		return "*" + g.spell(f, t.Elem)
	case contract.Slice:
		return "[]" + g.spell(f, t.Elem)
	case contract.Array:
		return "[" + strconv.Itoa(t.Len) + "]" + g.spell(f, t.Elem)
	case contract.ByteArray:
		return "[" + strconv.Itoa(t.Len) + "]byte"
	case contract.Map:
		return "map[" + g.spell(f, t.Key) + "]" + g.spell(f, t.Elem)
	case contract.Ref:
		n := g.named(t)
		name := n.Name
		if n.Package != g.pkg.Path {
			name = f.Use(n.Package, n.PackageName) + "." + name
		}
		for i, arg := range n.TypeArgs {
			name += []string{"[", ", "}[min(i, 1)] + g.spell(f, arg)
		}
		if len(n.TypeArgs) > 0 {
			name += "]"
		}
		return name
	case contract.Inline:
		panic("golang: a struct without a name cannot be spelled")
	}
	return string(t.Kind) // the other kinds are the names of Go's own types
}

// cutName splits the ID of a type into an import path and a name.
func cutName(id string) (path, name string, ok bool) {
	i := strings.LastIndexByte(id, '.')
	if i < 0 {
		return "", "", false
	}
	return id[:i], id[i+1:], true
}

// canName reports whether the package can spell a type: every type in it has a
// name, and the names of other packages are exported by packages that this one
// may import.
func (g *generator) canName(t *contract.Type) bool {
	switch t.Kind {
	case contract.Inline:
		return false
	case contract.Pointer, contract.Slice, contract.Array:
		return g.canName(t.Elem)
	case contract.Map:
		return g.canName(t.Key) && g.canName(t.Elem)
	case contract.Ref:
		n := g.named(t)
		if n.Package != g.pkg.Path && !(token.IsExported(n.Name) && importable(n, g.pkg.Path)) {
			return false
		}
		for _, arg := range n.TypeArgs {
			if !g.canName(arg) {
				return false
			}
		}
	}
	return true
}

// importable reports whether a package may import that of n: internal packages
// only from the tree around them, commands never.
func importable(n *contract.Named, from string) bool {
	if n.PackageName == "main" {
		return false
	}
	path := "/" + n.Package + "/"
	i := strings.LastIndex(path, "/internal/")
	if i < 0 {
		return true
	}
	return strings.HasPrefix("/"+from+"/", path[:i]+"/")
}

// named returns the entry that a Ref refers to.
func (g *generator) named(t *contract.Type) *contract.Named {
	n := g.contract.Named(t.Name)
	if n == nil {
		panic(fmt.Sprintf("golang: the contract has no type %q", t.Name))
	}
	return n
}

// packageName returns the name in the package clause of a package with channels.
func (g *generator) packageName(path string) string {
	if p := g.contract.Package(path); p != nil {
		return p.Name
	}
	for _, n := range g.contract.Types {
		if n.Package == path {
			return n.PackageName
		}
	}
	return path[strings.LastIndexByte(path, '/')+1:]
}

// display spells a type for people and for the route table.
func (g *generator) display(t *contract.Type) string { return g.contract.Spell(t, g.pkg.Path) }

// quote returns s as a Go string literal, in back quotes where that reads
// better.
func quote(s string) string {
	if strings.ContainsAny(s, `"\`) && strconv.CanBackquote(s) {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}

// jsonString returns s as a JSON string, as encoding/json/v2 writes it: nothing
// is escaped that need not be.
func jsonString(s string) string {
	b := []byte{'"'}
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c >= ' ':
			b = append(b, c)
		case strings.IndexByte("\b\t\n\f\r", c) >= 0:
			b = append(b, '\\', "btn?fr"[c-'\b'])
		default:
			b = fmt.Appendf(b, "\\u%04x", c)
		}
	}
	return string(append(b, '"'))
}

// literal returns a JSON string, integer or boolean as a Go literal.
func literal(value string) string {
	if plain := plainValue(value); plain != value {
		return quote(plain)
	}
	return value
}

// plainValue returns a JSON value as people read it: a string without quotes.
func plainValue(value string) string {
	var s string
	if json.Unmarshal([]byte(value), &s) == nil {
		return s
	}
	return value
}

func relatedTo(pos contract.Position, message string) diag.Related {
	return diag.Related{Pos: pos, Message: message}
}
