package golang

import (
	"strings"

	"github.com/wscontract/wscontract/emit/code"
	"github.com/wscontract/wscontract/extract/contract"
)

// printChannels prints the constant ContractFingerprint, the variable Channels,
// the codecs of handshakes, and the functions that write messages.
func (g *generator) printChannels(f *code.File, reader *decoder, writer *encoder) {
	f.P("// ContractFingerprint changes when, and only when, what stands on the wire changes.")
	f.P("const ContractFingerprint = %q", g.contract.FingerprintOf(g.pkg.Path))
	f.P("")
	f.P("// Channels are the channels of this package, typed both ways.")
	f.P("var Channels = struct {")
	for _, ch := range g.channels {
		g.channelDoc(f, ch)
		f.P("	%s %s", g.names.fields[ch], g.channelType(f, ch))
	}
	f.P("}{")
	for i, ch := range g.channels {
		f.P("	%s: %s{", g.names.fields[ch], g.channelType(f, ch))
		f.P("		Route:          RouteTable[%d],", i) // in the column of ClientToServer
		g.codec(f, "ClientToServer", ch.ClientToServer)
		g.codec(f, "ServerToClient", ch.ServerToClient)
		g.handshake(f, ch)
		f.P("	},")
	}
	f.P("}")
	g.printHandshakes(f, reader, writer)
	for _, r := range g.messages() {
		writer.root(r)
	}
}

// channelDoc prints the documentation of a channel, with its deprecation as Go
// tools look for it.
func (g *generator) channelDoc(f *code.File, ch *contract.Channel) {
	doc := strings.TrimSpace(ch.Doc)
	if doc == "" {
		doc = g.names.fields[ch] + " is channel " + quote(ch.Name) + "."
	}
	if ch.Deprecated != "" && !strings.Contains(doc, "Deprecated: ") {
		doc += "\n\nDeprecated: " + ch.Deprecated
	}
	f.Doc(doc)
}

// channelType returns the type of a channel: runtime.Channel[Command, Event].
func (g *generator) channelType(f *code.File, ch *contract.Channel) string {
	side := func(t *contract.Type) string {
		if t == nil || !g.canName(t) {
			return use(f, runtimeLib, "None")
		}
		return g.spell(f, t)
	}
	return use(f, runtimeLib, "Channel") + "[" + side(ch.ClientToServer) + ", " + side(ch.ServerToClient) + "]"
}

// codec prints one direction of a channel:
//
//	ClientToServer: runtime.Codec[Command]{Decode: unmarshalCommand, Append: appendCommand, Validate: validateCommand},
func (g *generator) codec(f *code.File, direction string, t *contract.Type) {
	if t == nil || !g.canName(t) {
		f.P("		%s: %s(),", direction, use(f, runtimeLib, "NoMessages"))
		return
	}
	stem := g.rootStem(t)
	f.P("		%s: %s[%s]{Decode: unmarshal%s, Append: append%s, Validate: validate%s},",
		direction, use(f, runtimeLib, "Codec"), g.spell(f, t), stem, stem, stem)
}
