package golang

import (
	"slices"
	"strings"

	"github.com/wscontract/wscontract/emit/code"
	"github.com/wscontract/wscontract/extract/contract"
)

// A root is a type of messages, with the functions that users' code reaches
// through Validators and Channels.
type root struct {
	t    *contract.Type
	stem string
	uses []string // who says such messages, and on which channel
}

// messages returns the types of messages of all channels, each once, in the order
// of the channels.
func (g *generator) messages() []*root {
	var roots []*root
	use := func(ch *contract.Channel, t *contract.Type, who string) {
		if t == nil || g.refuseNameless(ch, t) {
			return
		}
		stem := g.rootStem(t)
		i := slices.IndexFunc(roots, func(r *root) bool { return r.stem == stem })
		if i < 0 {
			i = len(roots)
			roots = append(roots, &root{t: t, stem: stem})
		}
		roots[i].uses = append(roots[i].uses, who+" on channel "+quote(ch.Name))
	}
	for _, ch := range g.channels {
		in, out := ch.ClientToServer, ch.ServerToClient
		if in != nil && out != nil && g.rootStem(in) == g.rootStem(out) {
			use(ch, in, "both sides send")
			continue
		}
		use(ch, out, "the server sends")
		use(ch, in, "clients send")
	}
	return roots
}

// refuseNameless reports messages whose type cannot be written down.
func (g *generator) refuseNameless(ch *contract.Channel, t *contract.Type) bool {
	if g.canName(t) {
		return false
	}
	g.diags.Addf(ch.Pos, "unnameable", "package %s cannot name the type %s of the messages of channel %q; declare a type for them", g.pkg.Name, g.display(t), ch.Name)
	return true
}

// rootStem returns the stem of the functions of a type of messages.
func (g *generator) rootStem(t *contract.Type) string {
	return g.names.stems[typeKey(t)]
}

// validatorOf returns the function that checks messages of type t.
func (g *generator) validatorOf(f *code.File, t *contract.Type) string {
	if t == nil {
		return use(f, runtimeLib, "RefuseMessage")
	}
	return "validate" + g.rootStem(t)
}

// printValidators prints the variable Validators and, for each type of messages,
// the functions that read and check them.
func (g *generator) printValidators(p *decoder, c *checker) {
	p.P("// Validators check the messages of each channel, by its name.")
	p.Columns(func() {
		p.P("var Validators = map[string]%s{", use(p.File, runtimeLib, "Validators"))
		for _, ch := range g.channels {
			p.P("	%s: {ServerToClient: %s, ClientToServer: %s},", quote(ch.Name),
				g.validatorOf(p.File, ch.ServerToClient), g.validatorOf(p.File, ch.ClientToServer))
		}
		p.P("}")
	})
	for _, r := range g.messages() {
		p.root(r)
		c.root(r)
	}
}

// root prints unmarshalT.
func (p *decoder) root(r *root) {
	t := p.spell(p.File, r.t)
	p.P("")
	p.P("// unmarshal%s decodes and checks what %s.", r.stem, sentence(r.uses))
	p.P("func unmarshal%s(data []byte) (%s, error) {", r.stem, t)
	p.P("	var v %s", t)
	p.P("	d := %s(data)", wire(p.File, "NewDecoder"))
	p.value(place{dst: "v", as: r.t, at: "0", ruled: true, rules: everyElement}, r.t, p.newScope())
	p.P("	return v, d.Finish()")
	p.P("}")
}

// root prints validateT.
func (c *checker) root(r *root) {
	c.P("")
	c.P("func validate%s(data []byte) error {", r.stem)
	if c.canCheck(r.t, everyElement) {
		c.P("	d := %s(data)", wire(c.File, "NewDecoder"))
		c.value(kept{at: "0", ruled: true, rules: everyElement}, r.t, c.newScope())
		c.P("	return d.Finish()")
	} else {
		c.P("	_, err := unmarshal%s(data)", r.stem)
		c.P("	return err")
	}
	c.P("}")
}

// sentence joins what is said of a type of messages.
func sentence(uses []string) string {
	const some = 3
	if len(uses) > some {
		return strings.Join(uses[:some], ", and what ") + ", and more"
	}
	return strings.Join(uses, ", and what ")
}
