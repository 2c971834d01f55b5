package breaking_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// An edit is an entry of the corpus: a piece of a contract before and after a
// change, and what each direction of time is expected to find.
//
//	=== name
//	the Go code before
//	--- after
//	the Go code after
//	>>> forward client: ID! ID; server: ID~; connecting: ID
//	>>> reverse …
//
// An id that breaks has a bang, one that is risky a tilde. What is expected is
// recorded with -update, and then held against execution; see oracle_test.go.
//
// Code without a channel is that of a message M, which a channel carries both
// ways. Declared names are made unique, since all edits of a file are built as
// one package.
type edit struct {
	file, name       string
	index            int // within the file
	before, after    string
	forward, reverse string
}

// channel is the name of the channel of code that has none.
func (e *edit) channel() string { return fmt.Sprintf("e%d", e.index) }

// readCorpus returns the edits of all files.
func readCorpus(t *testing.T) []*edit {
	t.Helper()
	names, err := filepath.Glob("testdata/corpus/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no corpus", err)
	}
	var edits []*edit
	seen := map[string]bool{}
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file := strings.TrimSuffix(filepath.Base(name), ".txt")
		for i, text := range strings.Split("\n"+string(content), "\n=== ")[1:] {
			e := &edit{file: file, index: i}
			var rest string
			e.name, rest, _ = strings.Cut(text, "\n")
			for line := range strings.Lines(rest) {
				if expected, ok := strings.CutPrefix(line, ">>> forward "); ok {
					e.forward = strings.TrimSpace(expected)
				} else if expected, ok := strings.CutPrefix(line, ">>> reverse "); ok {
					e.reverse = strings.TrimSpace(expected)
				}
			}
			rest, _, _ = strings.Cut(rest, "\n>>> ")
			var ok bool
			if e.before, e.after, ok = strings.Cut(rest, "--- after\n"); !ok {
				t.Fatalf("%s: edit %s has no line --- after", name, e.name)
			}
			if seen[e.name] {
				t.Errorf("%s: edit %s is there twice", name, e.name)
			}
			seen[e.name] = true
			edits = append(edits, e)
		}
	}
	return edits
}

// writeCorpus records what is expected of the edits.
func writeCorpus(t *testing.T, edits []*edit) {
	t.Helper()
	files := map[string]*strings.Builder{}
	for _, e := range edits {
		b := files[e.file]
		if b == nil {
			b = new(strings.Builder)
			files[e.file] = b
			old, err := os.ReadFile(filepath.Join("testdata/corpus", e.file+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			head, _, _ := strings.Cut("\n"+string(old), "\n=== ")
			b.WriteString(strings.TrimPrefix(head, "\n"))
			if head != "" {
				b.WriteString("\n")
			}
		}
		fmt.Fprintf(b, "=== %s\n%s\n--- after\n%s\n>>> forward %s\n>>> reverse %s\n\n",
			e.name, strings.Trim(e.before, "\n"), strings.Trim(e.after, "\n"), e.forward, e.reverse)
	}
	for file, b := range files {
		text := strings.TrimRight(b.String(), "\n") + "\n"
		if err := os.WriteFile(filepath.Join("testdata/corpus", file+".txt"), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// source makes a Go file of a side of an edit, in the package of its file.
func (e *edit) source(t *testing.T, code string) []byte {
	t.Helper()
	if !strings.Contains(code, "ws:channel") {
		code += fmt.Sprintf("\n// ws:channel %s path=/%s\ntype C struct {\n\tClientToServer M\n\tServerToClient M\n}\n", e.channel(), e.channel())
	}
	head := "package " + e.file + "\n\n"
	for _, path := range []string{"encoding/json", "errors", "time", "math/big", "net/netip"} {
		if regexp.MustCompile(`\b` + filepath.Base(path) + `\.[A-Z]`).MatchString(code) {
			head += fmt.Sprintf("import %q\n", path)
		}
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, e.name, head+code, parser.ParseComments)
	if err != nil {
		t.Fatalf("edit %s: %v", e.name, err)
	}
	e.makeUnique(t, file)
	var b bytes.Buffer
	if err := format.Node(&b, fset, file); err != nil {
		t.Fatalf("edit %s: %v", e.name, err)
	}
	return b.Bytes()
}

// makeUnique gives the types, constants, functions and markers of an edit names that no
// other edit of the file has. The same name becomes the same before and after.
func (e *edit) makeUnique(t *testing.T, file *ast.File) {
	t.Helper()
	var names []string
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if decl.Recv == nil || strings.HasPrefix(decl.Name.Name, "is") {
				names = append(names, decl.Name.Name)
			}
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					names = append(names, spec.Name.Name)
				case *ast.ValueSpec:
					for _, name := range spec.Names {
						names = append(names, name.Name)
					}
				}
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && slices.Contains(names, id.Name) {
			id.Name = fmt.Sprintf("%sE%d", id.Name, e.index)
		}
		return true
	})
}
