package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
	"github.com/wscontract/wscontract/extract/directive"
	"github.com/wscontract/wscontract/extract/source"
)

// sourceAnalyzer extracts the contract of a package. It reports nothing: what is
// wrong with the contract is for contractAnalyzer, which can be switched off.
var sourceAnalyzer = &analysis.Analyzer{
	Name:             "wscontract",
	Doc:              "wscontract: extract the contract of a package, for the other analyzers",
	RunDespiteErrors: true,
	ResultType:       reflect.TypeFor[*known](),
	FactTypes:        []analysis.Fact{new(programFact)},
	Run:              func(p *analysis.Pass) (any, error) { return newKnown(p), nil },
}

// A known is what all analyzers know of a package.
type known struct {
	files []*ast.File // those that a person wrote, without tests

	// contract is nil when the package declares no channels, or when it is wrong.
	contract *contract.Contract
	mistakes diag.List
	// tokens leads from the positions of the contract back to those of the pass.
	tokens map[contract.Position]token.Pos
	// foreign are the files of the module whose package declares no channels.
	foreign map[string]bool

	ignores []directive.Ignore
	// facts are those of the packages that this one imports, itself or through others,
	// by path.
	facts map[string]*packageFact
	// mentions and functions are those of [packageFact], and servers the calls of
	// runtime.NewServer.
	mentions  []string
	functions []functionFact
	servers   []*ast.CallExpr
}

func newKnown(p *analysis.Pass) *known {
	k := &known{facts: map[string]*packageFact{}, tokens: map[contract.Position]token.Pos{}, foreign: map[string]bool{}}
	for _, f := range p.AllPackageFacts() {
		for _, linked := range f.Fact.(*programFact).Packages {
			if had := k.facts[linked.Path]; had == nil || had.Source == nil {
				k.facts[linked.Path] = linked
			}
		}
	}
	var written []*ast.File // with tests
	for _, file := range p.Files {
		name := p.Fset.PositionFor(file.Package, false).Filename
		if source.IsOutput(name, file) {
			continue
		}
		written = append(written, file)
		if !strings.HasSuffix(name, "_test.go") {
			k.files = append(k.files, file)
		}
	}
	if directive.AnyIn(written) {
		k.ignores, _ = directive.Ignores(p.Fset, written)
		k.extract(p)
	}
	if p.TypesInfo != nil {
		k.mentions, k.functions, k.servers = k.findMentions(p), k.findFunctions(p), k.newServers(p)
	}
	if fact := k.programFact(p); fact != nil {
		p.ExportPackageFact(fact)
	}
	return k
}

// extract makes the contract of the package.
func (k *known) extract(p *analysis.Pass) {
	if len(k.files) == 0 {
		return
	}
	l := &loader{pass: p, known: k, exported: true, checked: map[string]*source.Package{}, decls: map[string]*source.Decls{}}
	decls, mistakes := source.ReadDecls(p.Fset, k.files, l.position)
	k.mistakes = append(mistakes, source.Misplaced(p.Pkg, decls, l.position)...)
	l.decls[p.Pkg.Path()] = decls
	if !declaresChannels(decls) {
		return
	}
	c, more := l.extract()
	if len(more) > 0 || l.incomplete || l.doubtful || k.hides(p, c) {
		l = &loader{pass: p, known: k, checked: map[string]*source.Package{}, decls: map[string]*source.Decls{p.Pkg.Path(): decls}}
		c, more = l.extract()
	}
	if !l.isComplete(more) {
		return // export data was not enough to be sure
	}
	k.mistakes = append(k.mistakes, more...)
	k.mistakes.Sort()
	if len(k.mistakes) == 0 {
		c.Named("") // makes the index, which analyzers read at the same time
		k.contract = c
	}
}

// hides tells that export data may say too little of a contract: it has other types
// than structs of packages whose source is known, such as unions, whose variants it
// need not mention.
func (k *known) hides(p *analysis.Pass, c *contract.Contract) bool {
	return slices.ContainsFunc(c.Types, func(n *contract.Named) bool {
		f := k.facts[n.Package]
		return n.Package != p.Pkg.Path() && f != nil && f.Source != nil && n.Struct == nil
	})
}

// inWorkspace returns the contract as it is when other modules on this machine belong
// to the same workspace, which an analyzer is not told. It decides whether an enum of
// such a module is closed.
func (k *known) inWorkspace(p *analysis.Pass) *contract.Contract {
	other := &known{files: k.files, facts: k.facts, tokens: map[contract.Position]token.Pos{}, foreign: map[string]bool{}}
	l := &loader{pass: p, known: other, checked: map[string]*source.Package{}, decls: map[string]*source.Decls{}, workspace: true}
	l.decls[p.Pkg.Path()], _ = source.ReadDecls(p.Fset, k.files, l.position)
	c, _ := l.extract()
	return c
}

func declaresChannels(decls *source.Decls) bool {
	for _, d := range decls.Types {
		for _, dir := range d.Directives {
			if dir.Name == "channel" || dir.Name == "channels" {
				return true
			}
		}
	}
	return false
}

// ignoreAt returns the position of the ws:ignore that silences a rule at a
// position, or NoPos. Of several it is the one that covers least.
func (k *known) ignoreAt(rule string, pos token.Pos) token.Pos {
	var least directive.Ignore
	for _, i := range k.ignores {
		if i.Rule == rule && i.From <= pos && pos < i.To && (!least.Pos.IsValid() || i.To-i.From < least.To-least.From) {
			least = i
		}
	}
	if least.Pos.IsValid() || k.contract == nil {
		return least.Pos
	}
	for at, t := range k.tokens {
		if t == pos {
			if i := k.contract.IgnoreAt(rule, at); i != nil {
				return k.tokens[i.Pos]
			}
		}
	}
	return token.NoPos
}

// runtimeType returns t if it is the type of package runtime with the given name,
// such as Handler, and otherwise nil.
func runtimeType(t types.Type, name string) *types.Named {
	n, ok := types.Unalias(t).(*types.Named)
	if ok && n.Obj().Name() == name && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == runtimePath {
		return n
	}
	return nil
}

// runtimePath is the import path of the package that serves contracts.
const runtimePath = "github.com/wscontract/wscontract/runtime"
