package code

import (
	"bytes"
	"fmt"
	"go/format"
	"slices"
	"strconv"
	"strings"
)

// An Output is a file that should exist after a run, and what should be in it.
type Output struct {
	Path    string
	Content []byte
}

// A File is a Go file that is being printed.
type File struct {
	header  string
	pkg     string
	imports *Imports
	used    map[string]bool // import paths
	body    bytes.Buffer

	// Build is a build constraint, or "".
	Build string
}

// NewFile returns a file of the package with the given name. The header is its
// first comment, without slashes.
func NewFile(header, pkg string, imports *Imports) *File {
	return &File{header: header, pkg: pkg, imports: imports, used: map[string]bool{}}
}

// P prints a line.
func (f *File) P(format string, args ...any) {
	fmt.Fprintf(&f.body, format, args...)
	f.body.WriteByte('\n')
}

// Doc prints text as a comment, one line for each of its lines.
func (f *File) Doc(text string) {
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		f.P("%s", strings.TrimRight("// "+line, " \t\r"))
	}
}

// Use imports a package whose package clause says name, and returns what
// stands before the dot where its declarations are used.
func (f *File) Use(path, name string) string {
	f.used[path] = true
	return f.imports.Name(path, name)
}

// Bytes returns the file as gofmt prints it. An error means that what was
// printed is not Go, which should never happen; it shows the source with line
// numbers.
func (f *File) Bytes() ([]byte, error) {
	var src bytes.Buffer
	fmt.Fprintf(&src, "// %s\n\n", f.header)
	if f.Build != "" {
		fmt.Fprintf(&src, "//go:build %s\n\n", f.Build)
	}
	fmt.Fprintf(&src, "package %s\n\n", f.pkg)
	f.printImports(&src)
	src.Write(f.body.Bytes())
	b, err := format.Source(src.Bytes())
	if err != nil {
		return nil, fmt.Errorf("emitted code is not Go, which should never happen: %w\n%s", err, numbered(src.Bytes()))
	}
	return b, nil
}

// printImports prints the import declaration: the standard library first, then
// the rest.
func (f *File) printImports(src *bytes.Buffer) {
	var standard, others []string
	for path := range f.used {
		if isStandard(path) {
			standard = append(standard, path)
		} else {
			others = append(others, path)
		}
	}
	slices.Sort(standard)
	slices.Sort(others)
	switch all := slices.Concat(standard, others); len(all) {
	case 0:
		return
	case 1:
		fmt.Fprintf(src, "import %s\n\n", f.imports.spec(all[0]))
		return
	}
	src.WriteString("import (\n")
	for _, path := range standard {
		fmt.Fprintf(src, "\t%s\n", f.imports.spec(path))
	}
	if len(standard) > 0 && len(others) > 0 {
		src.WriteByte('\n')
	}
	for _, path := range others {
		fmt.Fprintf(src, "\t%s\n", f.imports.spec(path))
	}
	src.WriteString(")\n\n")
}

// isStandard tells import paths of the standard library as goimports does: the
// first element of all others should have a dot.
func isStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

// numbered returns src with a number before each line.
func numbered(src []byte) string {
	lines := strings.SplitAfter(string(src), "\n")
	width := len(strconv.Itoa(len(lines)))
	var b strings.Builder
	for i, line := range lines {
		fmt.Fprintf(&b, "%*d  %s", width, i+1, line)
	}
	return b.String()
}
