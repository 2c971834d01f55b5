package breaking

import (
	"regexp"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// A clause is a set of rules of which one must be kept, as text, sorted.
type clause []string

// keeps reports whether everything that keeps a limit keeps a clause: each of its
// values does, or its bounds say so, or it has a clause that lists only what
// implies this one.
func (l *limit) keeps(c clause) bool {
	values := l.values()
	if values != nil && !slices.ContainsFunc(values, func(v string) bool { return !l.passes(v, c) }) {
		return true
	}
	if slices.ContainsFunc(c, func(rule string) bool { return l.within(rule) }) {
		return true
	}
	return slices.ContainsFunc(l.clauses, func(o clause) bool {
		return !slices.ContainsFunc(o, func(text string) bool {
			return !slices.ContainsFunc(c, func(wanted string) bool { return l.implies(text, wanted) })
		})
	})
}

// allows reports whether a value is known to keep the rules about it alone.
func (l *limit) allows(value string) bool {
	if l.isZero(value) && (l.exempt || l.refusesZero) {
		return l.exempt
	}
	n := l.measureOf(value)
	return (l.words == nil || slices.Contains(l.words, value)) && (n == nil || l.span.has(n)) &&
		!slices.ContainsFunc(l.clauses, func(c clause) bool { return !l.passes(value, c) })
}

// passes reports whether a value is known to keep a clause.
func (l *limit) passes(value string, c clause) bool {
	return slices.ContainsFunc(c, func(rule string) bool { is, known := l.holds(value, rule); return is && known })
}

// fails reports whether a value is known not to keep a clause.
func (l *limit) fails(value string, c clause) bool {
	return !slices.ContainsFunc(c, func(rule string) bool { is, known := l.holds(value, rule); return is || !known })
}

// holds reports whether a value keeps a rule, if that is known.
func (l *limit) holds(value, rule string) (is, known bool) {
	name, param, _ := strings.Cut(rule, "=")
	if s, ok := l.spanOf(name, param); ok {
		n := l.measureOf(value)
		return n != nil && s.has(n), n != nil
	}
	switch name {
	case "eq":
		return value == param, true
	case "ne":
		return value != param, true
	case "oneof":
		return slices.Contains(splitWords(param), value), true
	case "eq_ignore_case":
		return strings.EqualFold(value, param), true
	case "ne_ignore_case":
		return !strings.EqualFold(value, param), true
	case "oneofci", "noneofci":
		listed := slices.ContainsFunc(splitWords(param), func(w string) bool { return strings.EqualFold(value, w) })
		return listed == (name == "oneofci"), true
	case "contains":
		return strings.Contains(value, param), true
	case "excludes":
		return !strings.Contains(value, param), true
	case "startswith":
		return strings.HasPrefix(value, param), true
	case "endswith":
		return strings.HasSuffix(value, param), true
	}
	if alphabet := alphabets[name]; alphabet != nil {
		return alphabet.MatchString(value), true
	}
	return false, false
}

// alphabets are rules about the characters of a text.
var alphabets = map[string]*regexp.Regexp{
	"alpha":         regexp.MustCompile(`^[a-zA-Z]+$`),
	"alphanum":      regexp.MustCompile(`^[a-zA-Z0-9]+$`),
	"alphaspace":    regexp.MustCompile(`^[a-zA-Z ]+$`),
	"alphanumspace": regexp.MustCompile(`^[a-zA-Z0-9 ]+$`),
	"ascii":         regexp.MustCompile(`^[\x00-\x7f]*$`),
	"printascii":    regexp.MustCompile(`^[\x20-\x7e]*$`),
	"lowercase":     regexp.MustCompile(`^[^\p{Lu}\p{Lt}]+$`),
	"uppercase":     regexp.MustCompile(`^[^\p{Ll}\p{Lt}]+$`),
	"number":        regexp.MustCompile(`^[0-9]+$`),
	"numeric":       regexp.MustCompile(`^[-+]?[0-9]+(\.[0-9]+)?$`),
	"hexadecimal":   regexp.MustCompile(`^(0[xX])?[0-9a-fA-F]+$`),
}

// within reports whether the bounds of a limit keep a rule.
func (l *limit) within(rule string) bool {
	name, param, _ := strings.Cut(rule, "=")
	if s, ok := l.spanOf(name, param); ok {
		return s.contains(l.effective())
	}
	n := number(param)
	return name == "ne" && n != nil && l.v.typ.Kind != contract.String && (l.isNumber || l.measure != "") && !l.effective().has(n)
}

// implies reports whether what keeps one rule keeps the other.
func (l *limit) implies(rule, other string) bool {
	if implies(rule, other) {
		return true
	}
	name, param, _ := strings.Cut(rule, "=")
	otherName, otherParam, _ := strings.Cut(other, "=")
	if is, ok := l.spanOf(name, param); ok {
		wanted, ok := l.spanOf(otherName, otherParam)
		return ok && wanted.contains(is)
	}
	follows, ok := parameters[[2]string{name, otherName}]
	return ok && follows(param, otherParam)
}

// parameters are pairs of rules of which the first keeps the second, if that holds
// of their parameters.
var parameters = map[[2]string]func(param, other string) bool{
	{"startswith", "ne"}:               func(text, other string) bool { return !strings.HasPrefix(other, text) },
	{"endswith", "ne"}:                 func(text, other string) bool { return !strings.HasSuffix(other, text) },
	{"contains", "ne"}:                 func(text, other string) bool { return !strings.Contains(other, text) },
	{"startswith", "startswith"}:       strings.HasPrefix,
	{"startswith", "contains"}:         strings.Contains,
	{"endswith", "endswith"}:           strings.HasSuffix,
	{"endswith", "contains"}:           strings.Contains,
	{"contains", "contains"}:           strings.Contains,
	{"contains", "containsany"}:        strings.ContainsAny,
	{"containsany", "containsany"}:     func(chars, other string) bool { return strings.Trim(chars, other) == "" },
	{"excludes", "excludes"}:           func(text, other string) bool { return strings.Contains(other, text) },
	{"excludesall", "excludesall"}:     func(chars, other string) bool { return strings.Trim(other, chars) == "" },
	{"startsnotwith", "startsnotwith"}: func(text, other string) bool { return strings.HasPrefix(other, text) },
	{"endsnotwith", "endsnotwith"}:     func(text, other string) bool { return strings.HasSuffix(other, text) },
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
