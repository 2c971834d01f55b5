package golang

import (
	"cmp"
	"go/doc"
	"go/token"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wscontract/wscontract/emit/code"
	"github.com/wscontract/wscontract/extract/contract"
)

// names are the package-level names that the emitted files declare, and those
// they must leave alone.
type names struct {
	decls   map[string]contract.Position // of the package itself
	imports map[string]contract.Position // of packages, in the package's own files
	taken   map[string]bool              // by what is emitted
	types   map[string]bool              // of the package, that emitted code mentions

	stems  map[string]string            // what follows the verb in decodeSay, by type ID or shape
	fields map[*contract.Channel]string // of the variable Channels
}

// promises are the exported names, which users write.
var promises = []string{"RouteTable", "Validators", "Channels", "ContractFingerprint"}

// verbs are the beginnings of the unexported names. A stem is free when it is
// free behind each of them.
var verbs = []string{"unmarshal", "validate", "append", "decode", "check", "encode", "keys"}

// unruled ends the name of a decode function that applies no rules.
const unruled = "Unruled"

// predeclared are the predeclared names that emitted code relies on. A package
// that declares one itself is refused.
var predeclared = []string{
	"any", "append", "bool", "byte", "error", "false", "float32", "float64", "int", "int16", "int32", "int64", "int8",
	"len", "new", "nil", "string", "true", "uint", "uint16", "uint32", "uint64", "uint8", "uintptr",
}

// fixed are the parameters of emitted functions.
var fixed = []string{"b", "d", "data", "e", "v"}

// nameEverything works out all names of the package and reports those that
// clash.
func (g *generator) nameEverything() {
	g.names = &names{
		decls:   g.pkg.Decls,
		imports: g.pkg.Imports,
		taken:   map[string]bool{},
		types:   map[string]bool{},
		stems:   map[string]string{},
		fields:  map[*contract.Channel]string{},
	}
	g.refuseTakenNames()
	g.nameChannels()
	g.nameStems()
	g.nameImports()
}

// refuseTakenNames reports declarations of the package that stand in the way of
// a promise, or of the code below it.
func (g *generator) refuseTakenNames() {
	for _, name := range promises {
		g.names.taken[name] = true
		if pos, ok := g.names.decls[name]; ok {
			g.diags.Addf(pos, "name-clash", "%s is the name of a generated declaration; rename this one", name)
		}
		if pos, ok := g.names.imports[name]; ok {
			g.diags.Addf(pos, "name-clash", "%s is the name of a generated declaration; import the package under another name", name)
		}
	}
	for _, name := range predeclared {
		if pos, ok := g.names.decls[name]; ok {
			g.diags.Addf(pos, "name-clash", "%s hides the predeclared name, which generated code in this package needs; rename it", name)
		}
	}
	mention := func(name string, pos contract.Position) {
		g.names.types[name] = true
		if slices.Contains(fixed, name) {
			g.diags.Addf(pos, "name-clash", "generated code has variables named %s and cannot mention a type of that name; rename it", name)
		}
	}
	for _, n := range g.mentioned() {
		if n.Package == g.pkg.Path {
			mention(n.Name, n.Pos)
		}
	}
	for _, ch := range g.channels {
		if ch.GoPackage == g.pkg.Path {
			mention(ch.Go, ch.Pos)
		}
	}
}

// nameChannels names the fields of the variable Channels: chat-room is ChatRoom.
func (g *generator) nameChannels() {
	first := map[string]*contract.Channel{}
	for _, ch := range g.channels {
		name := exported(ch.Name)
		if other, ok := first[name]; ok {
			d := g.diags.Addf(ch.Pos, "name-clash", "channels %q and %q both have the Go name Channels.%s; rename one", other.Name, ch.Name, name)
			d.Related = append(d.Related, relatedTo(other.Pos, "channel "+strconv.Quote(other.Name)))
			continue
		}
		first[name] = ch
		g.names.fields[ch] = name
	}
}

// nameStems gives every named type, and every message type without a name, the
// stem of its functions. Types of the package come first and have their own
// names. Those of other packages have theirs where they are alone with it, else
// with the name of the package before it. What still clashes gets a number.
//
// Types that only channels of other packages reach have no say, so that what is
// emitted for a package does not depend on which others are generated with it.
func (g *generator) nameStems() {
	own := func(n *contract.Named) int {
		if n.Package == g.pkg.Path {
			return 0
		}
		return 1
	}
	types := slices.SortedFunc(slices.Values(g.reached), func(a, b *contract.Named) int {
		return cmp.Or(cmp.Compare(own(a), own(b)), strings.Compare(a.ID, b.ID))
	})
	packages := map[string]map[string]bool{} // that have a type of that name
	for _, n := range types {
		if stem := g.plainStem(n); packages[stem] == nil {
			packages[stem] = map[string]bool{n.Package: true}
		} else {
			packages[stem][n.Package] = true
		}
	}
	for _, n := range types {
		stem := g.plainStem(n)
		if n.Package != g.pkg.Path && len(packages[stem]) > 1 {
			stem = title(n.PackageName) + stem
		}
		g.names.addStem(n.ID, stem)
	}
	for _, ch := range g.channels {
		for _, t := range []*contract.Type{ch.ClientToServer, ch.ServerToClient} {
			if t != nil && t.Kind != contract.Ref {
				g.names.addStem(typeKey(t), g.shapeName(t))
			}
		}
		if ch.Params != nil || ch.Query != nil {
			g.names.addStem(handshakeID(ch), title(ch.Go)+"Handshake")
		}
	}
}

// roots returns the types that the channels of the package mention.
func (g *generator) roots() []*contract.Type {
	var roots []*contract.Type
	for _, ch := range g.channels {
		roots = append(roots, ch.Roots()...)
	}
	return roots
}

// mentioned returns the named types that the code of the package can mention,
// sorted: those it reads and writes, and those in their spelling.
func (g *generator) mentioned() []*contract.Named {
	all := map[string]*contract.Named{}
	var spell func(t *contract.Type)
	add := func(n *contract.Named) {
		if all[n.ID] == nil {
			all[n.ID] = n
			for _, arg := range n.TypeArgs {
				spell(arg)
			}
		}
	}
	spell = func(t *contract.Type) {
		if t.Kind == contract.Ref {
			add(g.named(t))
		}
		for part := range t.Parts() {
			spell(part)
		}
		if t.Struct != nil {
			for _, f := range t.Struct.Fields {
				for _, step := range f.Go {
					if step.Type != nil {
						spell(step.Type)
					}
				}
			}
		}
	}
	for _, t := range g.roots() {
		spell(t)
	}
	for _, n := range g.reached {
		add(n)
		for part := range n.Parts() {
			spell(part)
		}
		if st := objectOf(n); st != nil {
			spell(&contract.Type{Kind: contract.Inline, Struct: st})
		}
	}
	return slices.SortedFunc(maps.Values(all), func(a, b *contract.Named) int { return strings.Compare(a.ID, b.ID) })
}

// plainStem is the name of a type with its type arguments: PageOfItem.
func (g *generator) plainStem(n *contract.Named) string {
	stem := title(n.Name)
	for i, arg := range n.TypeArgs {
		stem += []string{"Of", "And"}[min(i, 1)] + g.shapeName(arg)
	}
	if n.Tagged {
		stem += "Tagged"
	}
	return stem
}

// shapeName spells a type as part of a name: SliceOfItem.
func (g *generator) shapeName(t *contract.Type) string {
	switch t.Kind {
	case contract.Pointer:
		return "PointerTo" + g.shapeName(t.Elem)
	case contract.Slice:
		return "SliceOf" + g.shapeName(t.Elem)
	case contract.Array:
		return "ArrayOf" + strconv.Itoa(t.Len) + g.shapeName(t.Elem)
	case contract.Map:
		return "MapOf" + g.shapeName(t.Key) + "To" + g.shapeName(t.Elem)
	case contract.ByteArray:
		return "Bytes" + strconv.Itoa(t.Len)
	case contract.Ref:
		return g.plainStem(g.named(t))
	}
	return title(string(t.Kind))
}

// typeKey identifies a type expression: by the ID of a named type, or by the
// shape of any other.
func typeKey(t *contract.Type) string {
	switch t.Kind {
	case contract.Ref:
		return t.Name
	case contract.Pointer, contract.Slice:
		return string(t.Kind) + " " + typeKey(t.Elem)
	case contract.Array:
		return "array " + strconv.Itoa(t.Len) + " " + typeKey(t.Elem)
	case contract.Map:
		return "map " + typeKey(t.Key) + " " + typeKey(t.Elem)
	}
	return string(t.Kind) + " " + strconv.Itoa(t.Len) + " " + t.Name
}

// handshakeID identifies the channel struct of ch, whose parameters are part of
// the functions of its handshake.
func handshakeID(ch *contract.Channel) string {
	return "handshake " + ch.GoPackage + "." + ch.Go + " " + ch.Required
}

// addStem notes a stem that is free behind each verb.
func (n *names) addStem(id, stem string) {
	if _, ok := n.stems[id]; ok {
		return
	}
	free := stem
	for i := 2; !n.freeStem(free); i++ {
		free = stem + strconv.Itoa(i)
	}
	for _, verb := range verbs {
		n.taken[verb+free] = true
	}
	n.taken["decode"+free+unruled] = true
	n.stems[id] = free
}

func (n *names) freeStem(stem string) bool {
	for _, verb := range verbs {
		if !n.free(verb + stem) {
			return false
		}
	}
	return n.free("decode" + stem + unruled)
}

// free reports whether the package can declare name.
func (n *names) free(name string) bool {
	_, declared := n.decls[name]
	_, imported := n.imports[name]
	return !declared && !imported && !n.taken[name]
}

// declare returns name, or the first free name made of it and a number, and
// takes it.
func (n *names) declare(name string) string {
	free := name
	for i := 2; !n.free(free); i++ {
		free = name + strconv.Itoa(i)
	}
	n.taken[free] = true
	return free
}

// nameImports names all packages that emitted code may import, so that the name
// of one does not depend on what is printed first.
func (g *generator) nameImports() {
	g.imports = code.NewImports(func(name string) bool {
		_, declared := g.names.decls[name]
		return declared || g.names.taken[name] || slices.Contains(fixed, name) || doc.IsPredeclared(name) || token.IsKeyword(name)
	})
	for _, l := range libraries {
		g.imports.Name(l.path, l.name)
	}
	for _, n := range g.mentioned() {
		if n.Package != g.pkg.Path {
			g.imports.Name(n.Package, n.PackageName)
		}
	}
	for _, ch := range g.channels {
		if ch.GoPackage != g.pkg.Path {
			g.imports.Name(ch.GoPackage, g.packageName(ch.GoPackage))
		}
	}
}

// title returns name with an upper-case first letter.
func title(name string) string {
	r, n := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(r)) + name[n:]
}

// exported makes an exported Go identifier of the name of a channel: what is
// neither letter nor digit separates words.
func exported(name string) string {
	var b strings.Builder
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		b.WriteString(title(word))
	}
	if token.IsExported(b.String()) {
		return b.String()
	}
	return "Channel" + b.String()
}

// unexported makes a name for a variable of a Go name: ReplyTo is replyTo, ID is
// id, URLPath is urlPath.
func unexported(name string) string {
	runes := []rune(name)
	for i, r := range runes {
		if !unicode.IsUpper(r) || i > 0 && i+1 < len(runes) && unicode.IsLower(runes[i+1]) {
			break
		}
		runes[i] = unicode.ToLower(r)
	}
	return string(runes)
}
