package contract

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A shape is one node of the graph of what stands on the wire: a label, and
// what stands below it in an order that does not depend on Go. Names of types
// are not in it; a recursive type is a cycle.
//
// The same wire form can be drawn as several graphs, with a struct named once
// or written out twice. [graph.classify] finds the nodes that no sequence of
// steps can tell apart, as one minimises an automaton, and [shapePrinter]
// prints each class once.
type shape struct {
	label string
	kids  []*shape
	same  *shape // the node that this one turned out to be, or nil
	class int
}

func (s *shape) resolve() *shape {
	for s.same != nil {
		s = s.same
	}
	return s
}

// A graph builds the shapes of the types of one contract.
type graph struct {
	c     *Contract
	named map[string]*shape // by ID, and by ID and the key that is left out
	all   []*shape
}

func (g *graph) node(label string, kids ...*shape) *shape {
	s := &shape{label: label, kids: kids}
	g.all = append(g.all, s)
	return s
}

// root is the shape of a message or of parameters. The keys of parameters are
// replaced by names, if it is not nil.
func (g *graph) root(t *Type, names map[string]string) *shape {
	if names == nil || t.Struct == nil {
		return g.of(t)
	}
	renamed := *t.Struct
	renamed.Fields = slices.Clone(t.Struct.Fields)
	for i, f := range renamed.Fields {
		field := *f
		field.Name = names[f.Name]
		renamed.Fields[i] = &field
	}
	s := g.node("")
	g.fillStruct(s, &renamed, "")
	return s
}

// of returns the shape of a type:
//
//	of(int) = of(int64), of(uint) = of(uintptr) = of(uint64)
//	of(*T)  = null or of(T), once
//	of(ref) = of what it refers to
func (g *graph) of(t *Type) *shape {
	switch t.Kind {
	case Bool, String, Int8, Int16, Int32, Int64, Uint8, Uint16, Uint32, Uint64,
		Float32, Float64, Bytes, Time, Duration, Any, Raw, Number:
		return g.node(string(t.Kind))
	case Int:
		return g.node(string(Int64))
	case Uint, Uintptr:
		return g.node(string(Uint64))
	case ByteArray:
		return g.node(fmt.Sprintf("bytes of %d", t.Len))
	case Pointer:
		return g.orNull(t.Elem)
	case Slice:
		return g.node("array", g.of(t.Elem))
	case Array:
		return g.node(fmt.Sprintf("array of %d", t.Len), g.of(t.Elem))
	case Map:
		return g.node("map", g.of(t.Key), g.of(t.Elem))
	case Inline:
		s := g.node("")
		g.fillStruct(s, t.Struct, "")
		return s
	case Ref:
		return g.ofNamed(t.Name, "")
	}
	panic(fmt.Sprintf("contract: unknown kind %q", t.Kind))
}

func (g *graph) orNull(t *Type) *shape {
	if g.c.AcceptsNull(t) {
		return g.of(t)
	}
	return g.node("null or", g.of(t))
}

// ofNamed is the shape of a named type. In a variant, without is the key of the
// tag, which the union accounts for.
func (g *graph) ofNamed(id, without string) *shape {
	key := id + "\x00" + without
	if s, ok := g.named[key]; ok {
		return s
	}
	s := g.node("nothing")
	g.named[key] = s
	n := g.c.Named(id)
	if n == nil {
		panic(fmt.Sprintf("contract: no type %q", id))
	}
	switch {
	case n.Struct != nil:
		g.fillStruct(s, n.Struct, without)
	case n.Enum != nil:
		s.label = enumLabel(n.Enum)
	case n.Union != nil:
		g.fillUnion(s, n.Union)
	case n.Codec != nil:
		g.fillCodec(s, n.Codec)
	case n.Underlying != nil:
		other := g.of(n.Underlying).resolve()
		if other == s {
			break // type P *P, which is always null
		}
		if !n.Validates {
			s.same = other
			return s
		}
		s.label, s.kids = "", []*shape{other}
	}
	if n.Validates {
		s.label += " checked"
	}
	return s
}

func enumLabel(e *Enum) string {
	values := make([]string, 0, len(e.Values))
	for _, v := range e.Values {
		values = append(values, v.Value)
	}
	slices.Sort(values)
	base := e.Base
	switch base {
	case Int:
		base = Int64
	case Uint, Uintptr:
		base = Uint64
	}
	return fmt.Sprintf("enum %s open=%t %s", base, e.Open, strings.Join(values, ","))
}

func (g *graph) fillCodec(s *shape, c *Codec) {
	s.label = fmt.Sprintf("codec text=%t wire=%q format=%q", c.Text, c.Wire, c.Format)
	if c.Fallback != nil {
		s.label += fmt.Sprintf(" decode=%t encode=%t else", c.Decode != "", c.Encode != "")
		s.kids = []*shape{g.of(c.Fallback)}
	}
}

func (g *graph) fillUnion(s *shape, u *Union) {
	var label strings.Builder
	fmt.Fprintf(&label, "union tag=%q int=%t content=%q open=%t", u.Tag, u.IntTag, u.Content, u.Other != nil)
	if u.Envelope != nil {
		envelope := g.node("")
		g.fillStruct(envelope, u.Envelope, "")
		label.WriteString(" envelope")
		s.kids = append(s.kids, envelope)
	}
	without := u.Tag
	if u.Content != "" {
		without = ""
	}
	for _, v := range u.Variants {
		fmt.Fprintf(&label, " %q", v.Tag)
		s.kids = append(s.kids, g.ofNamed(v.Type.Name, without))
	}
	s.label = label.String()
}

// fillStruct describes a struct without the key that is left out. The fields
// go into the label and the kids by their keys.
func (g *graph) fillStruct(s *shape, st *Struct, without string) {
	lines := map[string]string{}
	kids := map[string]*shape{}
	for _, f := range st.Fields {
		if f.Name == without {
			continue
		}
		lines[f.Name] = g.fieldLabel(st, f)
		kids[f.Name] = g.fieldType(f)
	}
	for _, c := range st.Consts {
		if c.Name != without {
			lines[c.Name] = fmt.Sprintf("%q const %s", c.Name, c.Value)
		}
	}
	var label strings.Builder
	fmt.Fprintf(&label, "object strict=%t", st.Strict)
	for _, name := range slices.Sorted(maps.Keys(lines)) {
		label.WriteString("; " + lines[name])
		if kids[name] != nil {
			s.kids = append(s.kids, kids[name])
		}
	}
	if st.Fallback != nil {
		label.WriteString("; others")
		s.kids = append(s.kids, g.fieldType(st.Fallback))
	}
	if st.Validates {
		label.WriteString(" checked")
	}
	s.label = label.String()
}

func (g *graph) fieldType(f *Field) *shape {
	if f.Nullable {
		return g.orNull(f.Type)
	}
	return g.of(f.Type)
}

func (g *graph) fieldLabel(st *Struct, f *Field) string {
	label := fmt.Sprintf("%q required=%t omit=%t,%t quoted=%t fold=%t",
		f.Name, f.Required, f.OmitEmpty, f.OmitZero, f.Quoted, f.IgnoreCase)
	if f.Const != nil {
		label += " const " + f.Const.Value
	}
	if f.Unruled {
		label += " unruled"
	}
	if f.Rules != nil {
		label += " rules " + g.rules(st, f, f.Rules, f.Type)
	}
	return label
}

// rules is the text of rules about a value of type t within field f of st.
func (g *graph) rules(st *Struct, f *Field, r *Rules, t *Type) string {
	var b strings.Builder
	for _, rule := range r.Rules {
		b.WriteString(g.rule(st, f, rule, t) + ",")
	}
	inner := g.c.Resolve(t)
	if r.Keys != nil {
		b.WriteString("keys(" + g.rules(st, f, r.Keys, inner.Key) + ")")
	}
	if r.Elem != nil {
		b.WriteString("dive(" + g.rules(st, f, r.Elem, inner.Elem) + ")")
	}
	return b.String()
}

// rule is the text of one rule. A parameter that is the Go name of a field is
// written as the key of that field, or as "-" when the field has none.
func (g *graph) rule(st *Struct, f *Field, r *Rule, t *Type) string {
	if r.Or != nil {
		var alternatives []string
		for _, a := range r.Or {
			alternatives = append(alternatives, g.rule(st, f, a, t))
		}
		return strings.Join(alternatives, "|")
	}
	param := strconv.Quote(r.Param)
	switch {
	case strings.HasSuffix(r.Name, "field"), strings.HasPrefix(r.Name, "field"):
		param = g.keysOf(st, goPath(f.Go[:len(f.Go)-1]), r.Param)
	case strings.HasPrefix(r.Name, "required_"), strings.HasPrefix(r.Name, "excluded_"):
		words := paramWords.FindAllString(r.Param, -1)
		values := strings.HasSuffix(r.Name, "_if") || strings.HasSuffix(r.Name, "_unless")
		for i := range words {
			if !values || i%2 == 0 { // else it is the value of the field before it
				words[i] = g.keysOf(st, goPath(f.Go[:len(f.Go)-1]), words[i])
			}
		}
		param = strings.Join(words, " ")
	case r.Name == "unique" && r.Param != "":
		elem := g.c.Resolve(g.c.Resolve(t).Elem)
		param = keyOf(elem.Struct, r.Param)
	}
	return r.Name + "=" + param
}

// paramWords finds the words of a parameter, of which some are quoted.
var paramWords = regexp.MustCompile(`'[^']*'|\S+`)

// keysOf returns the keys on a path of Go names from a struct on, of which the first
// stands behind the given path.
func (g *graph) keysOf(st *Struct, before, path string) string {
	name, rest, more := strings.Cut(path, ".")
	key := keyOf(st, before+name)
	if !more || st == nil {
		return key
	}
	for _, f := range st.Fields {
		if goPath(f.Go) == before+name+"." {
			return key + "." + g.keysOf(g.c.Resolve(f.Type).Struct, "", rest)
		}
	}
	return key
}

// goPath is a path of Go field names, each followed by a dot.
func goPath(steps []Selector) string {
	var b strings.Builder
	for _, s := range steps {
		b.WriteString(s.Name + ".")
	}
	return b.String()
}

// keyOf returns the key of the field with a path of Go names, quoted.
func keyOf(st *Struct, path string) string {
	if st != nil {
		for _, f := range st.Fields {
			if strings.TrimSuffix(goPath(f.Go), ".") == path {
				return strconv.Quote(f.Name)
			}
		}
	}
	return "-"
}

// classify gives nodes the same class when nothing below them differs. It
// starts from the labels and splits classes until that adds none.
func (g *graph) classify() {
	classes := map[string]int{}
	number := func(key string) int {
		n, ok := classes[key]
		if !ok {
			n = len(classes)
			classes[key] = n
		}
		return n
	}
	for _, s := range g.all {
		s.class = number(s.label)
	}
	for count := 0; count < len(classes); {
		count = len(classes)
		clear(classes)
		next := make([]int, len(g.all))
		for i, s := range g.all {
			var key strings.Builder
			key.WriteString(strconv.Itoa(s.class))
			for _, k := range s.kids {
				key.WriteString(" " + strconv.Itoa(k.resolve().class))
			}
			next[i] = number(key.String())
		}
		for i, s := range g.all {
			s.class = next[i]
		}
	}
}

// A shapePrinter prints each class where it is first met and its number
// afterwards.
type shapePrinter struct {
	b    *strings.Builder
	seen map[int]int
}

func (p *shapePrinter) print(s *shape) {
	s = s.resolve()
	if n, ok := p.seen[s.class]; ok {
		fmt.Fprintf(p.b, "#%d", n)
		return
	}
	p.seen[s.class] = len(p.seen)
	fmt.Fprintf(p.b, "{%s", s.label)
	for _, k := range s.kids {
		p.b.WriteByte(' ')
		p.print(k)
	}
	p.b.WriteByte('}')
}
