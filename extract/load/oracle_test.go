package load

import (
	"context"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/wscontract/wscontract/extract"
	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/source"
)

// TestPackagesSeesWhatTheCompilerSees holds the contracts of Packages to those of a
// program that go/packages has parsed and type-checked whole, every function
// and every imported package from source.
func TestPackagesSeesWhatTheCompilerSees(t *testing.T) {
	if testing.Short() {
		t.Skip("type-checks much of the standard library")
	}
	for _, module := range []struct{ dir, patterns string }{
		{filepath.Join("..", ".."), "testdata"},
		{filepath.Join("..", "..", "testdata", "real"), "."}, // a module of its own, with real dependencies
	} {
		t.Run(module.patterns, func(t *testing.T) {
			t.Parallel()
			patterns := packagesBelow(t, module.dir, module.patterns)
			p, diags, err := Packages(context.Background(), Config{Dir: module.dir}, patterns...)
			if err != nil {
				t.Fatal(err)
			}
			wantLines(t, lines(diags))
			got, diags := extract.Extract(p)
			wantLines(t, lines(diags))
			if len(got.Channels) == 0 {
				t.Fatal("no channels")
			}
			whole, diags := extract.Extract(loadWhole(t, module.dir, patterns))
			wantLines(t, lines(diags))
			compareContracts(t, got, whole)
		})
	}
}

// packagesBelow returns a pattern for each directory below root that has Go
// files of its own, apart from other modules and what is bad on purpose.
func packagesBelow(t *testing.T, module, root string) []string {
	t.Helper()
	var patterns []string
	err := filepath.WalkDir(filepath.Join(module, root), func(name string, entry os.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		_, noModule := os.Stat(filepath.Join(name, "go.mod"))
		if entry.Name() == "bad" || entry.Name() == "vet" || noModule == nil && name != filepath.Join(module, root) {
			return filepath.SkipDir
		}
		if files, _ := filepath.Glob(filepath.Join(name, "*.go")); slices.ContainsFunc(files, func(f string) bool { return !strings.HasSuffix(f, "_test.go") }) {
			rel, err := filepath.Rel(module, name)
			if err != nil {
				return err
			}
			patterns = append(patterns, "./"+filepath.ToSlash(rel))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return patterns
}

// loadWhole loads a program without leaving anything out.
func loadWhole(t *testing.T, dir string, patterns []string) *source.Program {
	t.Helper()
	fset := token.NewFileSet()
	roots, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: dir, Fset: fset}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	names := newNames(fset)
	all := map[string]*packages.Package{}
	packages.Visit(roots, func(p *packages.Package) bool {
		all[p.PkgPath] = p
		names.add(p)
		return true
	}, nil)
	decls := map[string]*source.Decls{}
	whole := &source.Program{
		Dir:      func(path string) string { return all[path].Dir },
		Local:    func(path string) bool { return all[path].Module != nil && all[path].Module.Main },
		Errors:   func(string) []types.Error { return nil },
		Declared: func(string) (d, i map[string]contract.Position) { return nil, nil },
		Position: names.position,
		Decls: func(path string) *source.Decls {
			if decls[path] == nil {
				decls[path], _ = source.ReadDecls(fset, all[path].Syntax, names.position)
			}
			return decls[path]
		},
	}
	slices.SortFunc(roots, func(a, b *packages.Package) int { return strings.Compare(a.PkgPath, b.PkgPath) })
	for _, p := range roots {
		for _, d := range whole.Decls(p.PkgPath).Types {
			if d.Directive("channel") != nil || d.Directive("channels") != nil {
				whole.Packages = append(whole.Packages, &source.Package{Fset: fset, Files: p.Syntax, Pkg: p.Types, Info: p.TypesInfo})
				break
			}
		}
	}
	return whole
}

// compareContracts compares the saved forms of two contracts.
func compareContracts(t *testing.T, got, want *contract.Contract) {
	t.Helper()
	var a, b strings.Builder
	if err := got.Encode(&a); err != nil {
		t.Fatal(err)
	}
	if err := want.Encode(&b); err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(a.String(), "\n"), strings.Split(b.String(), "\n")
	for i := range min(len(gotLines), len(wantLines)) {
		if gotLines[i] != wantLines[i] {
			t.Fatalf("line %d of the contract:\n%s\nwant\n%s", i+1, strings.Join(gotLines[max(0, i-5):i+1], "\n"), wantLines[i])
		}
	}
	if len(gotLines) != len(wantLines) {
		t.Errorf("the contract has %d lines, want %d", len(gotLines), len(wantLines))
	}
}
