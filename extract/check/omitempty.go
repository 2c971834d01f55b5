// # Analyzer omitempty
//
// omitempty: report omitempty that leaves out nothing, or too much
//
// The option omitempty leaves out what is written as null, "", [] or {}. That is
// encoding/json/v2; before, it meant the zero value of numbers and bools too.
// A number or bool with omitempty is always written; omitzero is what was meant:
//
//	Count int `json:"count,omitempty"` // 0 is written
//	Count int `json:"count,omitzero"`  // 0 is left out
//
// A struct is left out only if it is written as {}. A pointer is left out also when it
// points to something that is written so, and what it says is lost on the way;
// encoding/json before version 2 leaves out nil alone, and so does omitzero:
//
//	Ping *Ping   `json:"ping,omitempty"` // with type Ping struct{}: never written
//	Name *string `json:"name,omitempty"` // a pointer to "" is left out
//	Name *string `json:"name,omitzero"`  // it is written as ""
//
// Where a rule refuses the empty value, such as min=1, there is nothing to lose. The
// suggested fix writes omitzero. Messages that only clients send are not looked at:
// there the option says that the key may be absent.
package check

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/directive"
)

var omitemptyAnalyzer = newAnalyzer("omitempty", runOmitempty)

func runOmitempty(p *pass) {
	if p.contract == nil {
		return
	}
	var sent []*contract.Type
	for _, ch := range p.contract.Channels {
		if ch.ServerToClient != nil {
			sent = append(sent, ch.ServerToClient)
		}
	}
	for _, f := range p.fieldsOf(p.contract.Reach(sent...)) {
		if !f.OmitEmpty || f.OmitZero || f.Const != nil {
			continue
		}
		message := "omitempty never leaves out " + f.String() + ", whose type is never written as null, \"\", [] or {}; write omitzero"
		if !p.neverEmpty(f.Type) {
			empty := p.emptyBehind(f)
			if empty == "" {
				continue
			}
			message = "omitempty leaves out " + f.String() + " also where it points to what is written as " + empty + "; write omitzero, which leaves out only nil"
		}
		at := p.at(f.Pos)
		d := analysis.Diagnostic{Pos: at.Pos(), End: at.End(), Message: message}
		if pos := p.writtenOmitempty(f); pos.IsValid() {
			d.SuggestedFixes = []analysis.SuggestedFix{{
				Message:   "Write omitzero",
				TextEdits: []analysis.TextEdit{{Pos: pos, End: pos + token.Pos(len("omitempty")), NewText: []byte("omitzero")}},
			}}
		}
		p.report(d)
	}
}

// writtenOmitempty returns where the option stands, unless omitzero is misspelled beside
// it, which is to be mended first.
func (p *pass) writtenOmitempty(f wireField) (pos token.Pos) {
	for _, pair := range p.tagOf(f) {
		if pair.key != "json" {
			continue
		}
		for _, o := range pair.options() {
			switch {
			case o.text == "omitempty":
				pos = o.pos
			case directive.Nearest(o.text, jsonOptions) == "omitzero":
				return token.NoPos
			}
		}
	}
	return pos
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
		return p.alwaysWrites(t.Struct)
	case contract.Ref:
		n := p.contract.Named(t.Name)
		switch {
		case n == nil:
			return false
		case n.Struct != nil:
			return p.alwaysWrites(n.Struct)
		case n.Enum != nil:
			return n.Enum.Base != contract.String
		}
	}
	return false
}

// alwaysWrites tells that a struct has a key that is never left out: by no option that
// works, and by no embedded pointer that is nil.
func (p *pass) alwaysWrites(s *contract.Struct) bool {
	return len(s.Consts) > 0 || slices.ContainsFunc(s.Fields, func(f *contract.Field) bool {
		embedded := slices.ContainsFunc(f.Go, func(s contract.Selector) bool { return s.Pointer })
		return f.Const != nil || !embedded && !f.OmitZero && (!f.OmitEmpty || p.neverEmpty(f.Type))
	})
}
