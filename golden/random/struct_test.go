package random

import (
	"fmt"
	"strings"
)

// structOf says what struct to declare.
type structOf struct {
	depth     int
	message   string // the tag of a variant
	variant   bool   // beside its tag
	enveloped bool   // whose union is a struct
	tagField  string // has the tag, too
	tagConst  string // and its value, as an entry of Consts
	embedded  bool   // to be embedded
}

// structType declares a struct.
func (g *gen) structType(of structOf) typ {
	name := g.name("S")
	g.open = append(g.open, name)
	fields := g.fields(of)
	if of.depth > 0 && !of.embedded && g.one(4) {
		fields = g.embedded(of) + fields
	}
	fields = of.tagField + fields
	strict := g.one(6) && !of.embedded
	if !strict && !of.embedded && !of.enveloped && !g.oldV2 && g.one(8) {
		fields += "\tRest " + g.fallback(of.depth) + " ~json:\",embed\"~\n"
	}
	g.open = g.open[:len(g.open)-1]

	if of.message != "" {
		g.declare("// ws:message %q\n", of.message)
	}
	if strict {
		g.declare("// ws:strict\n")
		g.tell("judge.Strict[p.%s]()", name)
	}
	var consts []string
	if of.tagConst != "" {
		consts = append(consts, of.tagConst)
	}
	if !of.embedded && g.one(6) {
		consts, fields = g.consts(consts, fields)
	}
	validates := !of.embedded && g.one(10)
	if validates {
		fields += "\tOdd int ~json:\"odd,omitzero\"~\n"
	}
	g.declare("type %s struct {\n%s}\n\n", name, fields)
	if consts != nil {
		g.tell("type plain%s p.%s", name, name)
		g.tell("judge.Const[p.%s, plain%s](judge.Consts{%s})", name, name, strings.Join(consts, ", "))
	}
	if validates {
		g.declare("// Validate refuses even numbers but zero.\nfunc (v %s%s) Validate() error {\n"+
			"\tif v.Odd != 0 && v.Odd%%2 == 0 {\n\t\treturn errors.New(\"odd is even\")\n\t}\n\treturn nil\n}\n\n", pick(g, []string{"", "*"}), name)
	}
	t := typ{src: name, class: aStruct}
	if of.message == "" && !of.enveloped && !of.embedded {
		g.reuse = append(g.reuse, t)
	}
	return t
}

// consts declares keys of a struct that always have the same value, with a field
// and without.
func (g *gen) consts(told []string, fields string) ([]string, string) {
	for i := range 1 + g.IntN(2) {
		c := pick(g, []struct{ typ, arg, json string }{
			{"string", `"2.0"`, `"2.0"`}, {"string", "on", `"on"`}, {"string", `"é \"<"`, `"é \"<"`},
			{"int", "-3", "-3"}, {"uint8", "200", "200"}, {"bool", "true", "true"}, {"bool", "false", "false"},
		})
		key := fmt.Sprintf("const%d", i)
		g.declare("// ws:const %s=%s\n", key, c.arg)
		told = append(told, fmt.Sprintf("%q: %q", key, c.json))
		if g.one(2) {
			fields += fmt.Sprintf("\t%s %s ~json:%q~\n", g.name("F"), c.typ, key)
		}
	}
	return told, fields
}

// fallback returns the type of a field that collects unknown keys.
func (g *gen) fallback(depth int) string {
	switch g.IntN(8) {
	case 0:
		return "map[string]" + g.named(depth-1).src
	case 1:
		name := g.name("T")
		g.declare("type %s string\n\n", name)
		return "map[" + name + "]" + pick(g, leaves).src
	case 2:
		name := g.name("T")
		g.declare("type %s map[string]%s\n\n", name, pick(g, leaves).src)
		return name
	}
	return pick(g, []string{"map[string]any", "map[string]*int8", "jsontext.Value", "map[string]string", "*map[string]int", "*jsontext.Value"})
}

// embedded returns one or two embedded structs, which may have a key in common
// with each other and with the struct around them.
func (g *gen) embedded(of structOf) (fields string) {
	for range 1 + g.IntN(2) {
		e := g.structType(structOf{depth: of.depth - 1, embedded: true})
		switch {
		case g.one(3):
			fields += "\t*" + e.src + "\n"
		case g.one(6):
			fields += "\t" + e.src + " ~json:\"" + strings.ToLower(e.src) + "\"~\n"
		case g.one(6) && !g.oldV2:
			fields += "\t" + g.name("F") + " " + e.src + " ~json:\",embed\"~\n"
		default:
			fields += "\t" + e.src + "\n"
		}
	}
	return fields
}

// fields returns the fields of a struct.
func (g *gen) fields(of structOf) string {
	var b strings.Builder
	var before []member
	n := g.IntN(7)
	if of.message == "" {
		n++
	}
	for range n {
		t := g.typ(of.depth)
		m := member{name: g.name("F"), typ: t}
		b.WriteString("\t" + m.name + " " + t.src + g.tags(m, before, of) + "\n")
		before = append(before, m)
	}
	if of.embedded && g.one(2) || !of.variant && g.one(8) {
		b.WriteString("\tK " + pick(g, []string{"string", "int", "*bool"}) + pick(g, []string{"", " ~json:\"K\"~"}) + "\n")
	}
	return b.String()
}

// A member is a field that other fields can be compared with.
type member struct {
	name string
	typ  typ
}

// tags returns the tags of a field.
func (g *gen) tags(m member, before []member, of structOf) string {
	key := strings.ToLower(m.name)
	switch g.IntN(10) {
	case 0:
		key = pick(g, []string{"a-b ", "é", "$", "<&>", "x_Y-", "a/b~", "日本"}) + key
	case 1:
		key = ""
	}
	var options string
	if g.one(6) {
		options += ",omitempty"
	}
	if g.one(8) {
		options += ",omitzero"
	}
	if m.typ.quotes && g.one(5) {
		options += ",string"
	}
	if g.one(12) {
		options += ",case:ignore"
	}
	tags := []string{}
	if key+options != "" {
		tags = append(tags, strings.ReplaceAll(fmt.Sprintf("json:%q", key+options), "~", `\x7e`))
	}
	switch g.IntN(14) {
	case 0:
		tags = append(tags, `ws:"optional"`)
	case 1:
		tags = append(tags, `ws:"nullable"`)
	case 2:
		tags = append(tags, `ws:"required"`)
	case 3:
		tags = append(tags, `ws:"optional,nullable"`)
	}
	if rules := g.fieldRules(m, before, of); rules != "" {
		tags = append(tags, fmt.Sprintf("validate:%q", rules))
	}
	if len(tags) == 0 {
		return ""
	}
	return " ~" + strings.Join(tags, " ") + "~"
}
