package breaking

import (
	"slices"

	"github.com/wscontract/wscontract/extract/diag"
)

// An Effect is what a change does to the side that reads.
type Effect uint8

// The effects. A rule with None in a direction does not look at it.
const (
	None   Effect = iota
	Fine          // everything that is written is read
	Risky         // it is read, but may not mean what it did
	Breaks        // something that is written is refused
)

// Level is the level of a finding with the effect.
func (e Effect) Level() diag.Level {
	switch e {
	case Breaks:
		return diag.Error
	case Risky:
		return diag.Warning
	}
	return diag.Info
}

// String returns what the documentation calls the effect.
func (e Effect) String() string { return [...]string{"", "fine", "risky", "breaks"}[e] }

// A Rule is one kind of change.
type Rule struct {
	ID string
	// Client and Server are the effects in what clients send and in what the
	// server sends. A change in how a connection is made counts as sent by the
	// client. A rule can find in a certain place that the effect is less.
	Client, Server Effect

	Title   string // one clause: what has changed
	Why     string // what it does to the other side, in sentences
	Instead string // one clause: what to do instead; empty when it never breaks
	// Before and After are an example in Go.
	Before, After string
	// Unseen says why no message can show that the change breaks; empty for
	// rules whose breaks a decoder sees.
	Unseen string

	check any // a function, as the package comment lists them
}

// Effect is the worst effect of the rule in any direction.
func (r *Rule) Effect() Effect { return max(r.Client, r.Server) }

// tables are the rules by subject, in the order of the documentation.
var tables = []struct {
	title string
	rules []*Rule
}{
	{"Channels", channelRules},
	{"Limits of channels", channelLimitRules},
	{"Fields", fieldRules},
	{"Objects", objectRules},
	{"Constants", constRules},
	{"Null", nullRules},
	{"Types", typeRules},
	{"Lists, maps and bytes", containerRules},
	{"Enums", enumRules},
	{"Unions", unionRules},
	{"Rules about numbers, lengths and values", boundRules},
	{"Other rules", textRules},
}

// Rules returns all rules, in the order of the documentation.
func Rules() []*Rule {
	var all []*Rule
	for _, t := range tables {
		all = append(all, t.rules...)
	}
	return all
}

// Lookup returns the rule with the given id, or nil.
func Lookup(id string) *Rule {
	for _, r := range Rules() {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// IDs returns the ids of all rules, sorted.
func IDs() []string {
	var ids []string
	for _, r := range Rules() {
		ids = append(ids, r.ID)
	}
	slices.Sort(ids)
	return ids
}
