package breaking

import (
	"math/big"
	"slices"
	"strings"
)

var boundRules = []*Rule{
	{
		ID: "rule-number-tightened", Client: Breaks, Server: Fine,
		Title:   "a number must be in a smaller range",
		Why:     "Old clients may send numbers that are now refused.",
		Instead: "keep the bound, and treat what is beyond it as the bound",
		Before:  "Size int `json:\"size\" validate:\"max=100\"`", After: "Size int `json:\"size\" validate:\"max=50\"`",
		check: func(l *limits) { l.interval("", narrower(l.old, l.new)) },
	},
	{
		ID: "rule-number-loosened", Client: Fine, Server: Breaks,
		Title:   "a number may be in a larger range",
		Why:     "Old clients refuse numbers beyond the old bound when the server sends them.",
		Instead: "loosen what clients send only, with a type of its own",
		Before:  "Size int `json:\"size\" validate:\"max=50\"`", After: "Size int `json:\"size\" validate:\"max=100\"`",
		check: func(l *limits) { l.interval("", narrower(l.new, l.old)) },
	},
	{
		ID: "rule-length-tightened", Client: Breaks, Server: Fine,
		Title:   "a text, a list or a map must have a length in a smaller range",
		Why:     "Old clients may send lengths that are now refused.",
		Instead: "keep the bound, and shorten what is too long",
		Before:  "Text string `json:\"text\" validate:\"max=2000\"`", After: "Text string `json:\"text\" validate:\"max=1000\"`",
		check: func(l *limits) { l.interval("length", narrower(l.old, l.new)) },
	},
	{
		ID: "rule-length-loosened", Client: Fine, Server: Breaks,
		Title:   "a text, a list or a map may have a length in a larger range",
		Why:     "Old clients refuse other lengths when the server sends them.",
		Instead: "loosen what clients send only, with a type of its own",
		Before:  "Text string `json:\"text\" validate:\"max=1000\"`", After: "Text string `json:\"text\" validate:\"max=2000\"`",
		check: func(l *limits) { l.interval("length", narrower(l.new, l.old)) },
	},
	{
		ID: "rule-values-removed", Client: Breaks, Server: Fine,
		Title:   "fewer values are allowed",
		Why:     "Old clients may send the others.",
		Instead: "keep the values, and treat them as others",
		Before:  "Color string `json:\"color\" validate:\"oneof=red green\"`", After: "Color string `json:\"color\" validate:\"oneof=red\"`",
		check: func(l *limits) {
			if lost, any := wordsLost(l.old, l.new); any {
				l.report("%s may no longer be %s", l.subject, lost)
			}
		},
	},
	{
		ID: "rule-values-added", Client: Fine, Server: Breaks,
		Title:   "more values are allowed",
		Why:     "Old clients refuse the new ones when the server sends them.",
		Instead: "allow them in what clients send only, with a type of its own",
		Before:  "Color string `json:\"color\" validate:\"oneof=red\"`", After: "Color string `json:\"color\" validate:\"oneof=red green\"`",
		check: func(l *limits) {
			if more, any := wordsLost(l.new, l.old); any {
				l.report("%s may now also be %s", l.subject, more)
			}
		},
	},
	{
		ID: "rule-zero-refused", Client: Breaks, Server: Fine,
		Title:   "the zero value is no longer allowed",
		Why:     "Old clients may send it, or leave the field out, which means the same to rules.",
		Instead: "keep it allowed, with omitempty before the other rules",
		Before:  "Size int `json:\"size\" validate:\"omitempty,min=10\"`", After: "Size int `json:\"size\" validate:\"min=10\"`",
		check: func(l *limits) {
			if zeroLost(l.old, l.new) {
				l.report("%s may no longer be zero", l.subject)
			}
		},
	},
	{
		ID: "rule-zero-allowed", Client: Fine, Server: Breaks,
		Title:   "the zero value is now allowed",
		Why:     "Old clients refuse it when the server sends it.",
		Instead: "keep sending other values only",
		Before:  "Size int `json:\"size\" validate:\"min=10\"`", After: "Size int `json:\"size\" validate:\"omitempty,min=10\"`",
		check: func(l *limits) {
			if zeroLost(l.new, l.old) {
				l.report("%s may now be zero", l.subject)
			}
		},
	},
}

// narrower reports whether a has what is outside the interval of b. What is
// measured in another way can have anything.
func narrower(a, b *limit) bool {
	if a.measure != b.measure || a.isNumber != b.isNumber {
		a = &limit{own: b.own}
	}
	values := a.values()
	if values == nil {
		return !b.span.contains(a.effective())
	}
	return slices.ContainsFunc(values, func(v string) bool {
		n := b.measureOf(v)
		return n != nil && !b.span.has(n) && !(b.exempt && b.isZero(v))
	})
}

// interval reports intervals of what is measured, where that is a number or a
// length.
func (l *limits) interval(measure string, is bool) {
	if measured := l.old.measure + l.new.measure; !is || (measured != "") != (measure != "") {
		return
	}
	what := l.subject
	if measure != "" {
		what = "the " + measure + " of " + l.subject
	}
	l.report("%s must now be %s, before %s", what, l.new.span, l.old.span)
}

// wordsLost returns the values that pass a but not b, for people.
func wordsLost(a, b *limit) (string, bool) {
	if b.words == nil {
		return "", false
	}
	values := a.values()
	if values == nil {
		return "anything but " + strings.Join(b.words, ", "), true
	}
	var lost []string
	for _, w := range values {
		if !slices.Contains(b.words, w) && !(b.exempt && b.isZero(w)) {
			lost = append(lost, w)
		}
	}
	return strings.Join(lost, ", "), len(lost) > 0
}

// zeroLost reports whether the zero value passes a but not b, where that is not
// seen in the bounds, the values or the clauses.
func zeroLost(a, b *limit) bool {
	if a.refusesZero || !b.refusesZero || a.isNumber && a.known != nil && !slices.ContainsFunc(a.known, isZero) {
		return false
	}
	return b.nonzero && (!a.isNumber || a.effective().has(new(big.Rat))) || a.exempt && a.bound()
}
