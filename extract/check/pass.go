package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/wscontract/wscontract/extract/contract"
)

// A pass is a run of one analyzer over one package.
type pass struct {
	*analysis.Pass
	*known
	used []token.Pos // of the ws:ignore that have silenced something
}

// A span is a piece of source.
type span struct{ pos, end token.Pos }

func (s span) Pos() token.Pos { return s.pos }
func (s span) End() token.Pos { return s.end }

// reportf reports that something is wrong at a node, unless a ws:ignore there
// names the analyzer. The result may be added to; it is nil if the diagnostic was
// silenced, and reported when the analyzer returns.
func (p *pass) reportf(at ast.Node, format string, args ...any) {
	p.report(analysis.Diagnostic{Pos: at.Pos(), End: at.End(), Message: fmt.Sprintf(format, args...)})
}

// report reports a diagnostic, unless a ws:ignore silences it. Code that was
// generated is nobody's to mend.
func (p *pass) report(d analysis.Diagnostic) {
	if i := p.ignoreAt(p.Analyzer.Name, d.Pos); i.IsValid() {
		p.used = append(p.used, i)
		return
	}
	if file := p.fileOf(d.Pos); file != nil && ast.IsGenerated(file) {
		return
	}
	d.Category = p.Analyzer.Name
	p.Report(d)
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
// this package, or in one of the same module that has no contract of its own.
func (p *pass) fields() []wireField {
	var fields []wireField
	seen := map[contract.Position]bool{}
	var visit func(owner string, st *contract.Struct)
	visit = func(owner string, st *contract.Struct) {
		for _, f := range st.Fields {
			if p.tokens[f.Pos].IsValid() && !seen[f.Pos] && p.mine(f.Pos) {
				seen[f.Pos] = true
				fields = append(fields, wireField{f, owner})
			}
			inlineStructs(f.Type, func(st *contract.Struct) { visit(owner+"."+f.Go[len(f.Go)-1].Name, st) })
		}
	}
	for _, n := range p.contract.Types {
		switch {
		case n.Struct != nil:
			visit(n.Name, n.Struct)
		case n.Union != nil && n.Union.Envelope != nil:
			visit(n.Name, n.Union.Envelope)
		case n.Underlying != nil:
			inlineStructs(n.Underlying, func(st *contract.Struct) { visit(n.Name, st) })
		}
	}
	return fields
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

// bare returns a type without the pointers around it.
func bare(t *contract.Type) *contract.Type {
	for t.Kind == contract.Pointer {
		t = t.Elem
	}
	return t
}

// within tells that a type, or what a pointer, slice, array or map in it holds, has
// a property. Types with a name are left to where they are declared.
func within(t *contract.Type, has func(*contract.Type) bool) bool {
	if has(t) {
		return true
	}
	return t.Elem != nil && within(t.Elem, has)
}

// tagOf returns the tag of a field of this package, or nil if it is not written in
// back quotes, as all are that people write.
func (p *pass) tagOf(f wireField) *ast.BasicLit {
	pos := p.tokens[f.Pos]
	file := p.fileOf(pos)
	if file == nil {
		return nil
	}
	var tag *ast.BasicLit
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil || pos < n.Pos() || n.End() <= pos {
			return false
		}
		if field, ok := n.(*ast.Field); ok {
			tag = field.Tag
		}
		return true
	})
	if tag == nil || !strings.HasPrefix(tag.Value, "`") {
		return nil
	}
	return tag
}
