package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/wscontract/wscontract/extract/contract"
)

// A pass is a run of one analyzer over one package.
type pass struct {
	*analysis.Pass
	*known
	used  []token.Pos // of the ws:ignore that have silenced something
	found []finding   // what has been reported
}

// A finding is what tells diagnostics apart.
type finding struct {
	pos     token.Pos
	message string
}

// A span is a piece of source.
type span struct{ pos, end token.Pos }

func (s span) Pos() token.Pos { return s.pos }
func (s span) End() token.Pos { return s.end }

// reportf reports that something is wrong at a node, unless a ws:ignore there
// names the analyzer.
func (p *pass) reportf(at ast.Node, format string, args ...any) {
	p.report(analysis.Diagnostic{Pos: at.Pos(), End: at.End(), Message: fmt.Sprintf(format, args...)})
}

// report reports a diagnostic, unless a ws:ignore silences it. It is reported once,
// although a type may stand in the contract in several forms. Code that was
// generated is nobody's to mend.
func (p *pass) report(d analysis.Diagnostic) {
	key := finding{d.Pos, d.Message}
	if p.silences(d.Pos) || slices.Contains(p.found, key) {
		return
	}
	if file := p.fileOf(d.Pos); file != nil && generated(file) {
		return
	}
	p.found = append(p.found, key)
	d.Category = p.Analyzer.Name
	if !asWritten(p.Pass, d.Pos) {
		d.SuggestedFixes = nil
	}
	p.Report(d)
}

// asWritten tells that a fix can be made at a position: that the text there is what a
// person wrote, and not what cgo, say, has made of it.
func asWritten(p *analysis.Pass, pos token.Pos) bool {
	return p.Fset.PositionFor(pos, false) == p.Fset.Position(pos)
}

// silences tells that a ws:ignore names the analyzer at a position, and notes that it
// was of use.
func (p *pass) silences(pos token.Pos) bool {
	i := p.ignoreAt(p.Analyzer.Name, pos)
	if i.IsValid() {
		p.used = append(p.used, i)
	}
	return i.IsValid()
}

// fileOf returns the file of this package that has the position, or nil.
func (p *pass) fileOf(pos token.Pos) *ast.File {
	for _, file := range p.Files {
		if file.FileStart <= pos && pos <= file.FileEnd {
			return file
		}
	}
	return nil
}

// at returns the node that a position of the contract points at: of a field its
// name, and elsewhere the word that stands there.
func (p *pass) at(pos contract.Position) ast.Node {
	at := p.tokens[pos]
	if file := p.fileOf(at); file != nil {
		var found ast.Node
		ast.Inspect(file, func(n ast.Node) bool {
			if n == nil || found != nil || at < n.Pos() || n.End() <= at {
				return false
			}
			if id, ok := n.(*ast.Ident); ok && id.Pos() == at {
				found = n
			}
			return true
		})
		if found != nil {
			return found
		}
	}
	return span{at, token.NoPos}
}

// related returns another place that a diagnostic has to do with.
func (p *pass) related(pos contract.Position, format string, args ...any) []analysis.RelatedInformation {
	at := p.at(pos)
	if !at.Pos().IsValid() {
		return nil
	}
	return []analysis.RelatedInformation{{Pos: at.Pos(), End: at.End(), Message: fmt.Sprintf(format, args...)}}
}

// A wireField is a field of a message, with the type that declares it.
type wireField struct {
	*contract.Field
	owner string // how the type is called
}

// String is how messages name the field: "Say.Text".
func (f wireField) String() string { return f.owner + "." + f.goName() }

func (f wireField) goName() string { return f.Go[len(f.Go)-1].Name }

// fields returns the fields of all messages of the contract that are declared in
// this package, or in one of the same module that has no contract of its own, and the
// messages themselves.
func (p *pass) fields() []wireField { return slices.Concat(p.messages(), p.fieldsOf(p.contract.Types)) }

// messages returns what the fields of channel structs are, for a message need not be a
// struct. They stand where the channel does.
func (p *pass) messages() []wireField {
	var fields []wireField
	for _, ch := range p.contract.ChannelsOf(p.Pkg.Path()) {
		add := func(name string, t *contract.Type) {
			if t != nil {
				f := &contract.Field{Go: []contract.Selector{{Name: name}}, Type: t, Doc: ch.Doc, Deprecated: ch.Deprecated, Pos: ch.Pos}
				fields = append(fields, wireField{f, ch.Go})
			}
		}
		add("ClientToServer", ch.ClientToServer)
		add("ServerToClient", ch.ServerToClient)
	}
	return fields
}

// fieldsOf returns the fields of some types of the contract, and of the structs without
// a name in them. A field that several types have is listed once for each type of its
// values: those of a generic struct have many.
func (p *pass) fieldsOf(types []*contract.Named) []wireField {
	var fields []wireField
	type identity struct {
		pos contract.Position
		typ string
	}
	seen := map[identity]bool{}
	p.structs(types, func(owner string, st *contract.Struct) {
		for _, f := range st.Fields {
			id := identity{f.Pos, p.contract.Spell(f.Type, "")}
			if p.tokens[f.Pos].IsValid() && !seen[id] && p.mine(f.Pos) {
				seen[id] = true
				fields = append(fields, wireField{f, owner})
			}
		}
	})
	return fields
}

// parameters returns the fields of the parameters of the channels' handshakes.
func (p *pass) parameters() []wireField {
	var fields []wireField
	for _, ch := range p.contract.Channels {
		add := func(name string, t *contract.Type) {
			if t == nil {
				return
			}
			for _, f := range t.Struct.Fields {
				if p.tokens[f.Pos].IsValid() && p.mine(f.Pos) {
					fields = append(fields, wireField{f, ch.Go + "." + name})
				}
			}
		}
		add("Params", ch.Params)
		add("Query", ch.Query)
	}
	return fields
}

// structs calls do for the structs of some types and those without a name in them,
// with how they are called.
func (p *pass) structs(types []*contract.Named, do func(owner string, st *contract.Struct)) {
	var visit func(owner string, st *contract.Struct)
	visit = func(owner string, st *contract.Struct) {
		do(owner, st)
		for _, f := range st.Fields {
			inlineStructs(f.Type, func(st *contract.Struct) { visit(wireField{f, owner}.String(), st) })
		}
	}
	for _, n := range types {
		switch {
		case n.Struct != nil:
			visit(n.Name, n.Struct)
		case n.Union != nil && n.Union.Envelope != nil:
			visit(n.Name, n.Union.Envelope)
		case n.Underlying != nil:
			inlineStructs(n.Underlying, func(st *contract.Struct) { visit(n.Name, st) })
		}
	}
}

// inlineStructs calls do for each struct without a name within a type.
func inlineStructs(t *contract.Type, do func(*contract.Struct)) {
	if t.Struct != nil {
		do(t.Struct)
		return
	}
	for part := range t.Parts() {
		inlineStructs(part, do)
	}
}

// mine tells that what is wrong at a position is reported here: it is in this
// package, or in one of the module that declares no channels.
func (p *pass) mine(pos contract.Position) bool {
	return p.fileOf(p.tokens[pos]) != nil || p.foreign[pos.File]
}

// underlying follows the names of types that only give another one a name.
func (p *pass) underlying(t *contract.Type) *contract.Type {
	for t.Kind == contract.Ref {
		n := p.contract.Named(t.Name)
		if n == nil || n.Underlying == nil {
			return t
		}
		t = n.Underlying
	}
	return t
}

// value returns what rules see of a type: what is behind its pointers and names.
func (p *pass) value(t *contract.Type) *contract.Type {
	for range 100 { // type P *P has no end
		if t = p.underlying(t); t.Kind != contract.Pointer {
			break
		}
		t = t.Elem
	}
	return t
}

// within tells that a type, or what a pointer, slice, array or map in it holds, has
// a property. Structs and unions are left to where they are declared.
func (p *pass) within(t *contract.Type, has func(*contract.Type) bool) bool {
	for range 100 { // type T []T has no end
		if t = p.underlying(t); has(t) {
			return true
		}
		if t.Elem == nil {
			return false
		}
		t = t.Elem
	}
	return false
}
