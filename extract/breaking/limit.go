package breaking

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/wscontract/wscontract/extract/contract"
)

// limits is what the validate tags of both contracts say about one value.
type limits struct {
	site
	old, new *limit
}

// A limit is the rules about one value, in a form that can be compared: an
// interval, a set of values, and clauses, all of which the value must keep.
type limit struct {
	v        core   // what is limited
	measure  string // what the intervals are about: "", or the length
	isNumber bool

	own    span     // what the type allows
	span   span     // what rules about it allow
	others span     // what other rules mean for it
	known  []string // all values that the type has; nil for too many to list
	words  []string // the values that rules list, sorted; nil for all
	unique string   // how unique is spelled, or ""

	clauses []clause // everything else about the value
	fields  []string // rules that look at other fields, sorted

	nonzero   bool // the zero value does not pass, which the interval does not say
	exempt    bool // the zero value passes, whatever the other rules say
	exemptNil bool // what is absent or null passes, whatever the other rules say

	refusesZero bool // the zero value does not pass
	refusesNil  bool // what is absent or null does not pass
	asksFields  bool // whether what is absent passes is for other fields to say
}

// limitOf reads the rules about a value.
func limitOf(v core, r *contract.Rules, at place) limit {
	l := limit{v: v, own: v.ownSpan(), known: v.knownValues()}
	switch {
	case v.class == aList || v.class == aMap || v.typ.Kind == contract.String || v.typ.Kind == contract.Bytes || v.typ.Kind == contract.ByteArray:
		l.measure = "length"
	case isNumber(v.typ.Kind):
		l.isNumber = true
	}
	if r == nil {
		return l
	}
	nilRefused := v.pointer && refusesNull(r)
	absenceRefused := false
	for _, rule := range r.Rules {
		switch {
		case isFlow(rule.Name):
			l.pass(rule.Name, absenceRefused)
		case rule.Name == "required":
			absenceRefused = absenceRefused || !l.exemptNil && v.class != anObject
			l.require()
		default:
			l.asksFields = l.asksFields || !l.exempt && !l.exemptNil && isAboutFields(rule.Name) && !strings.HasPrefix(rule.Name, "excluded_")
			l.add(rule, at)
		}
	}
	l.settle()
	l.refusesZero = l.refuses() && !l.exempt
	l.refusesNil = nilRefused || !v.pointer && !l.exemptNil && (absenceRefused || l.refusesZero)
	slices.Sort(l.words)
	slices.Sort(l.fields)
	return l
}

// refusesNull tells that rules refuse the nil that null is read as where a
// pointer stands: all do but those that let it pass, and those that ask other
// fields first.
func refusesNull(r *contract.Rules) bool {
	for _, rule := range r.Rules {
		switch {
		case isFlow(rule.Name), rule.Name == "isdefault":
			return false
		case !strings.HasPrefix(rule.Name, "required_") && !strings.HasPrefix(rule.Name, "excluded_"):
			return true
		}
	}
	return r.Elem != nil || r.Keys != nil
}

func isFlow(name string) bool {
	return name == "omitempty" || name == "omitnil" || name == "omitzero"
}

// pass notes that a flow rule lets a value pass which no rule before has refused.
// Behind a pointer, and where a value itself can be nil, only omitzero looks at
// more than that.
func (l *limit) pass(rule string, absenceRefused bool) {
	canBeNil := l.v.pointer || l.v.canBeNil()
	switch {
	case l.refuses() || absenceRefused:
	case canBeNil:
		l.exemptNil = true
		l.exempt = l.exempt || rule == "omitzero"
	case rule != "omitnil":
		l.exemptNil, l.exempt = true, true
	}
}

// canBeNil tells that the Go value has a nil of its own.
func (c core) canBeNil() bool {
	switch c.typ.Kind {
	case contract.Slice, contract.Map, contract.Bytes, contract.Any, contract.Raw:
		return true
	}
	return c.class == aUnion
}

// add adds one rule.
func (l *limit) add(rule *contract.Rule, at place) {
	if rule.Or != nil {
		var c clause
		for _, a := range rule.Or {
			c = append(c, spellRule(a))
		}
		slices.Sort(c)
		l.clauses = append(l.clauses, c)
		return
	}
	span, measured := l.spanOf(rule.Name, rule.Param)
	switch {
	case measured:
		l.span = l.span.and(span)
	case l.v.typ.Kind == contract.Bool && (rule.Name == "eq" || rule.Name == "ne"):
		if b, err := strconv.ParseBool(rule.Param); err == nil {
			l.list(strconv.FormatBool(b == (rule.Name == "eq")))
		}
	case rule.Name == "eq":
		l.list(rule.Param)
	case rule.Name == "oneof":
		l.list(splitWords(rule.Param)...)
	case rule.Name == "ne" && l.isNumber && isZero(rule.Param):
		l.nonzero = true
	case rule.Name == "noneof":
		for _, w := range splitWords(rule.Param) {
			l.clauses = append(l.clauses, clause{"ne=" + w})
		}
	case rule.Name == "unique":
		l.unique = "unique"
		if rule.Param != "" {
			l.unique = "unique=" + keyOfField(l.v.elementStruct(at.c), nil, rule.Param)
		}
	case isAboutFields(rule.Name):
		l.fields = append(l.fields, at.spell(rule))
	default:
		l.clauses = append(l.clauses, clause{spellRule(rule)})
	}
}

// list adds a list of values, one of which the value must be.
func (l *limit) list(words ...string) {
	if l.words != nil {
		words = slices.DeleteFunc(words, func(w string) bool { return !slices.Contains(l.words, w) })
	}
	l.words = slices.Compact(slices.Sorted(slices.Values(words)))
}

// require adds the rule required, which means something else for each kind.
func (l *limit) require() {
	switch v := l.v; {
	case v.pointer || v.canBeNil() || v.class == anObject || v.typ.Kind == contract.Number:
		// Only absence is refused, and null; of an object, not even that.
	case v.typ.Kind == contract.String:
		l.span = l.span.and(span{lo: &end{n: one}})
	case v.typ.Kind == contract.Bool:
		l.list("true")
	default:
		l.nonzero = true
	}
}

// settle says in the interval what other rules mean for it.
func (l *limit) settle() {
	fromZero := l.own.lo != nil && l.own.lo.n.Sign() == 0
	switch {
	case l.v.typ.Kind == contract.String:
		l.others.lo = l.shortest()
	case l.nonzero && l.whole() && fromZero:
		l.others.lo = &end{n: one}
	}
	switch lo := l.span.lo; {
	case !l.exempt || lo == nil:
	case l.whole() && fromZero && lo.n.Cmp(one) == 0:
		l.span.lo = nil // at least 1, or 0
	case lo.n.Sign() == 0:
		l.span.lo = &end{n: lo.n} // more than 0, or 0
	}
}

// emptyPasses are the rules about text that the empty string keeps.
var emptyPasses = []string{"ascii", "printascii", "multibyte", "excludes", "excludesall", "excludesrune", "startsnotwith",
	"endsnotwith", "ne", "ne_ignore_case", "noneofci", "isdefault"}

// shortest returns the least length that clauses about a text leave to it.
func (l *limit) shortest() *end {
	least := span{lo: &end{n: new(big.Rat)}}
	for _, c := range l.clauses {
		of := l.shortestBy(c[0])
		for _, alternative := range c[1:] {
			if other := l.shortestBy(alternative); other.before(of) {
				of = other
			}
		}
		least = least.and(span{lo: of})
	}
	return least.lo
}

// shortestBy returns the least length of what keeps a rule.
func (l *limit) shortestBy(rule string) *end {
	name, param, _ := strings.Cut(rule, "=")
	n := int64(1)
	switch s, ok := l.spanOf(name, param); {
	case ok:
		return s.lo
	case slices.Contains(emptyPasses, name) && (name != "ne" || param != ""):
		n = 0
	case name == "startswith", name == "endswith", name == "contains":
		n = int64(utf8.RuneCountInString(param))
	}
	return &end{n: big.NewRat(n, 1)}
}

// refuses reports whether what was added so far refuses the zero value.
func (l *limit) refuses() bool {
	length := l.v.typ.Kind == contract.Array || l.v.typ.Kind == contract.ByteArray
	if l.nonzero || !length && (l.measure != "" || l.isNumber) && !l.span.has(new(big.Rat)) {
		return true
	}
	zero := ""
	switch {
	case l.isNumber:
		zero = "0"
	case l.v.typ.Kind == contract.Bool:
		zero = "false"
	}
	if l.words != nil && !slices.Contains(l.words, zero) {
		return true
	}
	return l.v.typ.Kind == contract.String && l.shortest().n.Sign() > 0
}

// bound tells that there are rules besides the exemption of the zero value.
func (l *limit) bound() bool {
	return l.nonzero || l.words != nil || len(l.clauses) > 0 || !l.span.has(new(big.Rat))
}

// effective is the interval that the type and the rules leave, but for a zero
// that is exempt.
func (l *limit) effective() span { return l.own.and(l.span).and(l.others) }

func spellRule(r *contract.Rule) string {
	if r.Param == "" {
		return r.Name
	}
	return r.Name + "=" + r.Param
}

// isAboutFields tells the rules that look at other fields: eqfield, fieldcontains,
// required_if and their kin.
func isAboutFields(name string) bool {
	return strings.HasSuffix(name, "field") || strings.HasPrefix(name, "field") ||
		strings.HasPrefix(name, "required_") || strings.HasPrefix(name, "excluded_")
}
