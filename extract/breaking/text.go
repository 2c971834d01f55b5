package breaking

import (
	"slices"
	"strings"
)

var textRules = []*Rule{
	{
		ID: "rule-format-added", Client: Breaks, Server: Fine,
		Title:   "a value must keep another rule",
		Why:     "Old clients may send values that do not keep it. A rule that follows from those that were there harms nobody.",
		Instead: "check it where the value is used, and answer with an error message of the contract",
		Before:  "Name string `json:\"name\"`", After: "Name string `json:\"name\" validate:\"alphanum\"`",
		check: func(l *limits) {
			for _, c := range l.new.clauses {
				if !l.old.keeps(c) {
					l.report("%s must now keep the rule %s", l.subject, strings.Join(c, "|"))
				}
			}
		},
	},
	{
		ID: "rule-format-removed", Client: Fine, Server: Breaks,
		Title:   "a value need no longer keep a rule",
		Why:     "Old clients refuse values that do not keep it when the server sends them.",
		Instead: "drop it in what clients send only, with a type of its own",
		Before:  "Name string `json:\"name\" validate:\"alphanum\"`", After: "Name string `json:\"name\"`",
		check: func(l *limits) {
			for _, c := range l.old.clauses {
				if !l.new.keeps(c) {
					l.report("%s need no longer keep the rule %s", l.subject, strings.Join(c, "|"))
				}
			}
		},
	},
	{
		ID: "rule-unique-added", Client: Breaks, Server: Fine,
		Title:   "no element may be there twice",
		Why:     "Old clients may send an element twice.",
		Instead: "drop what is there twice where the list is used",
		Before:  "Tags []string `json:\"tags\"`", After: "Tags []string `json:\"tags\" validate:\"unique\"`",
		check: func(l *limits) {
			if !keepsUnique(l.old, l.new) {
				l.report("the elements of %s must now be unique", l.subject)
			}
		},
	},
	{
		ID: "rule-unique-removed", Client: Fine, Server: Breaks,
		Title:   "an element may be there twice",
		Why:     "Old clients refuse such lists when the server sends them.",
		Instead: "keep the rule in what the server sends",
		Before:  "Tags []string `json:\"tags\" validate:\"unique\"`", After: "Tags []string `json:\"tags\"`",
		check: func(l *limits) {
			if !keepsUnique(l.new, l.old) {
				l.report("the elements of %s need no longer be unique", l.subject)
			}
		},
	},
	{
		ID: "rule-fields-added", Client: Breaks, Server: Fine,
		Title:   "a value must fit other fields",
		Why:     "Old clients may send values that do not fit each other.",
		Instead: "check it where the values are used, and answer with an error message of the contract",
		Before:  "To int `json:\"to\"`", After: "To int `json:\"to\" validate:\"gtefield=From\"`",
		check: func(l *limits) {
			for _, rule := range l.new.fields {
				if !l.old.keepsFields(rule) {
					l.report("%s must now keep the rule %s", l.subject, rule)
				}
			}
		},
	},
	{
		ID: "rule-fields-removed", Client: Fine, Server: Breaks,
		Title:   "a value need no longer fit other fields",
		Why:     "Old clients refuse values that do not fit each other when the server sends them.",
		Instead: "keep the rule in what the server sends",
		Before:  "To int `json:\"to\" validate:\"gtefield=From\"`", After: "To int `json:\"to\"`",
		check: func(l *limits) {
			for _, rule := range l.old.fields {
				if !l.new.keepsFields(rule) {
					l.report("%s need no longer keep the rule %s", l.subject, rule)
				}
			}
		},
	},
}

// keepsUnique reports whether the elements of a are as unique as b wants: those
// that differ in a field differ.
func keepsUnique(a, b *limit) bool {
	return b.unique == "" || a.unique == b.unique || a.unique != "" && b.unique == "unique"
}

// orders are the rules that what is compared with another field in one way keeps
// as well.
var orders = map[string][]string{
	"eqfield": {"gtefield", "ltefield"},
	"gtfield": {"gtefield", "nefield"},
	"ltfield": {"ltefield", "nefield"},
}

// keepsFields reports whether everything that keeps a limit keeps a rule about
// another field.
func (l *limit) keepsFields(rule string) bool {
	wanted, other, _ := strings.Cut(rule, "=")
	return slices.ContainsFunc(l.fields, func(r string) bool {
		name, field, _ := strings.Cut(r, "=")
		return r == rule || field == other && slices.Contains(orders[name], wanted)
	})
}
