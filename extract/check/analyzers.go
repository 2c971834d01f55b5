// Package check finds mistakes in contracts and in the code that serves them.
//
// What [github.com/wscontract/wscontract/extract] refuses is wrong by itself.
// The analyzers here report that in an editor and in go vet, and go further: they
// find what is allowed and still not what its author meant, such as a number that
// JavaScript rounds, a type switch that forgets a variant, or generated code that
// is older than its contract.
//
// The analyzers are those of golang.org/x/tools/go/analysis, so that every driver
// of such runs them: wscontract vet, go vet -vettool, gopls, golangci-lint.
//
// # No false alarms
//
// Each analyzer reports what it can tell for sure, and is silent when in doubt.
// What is right in one place is silenced there, with a reason:
//
//	//ws:ignore int64 "ids are below 2^53"
//
// # One extraction
//
// All of them require one analyzer that extracts the contract of the package, with
// the code that generate runs. A package without directives costs a look at its
// comments. What a package must know of those that it imports travels as a fact.
//
// # Adding an analyzer
//
// An analyzer is a file with its documentation under a heading "Analyzer NAME", a
// line in [Analyzers], its name in the table of package directive, and a directory
// testdata/vet/src/NAME.
package check

import (
	"embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Analyzers are all analyzers, in the order of their names.
var Analyzers = []*analysis.Analyzer{
	anyAnalyzer,
	blockingAnalyzer,
	bytearrayAnalyzer,
	casekeysAnalyzer,
	contractAnalyzer,
	contradictionAnalyzer,
	durationAnalyzer,
	endlessAnalyzer,
	int64Analyzer,
	jsontagAnalyzer,
	lateuseAnalyzer,
	mapkeyAnalyzer,
	nodiveAnalyzer,
	omitemptyAnalyzer,
	samechannelAnalyzer,
	servedtwiceAnalyzer,
	staleAnalyzer,
	storedctxAnalyzer,
	unionswitchAnalyzer,
	unservedAnalyzer,
	unusedignoreAnalyzer,
}

// Page is the page that explains all analyzers, each under its name.
const Page = "https://github.com/wscontract/wscontract/blob/main/docs/vet.md"

// newAnalyzer makes an analyzer that looks at the contract of a package, or at
// code that uses one. Its result are the ws:ignore that have silenced it.
func newAnalyzer(name string, run func(*pass)) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:             name,
		Doc:              documentation(name),
		URL:              Page,
		Requires:         []*analysis.Analyzer{sourceAnalyzer},
		ResultType:       reflect.TypeFor[[]token.Pos](),
		RunDespiteErrors: true,
		Run: func(ap *analysis.Pass) (any, error) {
			p := &pass{Pass: ap, known: ap.ResultOf[sourceAnalyzer].(*known)}
			run(p)
			return p.used, nil
		},
	}
}

// sources are the files of this package, whose comments are the documentation.
//
//go:embed *.go
var sources embed.FS

// documentation returns what the file of an analyzer says under its heading.
// The first line is "NAME: SUMMARY", as go/analysis wants it.
func documentation(name string) string {
	src, err := sources.ReadFile(name + ".go")
	if err != nil {
		panic(err) // the file has the name of the analyzer
	}
	file, err := parser.ParseFile(token.NewFileSet(), name+".go", src, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		panic(err) // it has been compiled
	}
	return section(file.Doc, name)
}

// section returns the text of a comment below the heading "Analyzer NAME".
func section(doc *ast.CommentGroup, name string) string {
	text, ok := strings.CutPrefix(doc.Text(), "# Analyzer "+name+"\n\n")
	if !ok || !strings.HasPrefix(text, name+": ") {
		panic(fmt.Sprintf("check: the comment of %s.go does not begin with the heading and the line %[1]s: SUMMARY", name))
	}
	return strings.TrimSpace(text)
}
