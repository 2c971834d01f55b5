package random

import (
	"fmt"
	"strings"
)

// structOf says what struct to declare.
type structOf struct {
	depth    int
	message  string // the tag of a variant
	variant  bool   // beside its tag
	embedded bool   // to be embedded
}

// structType declares a struct.
func (g *gen) structType(of structOf) typ {
	name := g.name("S")
	g.open = append(g.open, name)
	fields := g.fields(of)
	if of.depth > 0 && !of.embedded && g.one(4) {
		fields = g.embedded(of) + fields
	}
	strict := g.one(6) && !of.embedded
	if !strict && !of.embedded && of.message == "" && !g.oldV2 && g.one(10) {
		fields += "\tRest " + pick(g, []string{"map[string]any", "map[string]*int8", "jsontext.Value", "map[string]string"}) + " ~json:\",embed\"~\n"
	}
	g.open = g.open[:len(g.open)-1]

	if of.message != "" {
		g.declare("// ws:message %q\n", of.message)
	}
	if strict {
		g.declare("// ws:strict\n")
		g.tell("judge.Strict[p.%s]()", name)
	}
	validates := !of.embedded && g.one(10)
	if validates {
		fields += "\tOdd int ~json:\"odd,omitzero\"~\n"
	}
	g.declare("type %s struct {\n%s}\n\n", name, fields)
	if validates {
		g.declare("// Validate refuses even numbers but zero.\nfunc (v %s%s) Validate() error {\n"+
			"\tif v.Odd != 0 && v.Odd%%2 == 0 {\n\t\treturn errors.New(\"odd is even\")\n\t}\n\treturn nil\n}\n\n", pick(g, []string{"", "*"}), name)
	}
	t := typ{src: name, class: aStruct}
	if of.message == "" {
		g.reuse = append(g.reuse, t)
	}
	return t
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
