package extract

import (
	"go/types"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/directive"
	"github.com/wscontract/wscontract/extract/source"
)

// A channelDecl is a channel that a source declares: a struct type with
// ws:channel, or a field of a struct type with ws:channels.
type channelDecl struct {
	source *source.Package // whose output serves the channel
	named  *types.Named
	decl   *source.Decl // of named
	name   string
	pos    contract.Position
	doc    string
	// own and inherited are the directives of the channel struct and of the map.
	own, inherited *directive.Directive
}

// channelDecls finds the channels. One that is reached both ways is one
// channel, named by the map.
func (x *extractor) channelDecls() []channelDecl {
	var found []channelDecl
	mapped := map[string]bool{}
	for _, s := range x.prog.Packages {
		for _, n := range x.annotated(s, "channels") {
			for _, d := range x.mapEntries(s, n) {
				mapped[typeID(d.named)] = true
				found = append(found, d)
			}
		}
	}
	for _, s := range x.prog.Packages {
		for _, n := range x.annotated(s, "channel") {
			if mapped[typeID(n)] {
				continue
			}
			decl := x.declOf(n.Obj())
			d := channelDecl{
				source: s, named: n, decl: decl, name: n.Obj().Name(),
				pos: x.position(decl.Pos), doc: decl.Doc, own: decl.Directive("channel"),
			}
			if a := positional(d.own); a != nil {
				d.name = a.Value
			} else if err := directive.CheckChannelName(d.name); err != nil {
				x.errorf(d.pos, "channel-name", "%s cannot be the name of a channel: %v; write ws:channel NAME", d.name, err)
			}
			found = append(found, d)
		}
	}
	return found
}

// annotated returns the types of a source that have a directive, in the order
// of their names.
func (x *extractor) annotated(s *source.Package, name string) []*types.Named {
	var found []*types.Named
	decls := x.prog.Decls(s.Pkg.Path())
	scope := s.Pkg.Scope()
	for _, typeName := range scope.Names() {
		decl := decls.Types[typeName]
		obj, ok := scope.Lookup(typeName).(*types.TypeName)
		if !ok || decl == nil || decl.Directive(name) == nil {
			continue
		}
		n, ok := obj.Type().(*types.Named)
		switch {
		case !ok || obj.IsAlias():
			x.errorf(x.position(decl.Pos), "channel", "%s is another name for a type and cannot have ws:%s; declare it without the equals sign", typeName, name)
		case n.TypeParams().Len() > 0:
			// Reported where directives are read.
		case isStruct(n):
			found = append(found, n)
		case isInvalid(n.Underlying()):
			x.reach(obj, place{channel: typeName})
		default:
			x.errorf(x.position(decl.Pos), "channel", "%s is not a struct type and cannot have ws:%s; declare it as a struct", typeName, name)
		}
	}
	return found
}

func isInvalid(t types.Type) bool { return t == types.Typ[types.Invalid] }

// mapEntries returns the channels of a struct type with ws:channels, in the
// order of its fields. An embedded field is an entry with the name of its type.
func (x *extractor) mapEntries(s *source.Package, n *types.Named) []channelDecl {
	var entries []channelDecl
	st := n.Underlying().(*types.Struct)
	syntax := x.structOf(x.syntaxOf(n))
	for i := range st.NumFields() {
		v := st.Field(i)
		f := x.fieldOf(syntax, v, st.Tag(i))
		if !v.Exported() {
			x.errorf(f.pos, "channel-map", "%s is not exported and cannot be a channel of %s; export it", v.Name(), n.Obj().Name())
			continue
		}
		d := channelDecl{source: s, name: lowerFirst(v.Name()), pos: f.pos, doc: f.doc}
		at := f.pos
		if value, ok := f.tag.lookup("ws"); ok {
			d.name, at = value.text, value.pos(0)
		}
		if err := directive.CheckChannelName(d.name); err != nil {
			x.errorf(at, "channel-name", "%q cannot be the name of a channel: %v; write another in `ws:\"NAME\"`", d.name, err)
		}
		t := types.Unalias(v.Type())
		if isInvalid(t) {
			in := place{channel: d.name, trail: n.Obj().Name() + "." + v.Name(), pos: f.pos, syntax: f.typ}
			x.reach(n.Obj(), in)
			x.invalid(in)
			continue
		}
		named, ok := t.(*types.Named)
		if !ok || !isChannelStruct(named) {
			x.errorf(f.pos, "channel-map", "%s cannot be a channel of %s, because %s is not a struct type with a field ClientToServer or ServerToClient; use one that has a name",
				v.Name(), n.Obj().Name(), x.typeString(t))
			continue
		}
		d.named = named
		d.decl = x.declOf(named.Obj())
		d.own = d.decl.Directive("channel")
		d.inherited = x.declOf(n.Obj()).Directive("channels")
		if d.doc == "" {
			d.doc = d.decl.Doc
		}
		entries = append(entries, d)
	}
	return entries
}

// isChannelStruct reports whether a struct type has messages.
func isChannelStruct(n *types.Named) bool {
	st, ok := n.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range st.Fields() {
		if f.Name() == "ClientToServer" || f.Name() == "ServerToClient" {
			return true
		}
	}
	return false
}

// channelFields are the fields that a channel struct can have.
var channelFields = []string{"ServerToClient", "ClientToServer", "Params", "Query"}

// channel makes a channel of the contract.
func (x *extractor) channel(d channelDecl) *contract.Channel {
	obj := d.named.Obj()
	ch := &contract.Channel{
		Name:       d.name,
		Package:    d.source.Pkg.Path(),
		Go:         obj.Name(),
		GoPackage:  obj.Pkg().Path(),
		Doc:        d.doc,
		Deprecated: d.decl.Deprecated,
		Pos:        d.pos,
		Required:   "all",
	}
	x.setOptions(ch, d)
	st := d.named.Underlying().(*types.Struct)
	syntax := x.structOf(x.syntaxOf(d.named))
	at := place{channel: d.name, pkg: ch.Package, trail: obj.Name(), start: true, pos: d.pos, tagged: ch.Required == "tagged"}
	defer x.enter(d.named, at)()
	x.reach(obj, at)
	hasMessages, params := false, true
	paramsPos := d.pos
	for i := range st.NumFields() {
		v := st.Field(i)
		f := x.fieldOf(syntax, v, st.Tag(i))
		in := at
		in.trail, in.pos, in.syntax = v.Name(), f.pos, f.typ
		switch {
		case v.Embedded() || !v.Exported():
			x.errorf(f.pos, "channel-field", "%s cannot be a field of the channel struct %s; its fields are %s", v.Name(), obj.Name(), join(channelFields, "and"))
		case v.Name() == "ServerToClient":
			ch.ServerToClient = x.typ(v.Type(), in)
			hasMessages = true
		case v.Name() == "ClientToServer":
			ch.ClientToServer = x.typ(v.Type(), in)
			hasMessages = true
		case v.Name() == "Params":
			ch.Params, params = x.params(d, v, "path", in)
			paramsPos = f.pos
		case v.Name() == "Query":
			ch.Query, _ = x.params(d, v, "query", in)
		case nearest(v.Name(), channelFields) != "":
			x.errorf(f.pos, "channel-field", "unknown field %s in the channel struct %s; did you mean %s?", v.Name(), obj.Name(), nearest(v.Name(), channelFields))
		default:
			x.errorf(f.pos, "channel-field", "unknown field %s in the channel struct %s; its fields are %s", v.Name(), obj.Name(), join(channelFields, "and"))
		}
	}
	if !hasMessages {
		x.errorf(x.position(d.decl.Pos), "channel-field", "the channel %s has no messages; give %s a field ServerToClient or ClientToServer", d.name, obj.Name())
	}
	if params {
		x.matchParams(ch, paramsPos)
	}
	return ch
}

// setOptions reads the keys of ws:channel, and of the map for what they leave
// open. Values that are wrong were reported where directives are read.
func (x *extractor) setOptions(ch *contract.Channel, d channelDecl) {
	option := func(key string) string {
		for _, dir := range []*directive.Directive{d.own, d.inherited} {
			if dir != nil {
				if a, ok := dir.Lookup(key); ok {
					return a.Value
				}
			}
		}
		return ""
	}
	if option("required") == "tagged" {
		ch.Required = "tagged"
	}
	ch.Auth = option("auth")
	ch.Overflow = option("overflow")
	if size := option("max-size"); size != "" {
		ch.MaxSize, _ = directive.ParseSize(size)
	}
	if rate := option("rate"); rate != "" {
		ch.Rate, _ = directive.ParseRate(rate)
	}
	ch.Path, ch.PathSet = option("path"), option("path") != ""
	if !ch.PathSet {
		ch.Path = defaultPath(x.prog.Prefix, ch.Name)
	}
}
