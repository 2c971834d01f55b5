package golang

import (
	"go/token"
	"strings"

	"github.com/wscontract/wscontract/emit/code"
	"github.com/wscontract/wscontract/extract/contract"
)

// handshake prints the handshake of a channel with parameters:
//
//	Handshake: runtime.Handshake{
//		Params: []runtime.Param{{Name: "room"}, {Name: "since", Query: true, Literal: true}},
//		Decode: unmarshalChatHandshake,
//		Append: appendChatHandshake,
//	},
func (g *generator) handshake(f *code.File, ch *contract.Channel) {
	if ch.Params == nil && ch.Query == nil {
		return
	}
	stem := g.names.stems[handshakeID(ch)]
	f.P("		Handshake: %s{", use(f, runtimeLib, "Handshake"))
	params := append(g.params(ch.Params, false), g.params(ch.Query, true)...)
	if len(params) > 0 {
		f.P("			Params: []%s{%s},", use(f, runtimeLib, "Param"), strings.Join(params, ", "))
	}
	f.P("			Decode: unmarshal%s,", stem)
	f.P("			Append: append%s,", stem)
	f.P("		},")
}

// params returns the descriptions of parameters, as elements of a composite
// literal.
func (g *generator) params(t *contract.Type, query bool) []string {
	if t == nil {
		return nil
	}
	var params []string
	for _, f := range g.contract.Resolve(t).Struct.Fields {
		param := "{Name: " + quote(f.Name)
		if query {
			param += ", Query: true"
		}
		inner := g.contract.Resolve(f.Type)
		many := inner.Kind == contract.Slice || inner.Kind == contract.Array
		if many {
			inner = g.contract.Resolve(inner.Elem)
		}
		if !f.Quoted && g.isLiteral(inner) {
			param += ", Literal: true"
		}
		if many {
			param += ", Many: true"
		}
		params = append(params, param+"}")
	}
	return params
}

// isLiteral tells types whose JSON is a number or a boolean.
func (g *generator) isLiteral(t *contract.Type) bool {
	if t.Kind != contract.Ref {
		return t.Kind == contract.Bool || isNumber(t.Kind)
	}
	switch n := g.named(t); {
	case n.Enum != nil:
		return n.Enum.Base != contract.String
	case n.Codec != nil:
		return n.Codec.Wire == "integer" || n.Codec.Wire == "number" || n.Codec.Wire == "boolean"
	}
	return false
}

// printHandshakes prints the functions that read and write the parameters of
// channels, as the JSON object {"params":{…},"query":{…}} of a value of the
// channel's struct.
func (g *generator) printHandshakes(f *code.File, reader *decoder, writer *encoder) {
	printed := map[string]bool{}
	for _, ch := range g.channels {
		if ch.Params == nil && ch.Query == nil || printed[handshakeID(ch)] {
			continue
		}
		printed[handshakeID(ch)] = true
		if g.refuseNamelessChannel(ch) {
			continue
		}
		here := *reader
		here.File = f
		here.handshake(ch)
		writer.handshake(ch)
	}
}

func (g *generator) refuseNamelessChannel(ch *contract.Channel) bool {
	n := &contract.Named{Name: ch.Go, Package: ch.GoPackage, PackageName: g.packageName(ch.GoPackage)}
	if n.Package == g.pkg.Path || token.IsExported(n.Name) && importable(n, g.pkg.Path) {
		return false
	}
	g.diags.Addf(ch.Pos, "unnameable", "package %s cannot name the channel struct %s.%s, whose parameters it has to read; export it", g.pkg.Name, n.PackageName, n.Name)
	return true
}

// channelStruct returns the description of the struct of a channel, as far as
// its parameters go.
func channelStruct(ch *contract.Channel) *contract.Struct {
	st := &contract.Struct{}
	add := func(key, name string, t *contract.Type) {
		st.Fields = append(st.Fields, &contract.Field{
			Name: key, Go: []contract.Selector{{Name: name}}, Type: t, Required: true, Pos: ch.Pos,
		})
	}
	if ch.Params != nil {
		add("params", "Params", ch.Params)
	}
	if ch.Query != nil {
		add("query", "Query", ch.Query)
	}
	return st
}

// spellChannel spells the struct of a channel.
func (g *generator) spellChannel(f *code.File, ch *contract.Channel) string {
	if ch.GoPackage == g.pkg.Path {
		return ch.Go
	}
	return f.Use(ch.GoPackage, g.packageName(ch.GoPackage)) + "." + ch.Go
}

// handshake prints
//
//	func unmarshalChatHandshake(data []byte) (any, error) {
//		var v Chat
//		d := wire.NewDecoder(data)
//		decodeChatHandshake(d, &v)
//		return v, d.Finish()
//	}
//
// and the function it calls.
func (p *decoder) handshake(ch *contract.Channel) {
	stem, goType := p.names.stems[handshakeID(ch)], p.spellChannel(p.File, ch)
	p.P("")
	p.P("// unmarshal%s decodes and checks the parameters of channel %s.", stem, quote(ch.Name))
	p.P("func unmarshal%s(data []byte) (any, error) {", stem)
	p.P("	var v %s", goType)
	p.P("	d := %s(data)", wire(p.File, "NewDecoder"))
	p.P("	decode%s(d, &v)", stem)
	p.P("	return v, d.Finish()")
	p.P("}")
	p.P("")
	p.P("func decode%s(d *%s, v *%s) {", stem, wire(p.File, "Decoder"), goType)
	p.P("	if !d.Object() {")
	p.P("		return")
	p.P("	}")
	p.object("*v", channelStruct(ch), true, p.newScope())
	p.P("}")
}

// handshake prints
//
//	func appendChatHandshake(b []byte, v any) ([]byte, error) {
//		e := wire.NewEncoder(b)
//		encodeChatHandshake(e, wire.As[Chat](e, v))
//		return e.Finish()
//	}
//
// and the function it calls.
func (p *encoder) handshake(ch *contract.Channel) {
	stem, goType := p.names.stems[handshakeID(ch)], p.spellChannel(p.File, ch)
	p.P("")
	p.P("// append%s appends the parameters of channel %s, a %s.", stem, quote(ch.Name), goType)
	p.P("func append%s(b []byte, v any) ([]byte, error) {", stem)
	p.P("	e := %s(b)", wire(p.File, "NewEncoder"))
	p.P("	encode%s(e, %s[%s](e, v))", stem, wire(p.File, "As"), goType)
	p.P("	return e.Finish()")
	p.P("}")
	p.P("")
	p.P("func encode%s(e *%s, v *%s) {", stem, wire(p.File, "Encoder"), goType)
	p.object("*v", channelStruct(ch), p.newScope())
	p.P("}")
}
