package check

import (
	"bytes"
	"compress/flate"
	"encoding/gob"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/directive"
)

// A programFact is what a package hands on to those that import it: what must be known
// of itself, and of all that it imports. The facts of packages that are imported by
// imports are not given to a pass by go vet, and are by other drivers.
type programFact struct {
	Packages []*packageFact // by path, and itself

	imported bool
}

func (*programFact) AFact() {}

func (f *programFact) String() string { return "contracts" }

// GobEncode writes the fact of the package that is looked at. Drivers write those of
// its imports beside it, which has all of what they say.
func (f *programFact) GobEncode() ([]byte, error) {
	if f.imported {
		return nil, nil
	}
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(f.Packages)
	return b.Bytes(), err
}

// GobDecode reads the fact of an import.
func (f *programFact) GobDecode(b []byte) error {
	f.imported = true
	if len(b) == 0 {
		return nil
	}
	return gob.NewDecoder(bytes.NewReader(b)).Decode(&f.Packages)
}

// A packageFact is what the packages of a program must know of one of them.
type packageFact struct {
	Path string
	// Source has the files of a package with directives on types, or with types that
	// are made of such. Export data knows neither comments nor all types that are
	// not exported, and a variant of a union may be such.
	Source []byte
	// Channels are the channels that the package declares.
	Channels []channelFact
	// Unions are the unions of its contract that are interfaces.
	Unions []unionFact
	// Mentions are the channels that its code refers to, as "PATH.FIELD" for
	// Channels.FIELD of the package PATH, and "PATH.*" where that cannot be told.
	Mentions []string
	// Functions are those that serve channels whenever they are called.
	Functions []functionFact
	// Servers counts the calls of runtime.NewServer.
	Servers int
}

// A sourceFile is a file of a package.
type sourceFile struct {
	Name string
	Src  []byte
}

// pack makes of files what a fact carries through all packages above.
func pack(files []sourceFile) []byte {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	if err == nil {
		err = gob.NewEncoder(w).Encode(files)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(err) // a bytes.Buffer takes everything
	}
	return b.Bytes()
}

// unpack returns the files of a package, if its fact has them.
func (f *packageFact) unpack() ([]sourceFile, error) {
	if f.Source == nil {
		return nil, nil
	}
	var files []sourceFile
	err := gob.NewDecoder(flate.NewReader(bytes.NewReader(f.Source))).Decode(&files)
	return files, err
}

// A channelFact is one channel of a package.
type channelFact struct{ Name, Path string }

// A unionFact is a union and the names of its variants, of the same package.
type unionFact struct {
	Package, Name string
	Variants      []variantFact
}

type variantFact struct {
	Name    string
	Pointer bool // only a pointer implements the union
}

func (f *packageFact) declaresChannels() bool { return len(f.Channels) > 0 }

// field is the name of the field of the generated variable Channels: that of room-list
// is RoomList.
func (c channelFact) field() string {
	var b strings.Builder
	for word := range strings.FieldsFuncSeq(c.Name, func(r rune) bool { return strings.ContainsRune("._-", r) }) {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// programFact returns what the packages that import this one must know, or nil.
func (k *known) programFact(p *analysis.Pass) *programFact {
	own := k.fact(p)
	f := new(programFact)
	for _, path := range slices.Sorted(maps.Keys(k.facts)) {
		f.Packages = append(f.Packages, k.facts[path])
	}
	if own != nil {
		f.Packages = append(f.Packages, own)
	}
	if f.Packages == nil {
		return nil
	}
	return f
}

// fact returns what others must know of the package, or nil.
func (k *known) fact(p *analysis.Pass) *packageFact {
	f := &packageFact{Path: p.Pkg.Path(), Mentions: k.mentions, Functions: k.functions, Servers: len(k.servers)}
	if k.needsSource(p) {
		f.Source = k.source(p)
	}
	if k.contract != nil {
		for _, ch := range k.contract.Channels {
			f.Channels = append(f.Channels, channelFact{ch.Name, ch.Path})
		}
		f.Unions = unionFacts(k.contract)
	}
	if f.Source == nil && f.Channels == nil && f.Mentions == nil && f.Functions == nil && f.Servers == 0 {
		return nil
	}
	return f
}

// source returns the files of the package, packed, or nil if one cannot be read.
func (k *known) source(p *analysis.Pass) []byte {
	var files []sourceFile
	for _, file := range k.files {
		name := p.Fset.PositionFor(file.Package, false).Filename
		src, err := p.ReadFile(name)
		if err != nil {
			return nil
		}
		files = append(files, sourceFile{name, src})
	}
	if files == nil {
		return nil
	}
	return pack(files)
}

// needsSource tells that export data says too little of the types of a package: they
// have directives, or are made of types of a package of which that is so.
func (k *known) needsSource(p *analysis.Pass) bool {
	if directive.AnyIn(k.files) {
		if types, _ := directive.Collect(k.files); len(types) > 0 {
			return true
		}
	}
	hasSource := func(i *types.Package) bool { f := k.facts[i.Path()]; return f != nil && f.Source != nil }
	if p.TypesInfo == nil || !slices.ContainsFunc(p.Pkg.Imports(), hasSource) {
		return false
	}
	found := false
	for _, file := range k.files {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.GenDecl); ok && decl.Tok == token.TYPE {
				ast.Inspect(decl, func(n ast.Node) bool {
					if id, ok := n.(*ast.Ident); ok {
						name, ok := p.TypesInfo.Uses[id].(*types.TypeName)
						found = found || ok && name.Pkg() != nil && hasSource(name.Pkg())
					}
					return !found
				})
			}
		}
	}
	return found
}

// unionFacts returns the unions of a contract that are interfaces.
func unionFacts(c *contract.Contract) []unionFact {
	var facts []unionFact
	for _, n := range c.Types {
		if n.Union == nil || n.Union.Envelope != nil || n.Tagged {
			continue
		}
		u := unionFact{Package: n.Package, Name: n.Name}
		add := func(t *contract.Type, pointer bool) {
			if v := c.Named(t.Name); v != nil && v.Package == n.Package {
				u.Variants = append(u.Variants, variantFact{v.Name, pointer})
			}
		}
		for _, v := range n.Union.Variants {
			add(v.Type, v.Pointer)
		}
		if o := n.Union.Other; o != nil {
			add(o.Type, o.Pointer)
		}
		facts = append(facts, u)
	}
	return facts
}

// unionOf returns the variants of a union, or nil.
func (k *known) unionOf(n *types.Named) *unionFact {
	find := func(unions []unionFact) *unionFact {
		i := slices.IndexFunc(unions, func(u unionFact) bool {
			return n.Obj().Pkg() != nil && u.Package == n.Obj().Pkg().Path() && u.Name == n.Obj().Name()
		})
		if i < 0 {
			return nil
		}
		return &unions[i]
	}
	if k.contract != nil {
		if u := find(unionFacts(k.contract)); u != nil {
			return u
		}
	}
	for _, f := range k.facts {
		if u := find(f.Unions); u != nil {
			return u
		}
	}
	return nil
}

// findMentions returns the channels of other packages, and its own, that the code of a
// package refers to.
func (k *known) findMentions(p *analysis.Pass) []string {
	if !k.seesChannels(p) {
		return nil
	}
	found := map[string]bool{}
	selected := map[*ast.Ident]string{} // the identifier Channels of Channels.FIELD
	for _, file := range k.files {
		ast.Inspect(file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				switch x := ast.Unparen(sel.X).(type) {
				case *ast.Ident:
					selected[x] = sel.Sel.Name
				case *ast.SelectorExpr:
					selected[x.Sel] = sel.Sel.Name
				}
			}
			return true
		})
		ast.Inspect(file, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			v, ok := p.TypesInfo.Uses[id].(*types.Var)
			if !ok || v.Pkg() == nil || v.Parent() != v.Pkg().Scope() || !k.hasChannels(p, v.Pkg().Path()) {
				return true
			}
			switch v.Name() {
			case "Channels":
				if field := selected[id]; field != "" {
					found[v.Pkg().Path()+"."+field] = true
				} else {
					found[v.Pkg().Path()+".*"] = true
				}
			case "RouteTable", "Validators":
				found[v.Pkg().Path()+".*"] = true
			}
			return true
		})
	}
	return slices.Sorted(maps.Keys(found))
}

// mentioned tells that code of the program outside of the contract's package, or
// within it, serves or calls a channel.
func (k *known) mentioned(path string, ch channelFact) bool {
	is := func(m string) bool { return m == path+"."+ch.field() }
	if slices.ContainsFunc(k.mentions, is) {
		return true
	}
	for _, f := range k.facts {
		if slices.ContainsFunc(f.Mentions, is) {
			return true
		}
	}
	return false
}

// hasChannels tells that a package declares channels.
func (k *known) hasChannels(p *analysis.Pass, path string) bool {
	if path == p.Pkg.Path() {
		return k.contract != nil
	}
	f := k.facts[path]
	return f != nil && f.declaresChannels()
}

// seesChannels tells that the code of a package can refer to channels at all.
func (k *known) seesChannels(p *analysis.Pass) bool {
	if k.contract != nil {
		return true
	}
	return slices.ContainsFunc(p.Pkg.Imports(), func(i *types.Package) bool { return k.hasChannels(p, i.Path()) })
}

// newServers returns the calls of runtime.NewServer.
func (k *known) newServers(p *analysis.Pass) []*ast.CallExpr {
	if !importsRuntime(p) {
		return nil
	}
	var calls []*ast.CallExpr
	for _, file := range k.files {
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && isRuntimeFunc(p, call, "NewServer") {
				calls = append(calls, call)
			}
			return true
		})
	}
	return calls
}

// importsRuntime tells that a package can serve channels.
func importsRuntime(p *analysis.Pass) bool {
	return slices.ContainsFunc(p.Pkg.Imports(), func(i *types.Package) bool { return i.Path() == runtimePath })
}
