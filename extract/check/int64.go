// # Analyzer int64
//
// int64: report integers that JavaScript rounds
//
// JavaScript reads every number of JSON as a float64, which holds integers up to
// 2^53 exactly. Beyond, they change without a word: 9007199254740993 becomes
// 9007199254740992. A field of type int64 or uint64 says that its values may be
// that large, as ids of snowflakes and hashes are, unless the type is an enum of
// smaller ones.
//
//	ID int64 `json:"id"`        // rounded by JavaScript
//	ID int64 `json:"id,string"` // exact: it is written "9007199254740993"
//
// A rule that keeps the value up to 2^53, such as max=1000, is enough. With
// -int64.int, fields of type int and uint are reported as well. Parameters of the
// handshake are text, and not concerned.
package check

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

var int64Analyzer = newAnalyzer("int64", runInt64)

// int64Int is the flag -int64.int.
var int64Int bool

func init() {
	int64Analyzer.Flags.BoolVar(&int64Int, "int", false, "also report fields of type int and uint")
}

// maxSafe is the largest integer up to which a float64 holds all of them.
const maxSafe = 1 << 53

func runInt64(p *pass) {
	if p.contract == nil {
		return
	}
	for _, f := range p.fields() {
		long, short := p.within(f.Type, p.wide), p.within(f.Type, isInt)
		if f.Quoted || f.Const != nil || !long && !short || p.bounded(f.Rules, f.Type) {
			continue
		}
		at := p.at(f.Pos)
		switch {
		case !long && !int64Int:
			p.silences(at.Pos()) // a ws:ignore is for those who set the flag
		case p.value(f.Type).Elem != nil || f.Name == "": // the option string has no effect on lists, maps and messages
			p.reportf(at, "JavaScript rounds integers beyond 2^53, which values in %s may be; use strings, bound them with max, or say with ws:ignore int64 why they stay small", f)
		default:
			p.reportf(at, "JavaScript rounds integers beyond 2^53, which %s may be; write `json:\"%s,string\"`, bound it with max, or say with ws:ignore int64 why it stays small", f, f.Name)
		}
	}
}

// wide tells that a type is an integer of 64 bits, or an enum with such values. A type
// with a name counts where it is used, because that is where the option string stands.
func (p *pass) wide(t *contract.Type) bool {
	switch t.Kind {
	case contract.Int64, contract.Uint64, contract.Uintptr:
		return true
	case contract.Ref:
		n := p.contract.Named(t.Name)
		if n == nil || n.Enum == nil {
			return false
		}
		beyond := func(v *contract.EnumValue) bool {
			i, err := strconv.ParseInt(v.Value, 10, 64)
			return err != nil || !safe(i)
		}
		return p.wide(&contract.Type{Kind: n.Enum.Base}) && (n.Enum.Open || slices.ContainsFunc(n.Enum.Values, beyond))
	}
	return false
}

// isInt tells that a type is what the flag -int64.int is about.
func isInt(t *contract.Type) bool { return t.Kind == contract.Int || t.Kind == contract.Uint }

func safe(n int64) bool { return -maxSafe <= n && n <= maxSafe }

// bounded tells that rules keep the integers of a type within what JavaScript holds.
func (p *pass) bounded(r *contract.Rules, t *contract.Type) bool {
	for r != nil {
		if t = p.value(t); t.Elem == nil {
			return slices.ContainsFunc(r.Rules, bounds)
		}
		t, r = t.Elem, r.Elem
	}
	return false
}

// bounds tells that all integers that keep a rule are within what JavaScript holds.
func bounds(r *contract.Rule) bool {
	if len(r.Or) > 0 {
		return !slices.ContainsFunc(r.Or, func(r *contract.Rule) bool { return !bounds(r) })
	}
	switch r.Name {
	case "max", "lte", "lt", "eq", "len":
		n, err := strconv.ParseInt(r.Param, 0, 64)
		if r.Name == "lt" {
			n--
		}
		return err == nil && n <= maxSafe
	case "oneof":
		for word := range strings.FieldsSeq(r.Param) {
			if n, err := strconv.ParseInt(strings.Trim(word, "'"), 10, 64); err != nil || !safe(n) {
				return false
			}
		}
		return true
	case "isdefault", "port", "latitude", "longitude", "iso4217_numeric", "country_code", "eu_country_code",
		"iso3166_1_alpha_numeric", "iso3166_1_alpha_numeric_eu":
		return true
	}
	return false
}
