package extract

import (
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
	"github.com/wscontract/wscontract/extract/source"
)

// The import path of the root of a test program. Packages elsewhere are those
// of other modules.
const testModule = "example.com/m"

// exportFiles are the export data of the packages that test programs import.
var exportFiles = sync.OnceValues(func() (map[string]string, error) {
	out, err := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}",
		"encoding/json", "errors", "fmt", "math/big", "net/netip", "sync", "time",
		"github.com/go-json-experiment/json/jsontext").Output()
	files := map[string]string{}
	for line := range strings.Lines(string(out)) {
		if p, file, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			files[p] = file
		}
	}
	return files, err
})

// program type-checks a txtar archive. A file at the root belongs to the
// package example.com/m, one in a directory a/b to example.com/m/a/b, and one
// below a directory with a dot in its name to another module.
func program(t *testing.T, src string) *source.Program {
	t.Helper()
	exports, err := exportFiles()
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	files := map[string][]*ast.File{} // by import path
	for _, f := range txtar.Parse([]byte(src)).Files {
		file, err := parser.ParseFile(fset, f.Name, f.Data, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		pkg := path.Dir(f.Name)
		if first, _, _ := strings.Cut(pkg, "/"); !strings.Contains(strings.TrimPrefix(first, "."), ".") {
			pkg = path.Join(testModule, pkg)
		}
		files[pkg] = append(files[pkg], file)
	}
	position := func(pos token.Pos) contract.Position {
		p := fset.Position(pos)
		return contract.Position{File: p.Filename, Line: p.Line, Column: p.Column}
	}

	c := &checker{fset: fset, files: files, checked: map[string]*source.Package{}}
	c.std = importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, errors.New("not listed in exportFiles")
		}
		return os.Open(exports[path])
	})
	decls := map[string]*source.Decls{}
	var mistakes diag.List
	p := &source.Program{
		Dir:      func(path string) string { return path },
		Local:    func(path string) bool { return path == testModule || strings.HasPrefix(path, testModule+"/") },
		Position: position,
		Errors: func(path string) []types.Error {
			if s := c.checked[path]; s != nil {
				return s.Errors
			}
			return nil
		},
		Declared: func(string) (decls, imports map[string]contract.Position) { return nil, nil },
		Decls: func(path string) *source.Decls {
			if decls[path] == nil {
				d, list := source.ReadDecls(fset, files[path], position)
				decls[path] = d
				mistakes = append(mistakes, list...)
			}
			return decls[path]
		},
	}
	for _, path := range slices.Sorted(maps.Keys(files)) {
		s := c.check(path)
		for _, d := range p.Decls(path).Types {
			if p.Local(path) && (d.Directive("channel") != nil || d.Directive("channels") != nil) {
				p.Packages = append(p.Packages, s)
				break
			}
		}
	}
	for _, m := range mistakes {
		t.Errorf("%v: %s", m.Pos, m.Message)
	}
	return p
}

// A checker type-checks the packages of a test program as they are imported.
type checker struct {
	fset    *token.FileSet
	files   map[string][]*ast.File
	checked map[string]*source.Package
	std     types.Importer
}

func (c *checker) Import(path string) (*types.Package, error) {
	if c.files[path] == nil {
		return c.std.Import(path)
	}
	return c.check(path).Pkg, nil
}

func (c *checker) check(path string) *source.Package {
	if s := c.checked[path]; s != nil {
		return s
	}
	s := &source.Package{Fset: c.fset, Files: c.files[path], Info: &types.Info{Uses: map[*ast.Ident]types.Object{}}}
	config := types.Config{Importer: c, Error: func(err error) { s.Errors = append(s.Errors, err.(types.Error)) }}
	s.Pkg, _ = config.Check(path, c.fset, s.Files, s.Info)
	c.checked[path] = s
	return s
}

// extracted returns the contract of a txtar archive, which must be good.
func extracted(t *testing.T, src string) *contract.Contract {
	t.Helper()
	c, diags := Extract(program(t, src))
	for _, d := range diags {
		t.Errorf("%s:%d:%d: %s", d.Pos.File, d.Pos.Line, d.Pos.Column, d.Message)
	}
	if t.Failed() {
		t.FailNow()
	}
	return c
}

// messages wraps declarations into a package with one channel that sends T.
func messages(decls string) string {
	return "-- chan.go --\npackage m\n\n//ws:channel\ntype Chan struct {\n\tServerToClient T\n}\n-- a.go --\npackage m\n\n" + decls
}

// typeOf returns the named type of the package m with the given name.
func typeOf(t *testing.T, c *contract.Contract, name string) *contract.Named {
	t.Helper()
	for _, n := range c.Types {
		if shortID(n.ID) == name {
			return n
		}
	}
	t.Fatalf("no type %s; there are %q", name, ids(c))
	return nil
}

// ids returns the IDs of the types of a contract.
func ids(c *contract.Contract) []string {
	var ids []string
	for _, n := range c.Types {
		ids = append(ids, shortID(n.ID))
	}
	return ids
}

// shortID leaves the package m out of an ID.
func shortID(id string) string { return strings.ReplaceAll(id, testModule+".", "") }

// show writes a wire type as a short expression.
func show(t *contract.Type) string {
	switch t.Kind {
	case contract.Pointer:
		return "*" + show(t.Elem)
	case contract.Slice:
		return "[]" + show(t.Elem)
	case contract.Array:
		return fmt.Sprintf("[%d]%s", t.Len, show(t.Elem))
	case contract.ByteArray:
		return fmt.Sprintf("bytes%d", t.Len)
	case contract.Map:
		return "map[" + show(t.Key) + "]" + show(t.Elem)
	case contract.Ref:
		return shortID(t.Name)
	case contract.Inline:
		return "{" + strings.Join(showFields(t.Struct), "; ") + "}"
	}
	return string(t.Kind)
}

// showFields writes the fields of a struct, each as
//
//	Go.Path key type flags
func showFields(st *contract.Struct) []string {
	lines := []string{}
	for _, f := range st.Fields {
		lines = append(lines, showField(f))
	}
	for _, c := range st.Consts {
		lines = append(lines, fmt.Sprintf("= %s %s", c.Name, c.Value))
	}
	if st.Fallback != nil {
		lines = append(lines, "others "+showField(st.Fallback))
	}
	return lines
}

func showField(f *contract.Field) string {
	var path []string
	for _, s := range f.Go {
		name := s.Name
		if s.Pointer {
			name = "*" + name
		}
		path = append(path, name)
	}
	line := strings.Join(path, ".") + " " + f.Name + " " + show(f.Type)
	for _, flag := range []struct {
		name string
		set  bool
	}{
		{"required", f.Required}, {"nullable", f.Nullable}, {"omitempty", f.OmitEmpty}, {"omitzero", f.OmitZero},
		{"quoted", f.Quoted}, {"fold", f.IgnoreCase},
	} {
		if flag.set {
			line += " " + flag.name
		}
	}
	if f.Const != nil {
		line += " =" + f.Const.Value
	}
	if f.Rules != nil {
		line += " " + showRules(f.Rules)
	}
	return line
}

func showRules(r *contract.Rules) string {
	var parts []string
	for _, rule := range r.Rules {
		parts = append(parts, showRule(rule))
	}
	if r.Keys != nil {
		parts = append(parts, "keys("+showRules(r.Keys)+")")
	}
	if r.Elem != nil {
		parts = append(parts, "dive("+showRules(r.Elem)+")")
	}
	return strings.Join(parts, ",")
}

func showRule(r *contract.Rule) string {
	var alternatives []string
	for _, a := range r.Or {
		alternatives = append(alternatives, showRule(a))
	}
	if len(alternatives) > 0 {
		return strings.Join(alternatives, "|")
	}
	if r.Param != "" {
		return r.Name + "=" + r.Param
	}
	return r.Name
}
