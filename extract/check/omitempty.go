// # Analyzer omitempty
//
// omitempty: report omitempty where it has no effect
//
// The option omitempty leaves out what is written as null, "", [] or {}. That is
// encoding/json/v2; before, it meant the zero value of numbers and bools too.
// A number or bool with omitempty is always written; omitzero is what was meant:
//
//	Count int `json:"count,omitempty"` // 0 is written
//	Count int `json:"count,omitzero"`  // 0 is left out
//
// A struct is left out only if it is written as {}. The suggested fix writes omitzero.
package check

import (
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/wscontract/wscontract/extract/contract"
)

var omitemptyAnalyzer = newAnalyzer("omitempty", runOmitempty)

func runOmitempty(p *pass) {
	if p.contract == nil {
		return
	}
	for _, f := range p.fields() {
		if !f.OmitEmpty || f.OmitZero || !p.neverEmpty(f.Type) {
			continue
		}
		at := p.at(f.Pos)
		d := analysis.Diagnostic{Pos: at.Pos(), End: at.End(), Message: "omitempty never leaves out " + f.String() + ", whose type is never written as null, \"\", [] or {}; write omitzero"}
		if tag := p.tagOf(f); tag != nil {
			if i := strings.Index(tag.Value, ",omitempty"); i >= 0 && strings.Count(tag.Value, "omitempty") == 1 {
				pos := tag.Pos() + token.Pos(i+1)
				d.SuggestedFixes = []analysis.SuggestedFix{{
					Message:   "Write omitzero",
					TextEdits: []analysis.TextEdit{{Pos: pos, End: pos + token.Pos(len("omitempty")), NewText: []byte("omitzero")}},
				}}
			}
		}
		p.report(d)
	}
}

// neverEmpty tells that no value of a type is written as null, "", [] or {}:
// numbers, bools, arrays that have elements, and structs with a key that is always
// written.
func (p *pass) neverEmpty(t *contract.Type) bool {
	t = p.underlying(t)
	switch t.Kind {
	case contract.Bool, contract.Int, contract.Int8, contract.Int16, contract.Int32, contract.Int64,
		contract.Uint, contract.Uint8, contract.Uint16, contract.Uint32, contract.Uint64, contract.Uintptr,
		contract.Float32, contract.Float64, contract.Time, contract.Duration:
		return true
	case contract.Array, contract.ByteArray:
		return t.Len > 0
	case contract.Inline:
		return alwaysWrites(t.Struct)
	case contract.Ref:
		n := p.contract.Named(t.Name)
		switch {
		case n == nil:
			return false
		case n.Struct != nil:
			return alwaysWrites(n.Struct)
		case n.Enum != nil:
			return n.Enum.Base != contract.String
		}
	}
	return false
}

// alwaysWrites tells that a struct has a key that is never left out.
func alwaysWrites(s *contract.Struct) bool {
	if len(s.Consts) > 0 {
		return true
	}
	for _, f := range s.Fields {
		if !f.OmitEmpty && !f.OmitZero && len(f.Go) == 1 {
			return true
		}
	}
	return false
}
