// # Analyzer jsontag
//
// jsontag: report words in tags that nobody reads
//
// encoding/json passes over options that it does not know, and reflect over keys
// that nobody asks for. So a typing error in a tag changes what stands on the wire,
// or switches a rule off, without a word:
//
//	Note string `json:"note,omitemtpy"`     // an unknown option
//	Text string `json:"text" vaildate:"max=9"` // a key that nothing reads
//
// What extraction refuses (a space after a comma, an option that is only written in
// the wrong case, a tag on an unexported field) is reported by contract. Words that
// are not like any that is known may mean something to another package, and pass.
package check

import (
	"fmt"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/wscontract/wscontract/extract/directive"
)

var jsontagAnalyzer = newAnalyzer("jsontag", runJSONTag)

var (
	jsonOptions = []string{"omitempty", "omitzero", "string", "embed", "case"}
	// The keys that mean something in a contract, for messages and for parameters.
	// Short ones have too many neighbours to guess that they were meant.
	messageKeys   = []string{"json", "validate", "binding"}
	parameterKeys = []string{"path", "query", "validate"}
	// likeJSON are formats with a name like that of JSON, which libraries read tags for.
	likeJSON = []string{"bson", "cson", "hjson", "json5", "jsonb", "yson"}
)

func runJSONTag(p *pass) {
	if p.contract == nil {
		return
	}
	for _, f := range p.fieldsOf(p.contract.Types) {
		pairs := p.tagOf(f)
		for _, pair := range pairs {
			p.checkKey(f, pairs, pair, messageKeys)
			if pair.key == "json" {
				p.checkOptions(f, pair)
			}
		}
	}
	for _, f := range p.parameters() {
		pairs := p.tagOf(f)
		for _, pair := range pairs {
			p.checkKey(f, pairs, pair, parameterKeys)
		}
	}
}

// checkKey reports a key of a tag that is nearly one of a contract's.
func (p *pass) checkKey(f wireField, all []tagPair, pair tagPair, keys []string) {
	meant := directive.Nearest(pair.key, keys)
	if meant == "" || slices.Contains(likeJSON, pair.key) || slices.ContainsFunc(all, func(t tagPair) bool { return t.key == meant }) {
		return
	}
	p.replace(pair.pos, pair.key, meant, fmt.Sprintf("nothing reads the key %s in the tag of %s; did you mean %s?", pair.key, f, meant))
}

// checkOptions reports options of a json tag that are nearly those of encoding/json.
func (p *pass) checkOptions(f wireField, pair tagPair) {
	options := pair.options()
	for _, o := range options {
		meant := directive.Nearest(o.text, jsonOptions)
		switch {
		case meant == "" || slices.Contains(jsonOptions, o.text) || strings.HasPrefix(o.text, "case:"):
		case slices.ContainsFunc(options, func(o tagWord) bool { return o.text == meant }):
			p.replace(o.pos-1, ","+o.text, "", fmt.Sprintf("encoding/json ignores the option %s of %s, which has the option %s; remove it", o.text, f, meant))
		default:
			p.replace(o.pos, o.text, meant, fmt.Sprintf("encoding/json ignores the option %s of %s; did you mean %s?", o.text, f, meant))
		}
	}
}

// replace reports a word in a tag, with what to write instead.
func (p *pass) replace(pos token.Pos, old, text, message string) {
	end := pos + token.Pos(len(old))
	action := "Write " + text
	if text == "" {
		action = "Remove it"
	}
	p.report(analysis.Diagnostic{Pos: pos, End: end, Message: message, SuggestedFixes: []analysis.SuggestedFix{{
		Message:   action,
		TextEdits: []analysis.TextEdit{{Pos: pos, End: end, NewText: []byte(text)}},
	}}})
}
