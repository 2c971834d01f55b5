package breaking_test

import (
	"flag"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/extract/breaking"
)

var (
	firstEdit = flag.Uint64("first", 1, "the seed of the first random edit")
	editCount = flag.Int("edits", 0, "how many random edits (0: a few)")
)

// TestRandomEdits holds the rules to what decoders do on edits that nobody chose:
//
//	seed ─draft→ a message ─one choice made again→ the edited message
//
// Both are built and compared as those of the corpus are. Everything follows from
// the seed:
//
//	go test ./extract/breaking -run RandomEdits -edits 400
//	go test ./extract/breaking -run RandomEdits -first 4711 -edits 1
//
// Messages are a sample. About one edit of a hundred that breaks somebody, deep
// within a large message, finds no message that shows it; what is refused without
// a rule is always a mistake.
func TestRandomEdits(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: random edits are not built")
	}
	number := *editCount
	if number == 0 {
		number = 20
	}
	var edits []*edit
	for i := range number {
		edits = append(edits, randomEdit(*firstEdit+uint64(i), i))
	}
	o := newOracle(t, edits)
	breaks := 0
	for _, e := range edits {
		before, after := o.contract(e, "before"), o.contract(e, "after")
		failed := o.failures
		e.forward = o.check(e, e.name, "before", "after", before, after, map[string]map[breaking.Effect]bool{})
		e.reverse = o.check(e, e.name+", reversed", "after", "before", after, before, map[string]map[breaking.Effect]bool{})
		if strings.Contains(e.forward+e.reverse, "!") {
			breaks++
		}
		if o.failures > failed {
			t.Logf("%s is\n%s\n--- after\n%s\n>>> forward %s\n>>> reverse %s", e.name, e.before, e.after, e.forward, e.reverse)
		}
	}
	t.Logf("%d edits, of which %d break somebody, %d messages", len(edits), breaks, o.messages)
}

// randomEdit returns the edit of a seed.
func randomEdit(seed uint64, index int) *edit {
	before := &draft{seed: seed}
	was := before.source()
	for again := uint64(1); ; again++ {
		changed := before.visited[rand.New(rand.NewPCG(seed, again)).IntN(len(before.visited))]
		after := &draft{seed: seed, changed: changed, again: again}
		if is := after.source(); is != was {
			return &edit{file: "random", name: fmt.Sprintf("seed %d", seed), index: index, before: was, after: is}
		}
	}
}

// A draft is a random message. Each choice depends on the seed and on what the
// choice is about, and on no other choice, so that one can be made again while the
// others stay.
type draft struct {
	seed    uint64
	changed string // what the choice that is made again is about
	again   uint64
	visited []string
	decls   strings.Builder
}

// choose makes a choice of n.
func (d *draft) choose(about string, n int) int {
	d.visited = append(d.visited, about)
	h := fnv.New64a()
	h.Write([]byte(about))
	seed := d.seed
	if about == d.changed {
		seed += d.again << 32
	}
	return rand.New(rand.NewPCG(seed, h.Sum64())).IntN(n)
}

func (d *draft) one(about string, n int) bool { return d.choose(about, n) == 0 }

func (d *draft) pick(about string, of ...string) string { return of[d.choose(about, len(of))] }

// source returns the code of a message M. What kind of type it is stays: an object
// with nothing but optional fields reads much, and so does a map, though nobody
// wants that.
func (d *draft) source() string {
	switch d.seed % 8 {
	case 0, 1:
		d.union("M", "u")
	case 2:
		elem := d.typ("elem", 1)
		fmt.Fprintf(&d.decls, "type M %s%s\n\n", d.pick("list", "[]", "map[string]", "[2]"), elem.src)
	default:
		d.object("M", "m", 2)
	}
	return d.decls.String()
}

// object declares a struct.
func (d *draft) object(name, at string, depth int) {
	fields := d.fields(at, depth)
	if d.one(at+" strict", 6) {
		d.decls.WriteString("// ws:strict\n")
	} else if d.one(at+" others", 10) {
		fields += "\tRest " + d.pick(at+" rest", "map[string]any", "map[string]int", "map[string]string") + " `json:\",embed\"`\n"
	}
	if d.one(at+" const", 8) {
		fmt.Fprintf(&d.decls, "// ws:const v=%s\n", d.pick(at+" v", "1", "2", `"ab"`))
	}
	fmt.Fprintf(&d.decls, "type %s struct {\n%s}\n\n", name, fields)
}

func (d *draft) fields(at string, depth int) string {
	var b strings.Builder
	for i := range 3 {
		at := fmt.Sprintf("%s.%d", at, i)
		if d.one(at+" absent", 4) {
			continue
		}
		t := d.typ(at, depth)
		key := fmt.Sprintf("k%d", i)
		if d.one(at+" key", 12) {
			key += "x"
		}
		key += d.pick(at+" options", "", "", "", ",omitempty", ",omitzero")
		if strings.Contains(t.rules, "n") && d.one(at+" string", 6) {
			key += ",string"
		}
		tags := fmt.Sprintf("json:%q", key)
		if d.one(at+" ws", 6) {
			tags += fmt.Sprintf(" ws:%q", d.pick(at+" presence", "optional", "nullable", "optional,nullable"))
		}
		if rules := d.rules(at, t); rules != "" && d.one(at+" ruled", 2) {
			tags += fmt.Sprintf(" validate:%q", rules)
		}
		fmt.Fprintf(&b, "\tF%d %s `%s`\n", i, t.src, tags)
	}
	return b.String()
}

// A kind is a type, and what rules can say about it: s for texts, n for numbers, i
// for integers, b for bools, l for lists, m for maps, o for objects.
type kind struct {
	src, rules string
	elem       *kind
}

// typ returns a type, which nests at most so deep.
func (d *draft) typ(at string, depth int) kind {
	n := d.choose(at+" kind", 24)
	if depth <= 0 && n > 14 {
		n -= 10
	}
	name := "T" + strings.NewReplacer(".", "x", " ", "y").Replace(at)
	switch n {
	case 0, 1, 2:
		return kind{src: "string", rules: "s"}
	case 3, 4, 5:
		return kind{src: d.pick(at+" int", "int", "int8", "int16", "int64", "uint", "uint16"), rules: "ni"}
	case 6:
		return kind{src: d.pick(at+" float", "float64", "float32"), rules: "n"}
	case 7:
		return kind{src: "bool", rules: "b"}
	case 8: // not json.Number: that is not always any, which has no 1e400
		return kind{src: d.pick(at+" leaf", "any", "json.RawMessage", "time.Time", "netip.Addr")}
	case 9:
		return kind{src: d.pick(at+" bytes", "[]byte", "[2]byte")}
	case 10:
		return kind{src: "time.Duration"}
	case 11, 12:
		d.enum(name, at)
		return kind{src: name, rules: "s"}
	case 13:
		fmt.Fprintf(&d.decls, "// ws:enum%s\ntype %s %s\n\nconst (\n\t%sA %s = 1\n\t%sB %s = %s\n)\n\n", d.pick(at+" open", "", " open"),
			name, d.pick(at+" base", "int", "int8", "uint16"), name, name, name, name, d.pick(at+" value", "2", "3", "100"))
		return kind{src: name, rules: "i"}
	case 14:
		fmt.Fprintf(&d.decls, "type %s string\n\n", name)
		return kind{src: name, rules: "s"}
	case 15, 16:
		elem := d.typ(at+"p", 0)
		return kind{src: "*" + elem.src, rules: elem.rules}
	case 17, 18:
		elem := d.typ(at+"e", depth-1)
		return kind{src: d.pick(at+" len", "[]", "[]", "[2]", "[1]") + elem.src, rules: "l", elem: &elem}
	case 19:
		elem := d.typ(at+"e", depth-1)
		return kind{src: "map[" + d.pick(at+" keys", "string", "int", "uint8") + "]" + elem.src, rules: "m", elem: &elem}
	case 20:
		return kind{src: "struct {\n" + d.fields(at+"f", depth-1) + "}", rules: "o"}
	case 21, 22:
		d.object(name, at+"o", depth-1)
		return kind{src: name, rules: "o"}
	}
	d.union(name, at+"u")
	return kind{src: name, rules: "u"}
}

func (d *draft) enum(name, at string) {
	fmt.Fprintf(&d.decls, "%stype %s string\n\nconst (\n", d.pick(at+" open", "", "", "// ws:enum open\n"), name)
	for i, v := range []string{"ab", "abc", "red"} {
		if !d.one(fmt.Sprint(at, " without ", i), 4) || i == 0 {
			fmt.Fprintf(&d.decls, "\t%s%d %s = %q\n", name, i, name, v)
		}
	}
	d.decls.WriteString(")\n\n")
}

func (d *draft) union(name, at string) {
	fmt.Fprintf(&d.decls, "// ws:union%s%s\ntype %s interface{ is%s() }\n\n", d.pick(at+" tag", "", "", "", " tag=kind"),
		d.pick(at+" content", "", "", " content=data"), name, name)
	for i, tag := range []string{"say", "wave", "leave"} {
		at := fmt.Sprint(at, "v", i)
		if d.one(at+" absent", 4) && i > 0 {
			continue
		}
		if d.one(at+" tag", 10) {
			tag += "s"
		}
		variant := fmt.Sprint(name, "V", i)
		fields := d.fields(at, 1)
		fmt.Fprintf(&d.decls, "// ws:message %s\n%stype %s struct {\n%s}\n\nfunc (%s) is%s() {}\n\n", tag, d.pick(at+" strict", "", "", "", "// ws:strict\n"), variant, fields, variant, name)
	}
	if d.one(at+" other", 6) {
		fmt.Fprintf(&d.decls, "// ws:message *\ntype %sOther struct {\n\tRaw json.RawMessage `json:\"-\"`\n}\n\nfunc (%sOther) is%s() {}\n\n", name, name, name)
	}
}

// rules returns rules about a type that some values keep: the text ab, the number
// 3, lists of one element.
func (d *draft) rules(at string, t kind) string {
	var rules []string
	add := func(about string, n int, of ...string) {
		if d.one(at+" "+about, n) {
			rules = append(rules, d.pick(at+" which "+about, of...))
		}
	}
	about := t.rules + " "
	add("flow", 5, "omitempty", "omitnil", "omitzero")
	switch about[0] {
	case 's':
		add("required", 4, "required")
		add("length", 2, "min=1", "min=2", "max=3", "max=10", "len=2", "gt=1", "lt=4")
		add("text", 2, "alpha", "alphanum", "ascii", "lowercase", "startswith=a", "startswith=ab", "contains=b", "ne=red", "oneof=ab abc", "oneof=ab abc red", "eq=ab", "alpha|email")
	case 'n':
		add("required", 4, "required")
		add("low", 3, "min=0", "min=1", "min=3", "gt=0", "gt=2", "gte=2")
		add("high", 3, "max=3", "max=100", "lt=4", "lt=9", "lte=3")
		if strings.Contains(about, "i") {
			add("value", 3, "ne=0", "ne=5", "oneof=3 4", "oneof=1 2 3", "eq=3")
		}
	case 'b':
		add("required", 2, "required", "eq=true", "ne=false")
	case 'l', 'm':
		add("required", 4, "required")
		if !strings.HasPrefix(t.src, "[1]") && !strings.HasPrefix(t.src, "[2]") {
			add("length", 2, "min=0", "min=1", "max=1", "max=2", "max=5", "len=1")
		}
		if d.one(at+" dive", 2) {
			rules = append(rules, "dive")
			if of := d.rules(at+"e", *t.elem); of != "" {
				rules = append(rules, of)
			}
		}
	case 'o':
		add("required", 3, "required", "-")
	}
	if slices.Contains(rules, "-") {
		return "-"
	}
	if len(rules) == 1 && strings.HasPrefix(rules[0], "omit") {
		return ""
	}
	return strings.Join(rules, ",")
}
