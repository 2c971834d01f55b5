// # Analyzer contradiction
//
// contradiction: report rules that no value keeps
//
// Each rule of a validate tag may be right while all of them together let nothing
// pass. Then every message that has the field is refused:
//
//	Age   int    `validate:"min=18,max=5"`
//	Code  string `validate:"len=6,max=4"`
//	Level Level  `validate:"oneof=debug trace"` // Level has the values info and warn
//
// Rules about elements and keys are held together as well. Behind omitempty, rules
// that no value keeps let only the empty value pass. Alternatives are passed over. A
// single value of oneof that an enum does not have is reported too, since it can
// never be sent.
package check

import (
	"go/token"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/wscontract/wscontract/extract/contract"
)

var contradictionAnalyzer = newAnalyzer("contradiction", runContradiction)

func runContradiction(p *pass) {
	if p.contract == nil {
		return
	}
	for _, f := range p.fields() {
		p.contradictions(ruled{f.String(), ", so every message with it is refused"}, f.Rules, f.Type)
	}
	for _, f := range p.parameters() {
		p.contradictions(ruled{f.String(), ", so every handshake with it is refused"}, f.Rules, f.Type)
	}
}

// A ruled is what rules are about: how messages name it, and what it means that no
// value of it keeps them.
type ruled struct{ name, consequence string }

// contradictions looks at the rules of a value, and at those of its keys and elements.
func (p *pass) contradictions(of ruled, r *contract.Rules, t *contract.Type) {
	if r == nil || t == nil {
		return
	}
	t = p.value(t)
	p.bounds(of, r, t)
	p.values(of, r, t)
	p.contradictions(ruled{"the keys of " + of.name, ""}, r.Keys, t.Key)
	p.contradictions(ruled{"the elements of " + of.name, ""}, r.Elem, t.Elem)
}

// A bound is the smallest or largest value that a rule allows.
type bound struct {
	rule   *contract.Rule
	value  *big.Rat
	strict bool // the value itself is not allowed
}

// bounds reports a lower bound above an upper one.
func (p *pass) bounds(of ruled, r *contract.Rules, t *contract.Type) {
	var low, high []bound
	for _, rule := range r.Rules {
		switch rule.Name {
		case "omitempty", "omitnil", "omitzero":
			of.consequence = ", so only what " + rule.Name + " lets pass is accepted"
		}
		n := number(rule.Param, t)
		if n == nil || rule.Name == "eq" && p.isText(t) {
			continue
		}
		switch rule.Name {
		case "min", "gte":
			low = append(low, bound{rule, n, false})
		case "gt":
			low = append(low, exclusive(rule, n, t, 1))
		case "max", "lte":
			high = append(high, bound{rule, n, false})
		case "lt":
			high = append(high, exclusive(rule, n, t, -1))
		case "len", "eq":
			low, high = append(low, bound{rule, n, false}), append(high, bound{rule, n, false})
		}
	}
	for _, l := range low {
		for _, h := range high {
			c := l.value.Cmp(h.value)
			if l.rule == h.rule || c < 0 || c == 0 && !l.strict && !h.strict {
				continue
			}
			p.report(analysis.Diagnostic{
				Pos:     p.tokens[h.rule.Pos],
				End:     p.end(h.rule),
				Message: "no value keeps both " + spell(l.rule) + " and " + spell(h.rule) + " of " + of.name + of.consequence + "; change one of them",
				Related: p.related(l.rule.Pos, "%s is here", spell(l.rule)),
			})
			return
		}
	}
}

// exclusive returns the bound of a rule that does not allow its own parameter. Of
// integers and lengths, the next one is the first that it allows.
func exclusive(rule *contract.Rule, n *big.Rat, t *contract.Type, next int64) bound {
	if isFloat(t) {
		return bound{rule, n, true}
	}
	return bound{rule, n.Add(n, big.NewRat(next, 1)), false}
}

// number returns the parameter of a rule about the size of a value, as the rule
// reads it, or nil if it is none.
func number(param string, t *contract.Type) *big.Rat {
	switch {
	case isFloat(t):
		bits := 64
		if t.Kind == contract.Float32 {
			bits = 32
		}
		if f, err := strconv.ParseFloat(param, bits); err == nil {
			return new(big.Rat).SetFloat64(f)
		}
		return nil
	case t.Kind == contract.Duration:
		if d, err := time.ParseDuration(param); err == nil {
			return big.NewRat(int64(d), 1)
		}
	}
	if n, ok := new(big.Int).SetString(param, 0); ok {
		return new(big.Rat).SetInt(n)
	}
	return nil
}

// isText tells that the rule eq compares the text of a value, and not a number.
func (p *pass) isText(t *contract.Type) bool {
	n := p.contract.Named(t.Name)
	return t.Kind == contract.String || n != nil && n.Enum != nil && n.Enum.Base == contract.String
}

func isFloat(t *contract.Type) bool { return t.Kind == contract.Float32 || t.Kind == contract.Float64 }

func spell(r *contract.Rule) string { return r.Name + "=" + r.Param }

func (p *pass) end(r *contract.Rule) token.Pos {
	if pos := p.tokens[r.Pos]; pos.IsValid() {
		return pos + token.Pos(len(spell(r)))
	}
	return 0
}

// word splits the parameter of oneof: words, or texts in single quotes.
var word = regexp.MustCompile(`'[^']*'|\S+`)

// values reports a value of oneof, eq or a kin that the enum does not have.
func (p *pass) values(of ruled, r *contract.Rules, t *contract.Type) {
	n := p.contract.Named(t.Name)
	if n == nil || n.Enum == nil || n.Enum.Open {
		return
	}
	for _, rule := range r.Rules {
		var words []string
		same := func(a, b string) bool { return a == b }
		switch rule.Name {
		case "oneof":
			words = word.FindAllString(rule.Param, -1)
		case "oneofci":
			words, same = word.FindAllString(rule.Param, -1), strings.EqualFold
		case "eq":
			words = []string{rule.Param}
		case "eq_ignore_case":
			words, same = []string{rule.Param}, strings.EqualFold
		}
		for _, w := range words {
			if rule.Name == "oneof" || rule.Name == "oneofci" {
				w = strings.ReplaceAll(w, "'", "")
			}
			if slices.ContainsFunc(n.Enum.Values, func(v *contract.EnumValue) bool { return same(textValue(v), canonical(w, n.Enum)) }) {
				continue
			}
			p.report(analysis.Diagnostic{
				Pos: p.tokens[rule.Pos], End: p.end(rule),
				Message: strconv.Quote(w) + " is not a value of the enum of " + of.name + ", so the rule " + rule.Name + " never sees it; the values are " + valuesOf(n.Enum),
			})
		}
	}
}

// canonical returns a value as an enum has it: an integer in decimal.
func canonical(value string, e *contract.Enum) string {
	if n, ok := new(big.Int).SetString(value, 0); ok && e.Base != contract.String {
		return n.String()
	}
	return value
}

// valuesOf lists the values of an enum, or the first of many.
func valuesOf(e *contract.Enum) string {
	const most = 10
	var list []string
	for _, v := range e.Values[:min(most, len(e.Values))] {
		list = append(list, textValue(v))
	}
	if len(e.Values) > most {
		list = append(list, "…")
	}
	return strings.Join(list, ", ")
}

// textValue returns a value of an enum as rules spell it.
func textValue(v *contract.EnumValue) string {
	if s, err := strconv.Unquote(v.Value); err == nil {
		return s
	}
	return v.Value
}
