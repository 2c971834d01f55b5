// # Analyzer nodive
//
// nodive: report lists whose elements have rules that are never asked
//
// What has rules of its own, a struct or a union, keeps them in a list, an array or a
// map only where the validate tag of the field says dive. That is
// go-playground/validator, which wscontract follows. Without the word they are
// forgotten, and nothing says so:
//
//	type Level struct {
//		Price float64 `json:"price" validate:"gt=0"`
//	}
//
//	Levels []Level `json:"levels" validate:"max=100"`      // a price of -1 passes
//	Levels []Level `json:"levels" validate:"max=100,dive"` // it does not
//
// A list of lists needs the word twice. Presence, types, enums and methods Validate
// count without it, and messages that are lists themselves have no tag and do not need
// it. The tag validate:"-" says that no rule is to be asked, and is believed. The
// suggested fix writes dive.
package check

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/wscontract/wscontract/extract/contract"
)

var nodiveAnalyzer = newAnalyzer("nodive", runNodive)

func runNodive(p *pass) {
	if p.contract == nil {
		return
	}
	d := divers{p, p.fieldsOf(p.contract.Types), map[contract.Position]bool{}}
	lost := map[contract.Position]analysis.Diagnostic{}
	for more := true; more; {
		more = false
		for _, f := range d.fields {
			if _, known := lost[f.Pos]; known {
				continue
			}
			if finding, ok := d.find(f); ok {
				lost[f.Pos] = finding
				file := p.fileOf(finding.Pos)
				d.mended[f.Pos] = !p.ignoreAt("nodive", finding.Pos).IsValid() && (file == nil || !generated(file))
				more = true
			}
		}
	}
	for _, f := range d.fields {
		if finding, ok := lost[f.Pos]; ok {
			p.report(finding)
		}
	}
}

// divers look for lists that should dive, as if those that are found did, unless they are
// silenced, or generated: else one that holds another would only be found when that is
// mended.
type divers struct {
	*pass
	fields []wireField
	mended map[contract.Position]bool
}

// find reports a field that should dive, and does not.
func (d divers) find(f wireField) (finding analysis.Diagnostic, ok bool) {
	if f.Unruled || f.Const != nil {
		return finding, false
	}
	missing, held := d.undived(f)
	if len(missing) == 0 {
		return finding, false
	}
	owner, rule := d.ruleIn(held, nil, "the struct", map[string]bool{})
	if rule == nil || !d.allDive(f.Pos, missing) {
		return finding, false
	}
	at, words := d.at(f.Pos), strings.Join(missing, ",")
	wayOut := `write validate:"` + words + `"`
	if f.Rules != nil {
		wayOut = "end its validate tag with " + words
	}
	return analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(),
		Message:        fmt.Sprintf("the rules of %s never apply to what %s holds; %s, or say with ws:ignore nodive why not", owner, f, wayOut),
		Related:        d.related(rule.Pos, "one of them is here"),
		SuggestedFixes: d.writeRules(f, words),
	}, true
}

// undived returns what must be added to the rules of a field so that they dive to what
// is in its innermost lists, and the type of that. To dive through a pointer refuses
// null, if no rule before says what is to be done with it:
//
//	[]T    dive
//	[][]T  dive,dive
//	*[]T   omitnil,dive
func (p *pass) undived(f wireField) (missing []string, held *contract.Type) {
	t, r := f.Type, f.Rules
	for range 100 { // type T []T has no end
		list := p.value(t)
		if !isList(list) {
			return missing, t
		}
		if !dives(r) {
			if list != p.underlying(t) && passesNull(r) {
				missing = append(missing, "omitnil")
			}
			missing = append(missing, "dive")
		}
		t, r = list.Elem, elem(r)
	}
	return nil, nil
}

// allDive tells that a field can have the words in all types of its values: those of a
// generic struct may be a list in one place, and a number in another.
func (d divers) allDive(pos contract.Position, words []string) bool {
	return !slices.ContainsFunc(d.fields, func(f wireField) bool {
		if f.Pos != pos {
			return false
		}
		missing, _ := d.undived(f)
		return len(missing) < len(words)
	})
}

func isList(t *contract.Type) bool {
	return t.Kind == contract.Slice || t.Kind == contract.Array || t.Kind == contract.Map
}

// everywhere are rules that dive to what is in the innermost lists.
var everywhere = func() *contract.Rules {
	r := &contract.Rules{}
	r.Elem = r
	return r
}()

func dives(r *contract.Rules) bool { return r != nil && (r.Keys != nil || r.Elem != nil) }

// passesNull tells that rules let null pass as long as no other stands behind them.
func passesNull(r *contract.Rules) bool {
	return r == nil || !slices.ContainsFunc(r.Rules, func(r *contract.Rule) bool { return !isConditional(r) })
}

// isConditional tells the rules that depend on other fields, and are asked about null.
func isConditional(r *contract.Rule) bool {
	return strings.HasPrefix(r.Name, "required_") || strings.HasPrefix(r.Name, "excluded_")
}

// ruleIn returns a rule of a struct that is asked when a value of the type is, whose own
// rules are r, and how the struct is called:
//
//	ruleIn(*T)      = ruleIn(T)
//	ruleIn([]T)     = ruleIn(T) if r dives
//	ruleIn(struct)  = a rule of a field F, or ruleIn(F)
//	ruleIn(union)   = that of its envelope, or ruleIn(V) for a variant V
//	ruleIn(others)  = none
func (d divers) ruleIn(t *contract.Type, r *contract.Rules, owner string, seen map[string]bool) (string, *contract.Rule) {
	switch {
	case t.Kind == contract.Pointer:
		return d.ruleIn(t.Elem, r, owner, seen)
	case isList(t) && dives(r):
		return d.ruleIn(t.Elem, r.Elem, owner, seen)
	case t.Kind == contract.Inline:
		return d.ruleOf(t.Struct, owner, seen)
	case t.Kind != contract.Ref:
		return "", nil
	}
	n := d.contract.Named(t.Name)
	switch {
	case n == nil:
		return "", nil
	case n.Underlying != nil && dives(r):
		return d.ruleIn(n.Underlying, r, owner, seen)
	case seen[n.ID]:
		return "", nil
	}
	seen[n.ID] = true
	if n.Struct != nil {
		return d.ruleOf(n.Struct, n.Name, seen)
	}
	if n.Union == nil {
		return "", nil
	}
	if n.Union.Envelope != nil {
		if owner, rule := d.ruleOf(n.Union.Envelope, n.Name, seen); rule != nil {
			return owner, rule
		}
	}
	for _, v := range n.Union.Variants {
		if owner, rule := d.ruleIn(v.Type, nil, n.Name, seen); rule != nil {
			return owner, rule
		}
	}
	return "", nil
}

// ruleOf is ruleIn for a struct.
func (d divers) ruleOf(st *contract.Struct, owner string, seen map[string]bool) (string, *contract.Rule) {
	for _, f := range st.Fields {
		if f.Unruled || f.Const != nil {
			continue
		}
		if rule := d.asked(f.Rules, f.Type, f.Required && !f.Nullable); rule != nil {
			return owner, rule
		}
		r := f.Rules
		if d.mended[f.Pos] {
			r = everywhere
		}
		if owner, rule := d.ruleIn(f.Type, r, owner, seen); rule != nil {
			return owner, rule
		}
	}
	return "", nil
}

// asked returns the first rule of a value, its keys or its elements that a message can
// break, or nil. A list that is there is never refused by required.
func (p *pass) asked(r *contract.Rules, t *contract.Type, there bool) *contract.Rule {
	if r == nil || t == nil {
		return nil
	}
	for _, rule := range r.Rules {
		switch rule.Name {
		case "omitempty", "omitnil", "omitzero":
		case "required":
			if p.hasZero(t, there) {
				return rule
			}
		default:
			return rule
		}
	}
	t = p.value(t)
	if rule := p.asked(r.Keys, t.Key, true); rule != nil {
		return rule
	}
	return p.asked(r.Elem, t.Elem, true)
}

// hasZero tells that a message can have what the rule required refuses in a value of a
// type: null, where it is behind a pointer, or the zero value.
func (p *pass) hasZero(t *contract.Type, there bool) bool {
	v := p.value(t)
	if v != p.underlying(t) {
		return true
	}
	switch v.Kind {
	case contract.Slice, contract.Map, contract.Bytes, contract.Raw:
		return !there
	case contract.Inline:
		return false
	case contract.Ref:
		n := p.contract.Named(v.Name)
		if n == nil || n.Struct != nil || n.Union != nil {
			return false
		}
		return n.Enum == nil || n.Enum.Open || slices.ContainsFunc(n.Enum.Values, func(v *contract.EnumValue) bool { return v.Value == `""` || v.Value == "0" })
	}
	return true
}
