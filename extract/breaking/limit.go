package breaking

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/wscontract/wscontract/extract/contract"
)

// limits is what the validate tags of both contracts say about one value.
type limits struct {
	site
	old, new limit
}

// A limit is the rules about one value, in a form that can be compared: an
// interval, a set of values, and clauses, all of which the value must keep.
type limit struct {
	measure  string   // what lo and hi are about: "", or the length
	lo, hi   *big.Rat // nil for no bound
	words    []string // the values that pass, sorted; nil for all
	nonzero  bool     // the zero value does not pass, which the interval does not say
	unique   string   // how unique is spelled, or ""
	clauses  []clause // everything else about the value
	fields   []string // rules that look at other fields, sorted
	exempt   bool     // the zero value passes, whatever the other rules say
	isNumber bool

	refusesZero bool
}

// A clause is a set of rules of which one must be kept, as text, sorted.
type clause []string

// limitOf reads the rules about a value.
func limitOf(v core, r *contract.Rules, at place) limit {
	l := limit{}
	if r == nil {
		return l
	}
	switch {
	case v.class == aList || v.class == aMap || v.typ.Kind == contract.String || v.typ.Kind == contract.Bytes:
		l.measure = "length"
	case isNumber(v.typ.Kind):
		l.isNumber = true
	}
	for _, rule := range r.Rules {
		if isFlow(rule.Name) {
			l.exempt = !l.refuses(v) && (rule.Name != "omitnil" || v.pointer)
			continue
		}
		l.add(v, rule, at)
	}
	l.refusesZero = l.refuses(v) && !l.exempt
	slices.Sort(l.words)
	slices.Sort(l.fields)
	return l
}

func isFlow(name string) bool {
	return name == "omitempty" || name == "omitnil" || name == "omitzero"
}

// add adds one rule.
func (l *limit) add(v core, rule *contract.Rule, at place) {
	if rule.Or != nil {
		var c clause
		for _, a := range rule.Or {
			c = append(c, spellRule(a))
		}
		slices.Sort(c)
		l.clauses = append(l.clauses, c)
		return
	}
	n := number(rule.Param)
	measured := n != nil && (l.isNumber || l.measure != "")
	list := l.measure != "" && v.typ.Kind != contract.String // for which eq is about the length
	switch {
	case rule.Name == "required":
		l.require(v)
	case measured && (rule.Name == "min" || rule.Name == "gte"):
		l.atLeast(n)
	case measured && (rule.Name == "max" || rule.Name == "lte"):
		l.atMost(n)
	case measured && l.whole(v) && rule.Name == "gt":
		l.atLeast(n.Add(n, one))
	case measured && l.whole(v) && rule.Name == "lt":
		l.atMost(n.Sub(n, one))
	case measured && (rule.Name == "len" || rule.Name == "eq" && (l.isNumber || list)):
		l.atLeast(n)
		l.atMost(n)
	case rule.Name == "eq":
		l.words = []string{rule.Param}
	case rule.Name == "oneof":
		l.words = splitWords(rule.Param)
	case rule.Name == "noneof":
		for _, w := range splitWords(rule.Param) {
			l.clauses = append(l.clauses, clause{"ne=" + w})
		}
	case rule.Name == "unique":
		l.unique = "unique"
		if rule.Param != "" {
			l.unique = "unique=" + keyOfField(v.elementStruct(at.c), nil, rule.Param)
		}
	case isAboutFields(rule.Name):
		l.fields = append(l.fields, at.spell(rule))
	default:
		l.clauses = append(l.clauses, clause{spellRule(rule)})
	}
}

var one = big.NewRat(1, 1)

// whole tells that what is measured is an integer, so that more than 3 is at
// least 4.
func (l *limit) whole(v core) bool {
	_, _, integer := intRange(v.typ.Kind)
	return l.measure != "" || integer
}

// require adds the rule required, which means something else for each kind.
func (l *limit) require(v core) {
	switch {
	case v.pointer || v.class == aMap || v.typ.Kind == contract.Slice || v.typ.Kind == contract.Bytes:
		// Only null is refused, which is a matter of null.
	case v.class == anEnum || v.typ.Kind == contract.String:
		if l.measure != "" {
			l.atLeast(one)
		} else {
			l.nonzero = true
		}
	case v.typ.Kind == contract.Bool:
		l.words = []string{"true"}
	default:
		l.nonzero = true
	}
}

func (l *limit) atLeast(n *big.Rat) {
	if l.lo == nil || n.Cmp(l.lo) > 0 {
		l.lo = n
	}
}

func (l *limit) atMost(n *big.Rat) {
	if l.hi == nil || n.Cmp(l.hi) < 0 {
		l.hi = n
	}
}

// emptyPasses are the rules about text that the empty string keeps.
var emptyPasses = []string{"ascii", "printascii", "multibyte", "excludes", "excludesall", "excludesrune", "startsnotwith",
	"endsnotwith", "ne", "ne_ignore_case", "noneofci", "isdefault"}

// refuses reports whether what was added so far refuses the zero value.
func (l *limit) refuses(v core) bool {
	zero := new(big.Rat)
	if l.nonzero || l.lo != nil && l.lo.Cmp(zero) > 0 || l.hi != nil && l.hi.Cmp(zero) < 0 {
		return true
	}
	zeroWord := ""
	switch {
	case l.isNumber:
		zeroWord = "0"
	case v.typ.Kind == contract.Bool:
		zeroWord = "false"
	}
	if l.words != nil && !slices.Contains(l.words, zeroWord) {
		return true
	}
	if v.typ.Kind != contract.String {
		return false
	}
	return slices.ContainsFunc(l.clauses, func(c clause) bool {
		return !slices.ContainsFunc(c, func(text string) bool {
			name, param, _ := strings.Cut(text, "=")
			return slices.Contains(emptyPasses, name) && (name != "ne" || param != "")
		})
	})
}

func number(param string) *big.Rat {
	if n, ok := new(big.Rat).SetString(param); ok {
		return n
	}
	if d, err := time.ParseDuration(param); err == nil {
		return new(big.Rat).SetInt64(int64(d))
	}
	return nil
}

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

// splitWords splits the parameter of oneof: words, or texts in single quotes.
func splitWords(param string) []string {
	words := []string{}
	for param = strings.TrimSpace(param); param != ""; param = strings.TrimSpace(param) {
		if rest, ok := strings.CutPrefix(param, "'"); ok {
			if word, after, ok := strings.Cut(rest, "'"); ok {
				words, param = append(words, word), after
				continue
			}
		}
		word, after, _ := strings.Cut(param, " ")
		words, param = append(words, word), after
	}
	return words
}

func formatFloat(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }

// spell writes a bound.
func spellBound(n *big.Rat) string {
	if n == nil {
		return "none"
	}
	if n.IsInt() {
		return n.Num().String()
	}
	f, _ := n.Float64()
	return formatFloat(f)
}

// kept reports whether everything that keeps the clauses of a writer keeps one
// of a reader: one of the writer's clauses lists only what implies it.
func (c clause) kept(by []clause) bool {
	return slices.ContainsFunc(by, func(o clause) bool {
		return !slices.ContainsFunc(o, func(text string) bool {
			return !slices.ContainsFunc(c, func(wanted string) bool { return implies(text, wanted) })
		})
	})
}

// implications are rules that keep others, directly.
var implications = map[string][]string{
	"alpha":         {"alphanum", "alphaspace"},
	"alphanum":      {"alphanumspace", "alphanumunicode"},
	"alphaspace":    {"alphanumspace"},
	"alphanumspace": {"printascii"},
	"printascii":    {"ascii"},
	"alphaunicode":  {"alphanumunicode"},
	"number":        {"numeric", "alphanum", "hexadecimal"},
	"ipv4":          {"ip"},
	"ipv6":          {"ip"},
	"cidrv4":        {"cidr"},
	"cidrv6":        {"cidr"},
	"uuid3":         {"uuid"},
	"uuid4":         {"uuid"},
	"uuid5":         {"uuid"},
	"https_url":     {"http_url"},
	"http_url":      {"url"},
	"md5":           {"hexadecimal"},
	"sha256":        {"hexadecimal"},
	"hexcolor":      {"iscolor"},
	"uuid3_rfc4122": {"uuid_rfc4122"},
	"uuid4_rfc4122": {"uuid_rfc4122"},
	"uuid5_rfc4122": {"uuid_rfc4122"},
	"iso4217":       {"alpha"},
}

// implies reports whether what keeps one rule keeps the other.
func implies(rule, other string) bool {
	return rule == other || slices.ContainsFunc(implications[rule], func(r string) bool { return implies(r, other) })
}
