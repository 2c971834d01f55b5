package random

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A gen generates one package.
type gen struct {
	*rand.Rand
	oldV2 bool // the judge is the experiment of Go 1.26, which does not know embed

	n      int             // numbers names
	decls  strings.Builder // the declarations of types, with their methods
	known  strings.Builder // what directives say, as calls of package judge
	open   []string        // structs that are being declared, the innermost last
	reuse  []typ           // declared types that can be used again
	tagged bool            // the channels are required=tagged
}

// A pkg is a generated package: its contract, and what the judges must be told.
type pkg struct{ contract, judged string }

// generate returns the package of a seed.
func generate(seed uint64, oldV2 bool) pkg {
	g := &gen{Rand: rand.New(rand.NewPCG(seed, 0)), oldV2: oldV2}
	g.tagged = g.one(8)
	var channels strings.Builder
	for i := range 4 {
		required := ""
		if g.tagged {
			required = " required=tagged"
		}
		fmt.Fprintf(&channels, "// ws:channel c%d path=/%d/c%d%s\ntype C%d struct {\n", i, seed, i, required, i)
		directions := [][]string{{"ClientToServer", "ServerToClient"}, {"ClientToServer"}, {"ServerToClient"}}
		for _, direction := range directions[max(0, g.IntN(8)-5)] {
			fmt.Fprintf(&channels, "\t%s %s\n", direction, g.message())
		}
		channels.WriteString("}\n\n")
	}
	name := fmt.Sprintf("seed%d", seed)
	return pkg{
		contract: header("Package "+name+" is made of random types.\npackage "+name, g.decls.String(),
			"encoding/json", "errors", "time", "github.com/go-json-experiment/json/jsontext", "example.com/random/kit") +
			channels.String() + generic + g.decls.String(),
		judged: header("Package judged tells the judges what directives say.\npackage judged", "judge."+g.known.String()+"p.Channels",
			"example.com/random/judge", "p example.com/random/"+name) +
			fmt.Sprintf("func init() {\n\tjudge.Channels(%d, p.Channels, %t)\n%s}\n", seed, g.tagged, g.known.String()),
	}
}

// generic are the generic types of every package.
const generic = `// A Box is a generic struct.
type Box[T any] struct {
	V T    ~json:"v"~
	P *T   ~json:"p,omitempty"~
	L []T  ~json:"l,omitempty"~
}

// A Pair has two type parameters.
type Pair[K comparable, V any] struct {
	First  K       ~json:"first"~
	Second V       ~json:"second,omitzero"~
	Table  map[K]V ~json:"table,omitempty"~
}

`

// header returns the beginning of a file, with those of the imports that the
// source uses.
func header(clause, source string, imports ...string) string {
	var b strings.Builder
	b.WriteString("// " + clause + "\n\nimport (\n")
	for _, path := range imports {
		name, path, ok := strings.Cut(path, " ")
		if !ok {
			path, name = name, name[strings.LastIndexByte(name, '/')+1:]
		}
		if strings.Contains(source, name+".") {
			fmt.Fprintf(&b, "\t%s %q\n", name, path)
		}
	}
	b.WriteString(")\n\n")
	return b.String()
}

func (g *gen) one(n int) bool { return g.IntN(n) == 0 }

func pick[T any](g *gen, list []T) T { return list[g.IntN(len(list))] }

// name returns a new name.
func (g *gen) name(prefix string) string {
	g.n++
	return fmt.Sprint(prefix, g.n)
}

func (g *gen) declare(format string, args ...any) { fmt.Fprintf(&g.decls, format, args...) }

// tell adds a call that tells the judges what a directive says.
func (g *gen) tell(format string, args ...any) { fmt.Fprintf(&g.known, "\t"+format+"\n", args...) }

// message returns the type of a message: a struct, a union, or a list or map of
// them.
func (g *gen) message() string {
	before := ""
	if g.one(12) {
		before = pick(g, []string{"[]", "map[string]", "[]*", "[2]"})
	}
	switch g.IntN(9) {
	case 0, 1, 2:
		if before == "[]*" {
			before = "[]"
		}
		return before + g.union(3).src
	case 3:
		return before + g.envelope(3).src
	}
	return before + g.structType(structOf{depth: 3}).src
}

// enum declares an enum.
func (g *gen) enum() typ {
	name := g.name("E")
	if g.one(2) {
		values := []string{"red", "green", "b l u e", "é", "<"}[:1+g.IntN(5)]
		open := g.one(4)
		directive := ""
		if open {
			directive = "// ws:enum open\n"
		}
		g.declare("%stype %s string\n\nconst (\n", directive, name)
		var quoted []string
		for i, v := range values {
			g.declare("\t%s_%d %s = %q\n", name, i, name, v)
			quoted = append(quoted, fmt.Sprintf("%q", v))
		}
		g.declare(")\n\n")
		if !open {
			g.tell("judge.Enum[p.%s](%s)", name, strings.Join(quoted, ", "))
		}
		return typ{src: name, class: aString, scalar: true, key: true}
	}
	base := pick(g, []string{"int", "int8", "uint16", "uint64", "int64"})
	values := []string{"1", "0", "2", "100", "7"}[:1+g.IntN(5)]
	g.declare("// ws:enum\ntype %s %s\n\nconst (\n", name, base)
	for i, v := range values {
		g.declare("\t%s_%d %s = %s\n", name, i, name, v)
	}
	g.declare(")\n\n")
	g.tell("judge.Enum[p.%s](%s)", name, strings.Join(values, ", "))
	t := typ{src: name, class: anInt, scalar: true, key: true, quotes: true, bits: 7}
	if base[0] == 'u' {
		t.class = aUint
	}
	return t
}
