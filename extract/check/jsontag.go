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
	"go/ast"
	"go/token"
	"reflect"
	"slices"
	"strings"

	"github.com/fatih/structtag"
	"golang.org/x/tools/go/analysis"

	"github.com/wscontract/wscontract/extract/directive"
)

var jsontagAnalyzer = newAnalyzer("jsontag", runJSONTag)

var (
	jsonOptions = []string{"omitempty", "omitzero", "string", "embed", "case"}
	// tagKeys are the keys that mean something in a contract. Short ones have too
	// many neighbours to guess that they were meant.
	tagKeys = []string{"json", "validate", "binding"}
)

func runJSONTag(p *pass) {
	if p.contract == nil {
		return
	}
	for _, f := range p.fields() {
		lit := p.tagOf(f)
		if lit == nil {
			continue
		}
		tags, err := structtag.Parse(strings.Trim(lit.Value, "`"))
		if err != nil {
			continue // reported by contract
		}
		for _, tag := range tags.Tags() {
			p.checkKey(f, lit, tag.Key)
			if tag.Key == "json" {
				for _, option := range tag.Options {
					p.checkOption(f, lit, option)
				}
			}
		}
	}
}

// checkKey reports a key of a tag that is nearly one of a contract's.
func (p *pass) checkKey(f wireField, lit *ast.BasicLit, key string) {
	meant := directive.Nearest(key, tagKeys)
	if meant == "" || meant == key || key == "bson" { // BSON is the JSON of a database
		return
	}
	if _, ok := reflect.StructTag(strings.Trim(lit.Value, "`")).Lookup(meant); ok {
		return
	}
	p.replaceInTag(f, lit, key+`:"`, meant+`:"`, fmt.Sprintf("nothing reads the key %s in the tag of %s; did you mean %s?", key, f, meant))
}

// checkOption reports an option of a json tag that is nearly one of encoding/json.
func (p *pass) checkOption(f wireField, lit *ast.BasicLit, option string) {
	name, _, _ := strings.Cut(option, ":")
	meant := directive.Nearest(name, jsonOptions)
	if meant == "" || slices.Contains(jsonOptions, name) {
		return
	}
	p.replaceInTag(f, lit, ","+option, ","+meant, fmt.Sprintf("encoding/json ignores the option %s of %s; did you mean %s?", option, f, meant))
}

// replaceInTag reports a word in a tag, with what to write instead.
func (p *pass) replaceInTag(f wireField, lit *ast.BasicLit, old, text, message string) {
	at := p.at(f.Pos)
	d := analysis.Diagnostic{Pos: at.Pos(), End: at.End(), Message: message}
	if i := strings.Index(lit.Value, old); i >= 0 && strings.Count(lit.Value, old) == 1 {
		d.Pos = lit.Pos() + token.Pos(i)
		d.End = d.Pos + token.Pos(len(old))
		d.SuggestedFixes = []analysis.SuggestedFix{{
			Message:   "Write " + strings.Trim(text, `,:"`),
			TextEdits: []analysis.TextEdit{{Pos: d.Pos, End: d.End, NewText: []byte(text)}},
		}}
	}
	p.report(d)
}
