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
// Only rules that always apply count: those before dive, and not after omitempty
// or among alternatives. A single value of oneof that an enum does not have is
// reported too, since it can never be sent.
package check

import (
	"go/token"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/wscontract/wscontract/extract/contract"
)

var contradictionAnalyzer = newAnalyzer("contradiction", runContradiction)

func runContradiction(p *pass) {
	if p.contract == nil {
		return
	}
	for _, f := range p.fields() {
		for r, t := f.Rules, f.Type; r != nil; r, t = r.Elem, bare(p.underlying(bare(t))).Elem {
			if t == nil {
				break
			}
			p.bounds(f, r)
			p.values(f, r, t)
		}
	}
}

// A bound is the smallest or largest value that a rule allows.
type bound struct {
	rule   *contract.Rule
	value  *big.Rat
	strict bool // the value itself is not allowed
}

// bounds reports a lower bound above an upper one.
func (p *pass) bounds(f wireField, r *contract.Rules) {
	var low, high []bound
	for _, rule := range r.Rules {
		n, ok := new(big.Rat).SetString(rule.Param)
		if !ok {
			continue
		}
		switch rule.Name {
		case "min", "gte":
			low = append(low, bound{rule, n, false})
		case "gt":
			low = append(low, bound{rule, n, true})
		case "max", "lte":
			high = append(high, bound{rule, n, false})
		case "lt":
			high = append(high, bound{rule, n, true})
		case "len":
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
				Message: "no value keeps both " + spell(l.rule) + " and " + spell(h.rule) + " of " + f.String() + ", so every message with it is refused; change one of them",
				Related: p.related(l.rule.Pos, "%s is here", spell(l.rule)),
			})
			return
		}
	}
}

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
func (p *pass) values(f wireField, r *contract.Rules, t *contract.Type) {
	enum := p.enumOf(bare(t))
	if enum == nil || enum.Open {
		return
	}
	for _, rule := range r.Rules {
		var words []string
		switch rule.Name {
		case "oneof":
			words = word.FindAllString(rule.Param, -1)
		case "eq":
			words = []string{rule.Param}
		}
		for _, w := range words {
			w = strings.ReplaceAll(w, "'", "")
			if !enumHas(enum, w) {
				p.report(analysis.Diagnostic{
					Pos: p.tokens[rule.Pos], End: p.end(rule),
					Message: strconv.Quote(w) + " is not a value of the enum of " + f.String() + ", so the rule " + rule.Name + " never sees it; the values are " + valuesOf(enum),
				})
			}
		}
	}
}

// enumOf returns the enum that a type is, or nil.
func (p *pass) enumOf(t *contract.Type) *contract.Enum {
	if n := p.contract.Named(p.underlying(t).Name); n != nil {
		return n.Enum
	}
	return nil
}

// enumHas tells that an enum has a value, which is given as text.
func enumHas(e *contract.Enum, value string) bool {
	for _, v := range e.Values {
		if textValue(v) == value {
			return true
		}
	}
	return false
}

func valuesOf(e *contract.Enum) string {
	var list []string
	for _, v := range e.Values {
		list = append(list, textValue(v))
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
