// # Analyzer int64
//
// int64: report integers that JavaScript rounds
//
// JavaScript reads every number of JSON as a float64, which holds integers up to
// 2^53 exactly. Beyond, they change without a word: 9007199254740993 becomes
// 9007199254740992. A field of type int64 or uint64 says that its values may be
// that large, as ids of snowflakes and hashes are.
//
//	ID int64 `json:"id"`        // rounded by JavaScript
//	ID int64 `json:"id,string"` // exact: it is written "9007199254740993"
//
// A rule that keeps the value below 2^53, such as max=1000, is enough. With
// -int64.int, fields of type int and uint are reported as well. Parameters of the
// handshake are text, and not concerned.
package check

import (
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/wscontract/wscontract/extract/contract"
)

var int64Analyzer = newAnalyzer("int64", runInt64)

// int64Int is the flag -int64.int.
var int64Int bool

func init() {
	int64Analyzer.Flags.BoolVar(&int64Int, "int", false, "also report fields of type int and uint")
}

// maxSafe is the largest integer up to which a float64 holds all of them.
const maxSafe = 1<<53 - 1

func runInt64(p *pass) {
	if p.contract == nil {
		return
	}
	params := p.parameters()
	for _, f := range p.fields() {
		if f.Quoted || f.Const != nil || params[f.Field] || !within(f.Type, p.wide) || bounded(f.Rules, f.Type) {
			continue
		}
		d := analysis.Diagnostic{Pos: p.at(f.Pos).Pos(), End: p.at(f.Pos).End()}
		d.Message = "JavaScript rounds integers beyond 2^53, which " + f.String() + " may be; write `json:\"" + f.Name + ",string\"`, bound it with max, or say with ws:ignore int64 why it stays small"
		if bare(f.Type).Elem != nil { // the option string has no effect on lists and maps
			d.Message = "JavaScript rounds integers beyond 2^53, which values in " + f.String() + " may be; use strings, bound them with max, or say with ws:ignore int64 why they stay small"
		}
		p.report(d)
	}
}

// parameters returns the fields that are parameters of the handshake.
func (p *pass) parameters() map[*contract.Field]bool {
	params := map[*contract.Field]bool{}
	for _, ch := range p.contract.Channels {
		for _, t := range []*contract.Type{ch.Params, ch.Query} {
			if t != nil && t.Struct != nil {
				for _, f := range t.Struct.Fields {
					params[f] = true
				}
			}
		}
	}
	return params
}

// wide tells that a type is an integer of 64 bits. A type with a name counts where
// it is used, because that is where the option string stands.
func (p *pass) wide(t *contract.Type) bool {
	switch t.Kind {
	case contract.Int64, contract.Uint64, contract.Uintptr:
		return true
	case contract.Int, contract.Uint:
		return int64Int
	case contract.Ref:
		n := p.contract.Named(t.Name)
		return n != nil && n.Underlying != nil && p.wide(n.Underlying)
	}
	return false
}

// bounded tells that rules keep the integers of a type within what JavaScript holds.
func bounded(r *contract.Rules, t *contract.Type) bool {
	t = bare(t)
	if t.Elem != nil {
		return r != nil && bounded(r.Elem, t.Elem)
	}
	if r == nil {
		return false
	}
	for _, rule := range r.Rules {
		switch rule.Name {
		case "max", "lte", "lt", "eq", "len":
			if n, err := strconv.ParseInt(rule.Param, 0, 64); err == nil && n <= maxSafe {
				return true
			}
		case "oneof":
			small := true
			for word := range strings.FieldsSeq(rule.Param) {
				n, err := strconv.ParseInt(strings.Trim(word, "'"), 10, 64)
				small = small && err == nil && -maxSafe <= n && n <= maxSafe
			}
			return small
		case "port":
			return true
		}
	}
	return false
}
