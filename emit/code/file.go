package code

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"go/build/constraint"
	"go/format"
	"slices"
	"strconv"
	"strings"
	"unicode"
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
	depth   int    // of the brackets around the next line
	line    []byte // memory for a line
	err     error  // the first mistake that was noticed

	// Build is a build constraint, or "".
	Build string
}

// NewFile returns a file of the package with the given name. The header is its
// first comment, without slashes.
func NewFile(header, pkg string, imports *Imports) *File {
	return &File{header: header, pkg: pkg, imports: imports, used: map[string]bool{}}
}

// P prints a line, behind as many tabs as it is deep in brackets. The brackets
// that it leaves open are at its end, and those that it closes at its beginning.
func (f *File) P(format string, args ...any) {
	f.line = fmt.Appendf(f.line[:0], format, args...)
	line := bytes.TrimLeft(f.line, "\t")
	if len(line) > 0 {
		f.indent(line)
	}
	f.body.Write(line)
	f.body.WriteByte('\n')
}

// indent prints the tabs before a line. However many brackets stand together,
// gofmt indents once.
func (f *File) indent(line []byte) {
	code := !bytes.HasPrefix(line, []byte("//"))
	if code && strings.IndexByte(")]}", line[0]) >= 0 {
		f.depth--
		if f.depth < 0 {
			f.err = cmp.Or(f.err, errBrackets)
		}
	}
	tabs := f.depth
	if bytes.HasPrefix(line, []byte("case ")) || string(line) == "default:" {
		tabs--
	}
	for range tabs {
		f.body.WriteByte('\t')
	}
	if code && strings.IndexByte("([{", line[len(line)-1]) >= 0 {
		f.depth++
	}
}

var errBrackets = errors.New("brackets do not match")

// Columns prints the declarations that print prints, in which gofmt puts
// something into columns.
func (f *File) Columns(print func()) {
	start := f.body.Len()
	print()
	formatted, err := format.Source(f.body.Bytes()[start:])
	if err != nil {
		f.err = cmp.Or(f.err, err)
		return
	}
	f.body.Truncate(start)
	f.body.Write(formatted)
}

// Doc prints text as a comment, one line for each of its lines.
func (f *File) Doc(text string) {
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		f.P("%s", strings.TrimRightFunc("// "+line, unicode.IsSpace))
	}
}

// Use imports a package whose package clause says name, and returns what
// stands before the dot where its declarations are used.
func (f *File) Use(path, name string) string {
	f.used[path] = true
	return f.imports.Name(path, name)
}

// Bytes returns the file, as gofmt would print it. An error means that brackets
// do not match or [File.Columns] was given what is not Go, which should never
// happen; it shows the source with line numbers.
func (f *File) Bytes() ([]byte, error) {
	var src bytes.Buffer
	fmt.Fprintf(&src, "// %s\n\n", f.header)
	if f.Build != "" {
		fmt.Fprintf(&src, "%s\n\n", buildLine(f.Build))
	}
	fmt.Fprintf(&src, "package %s\n\n", f.pkg)
	f.printImports(&src)
	src.Write(f.body.Bytes())
	err := f.err
	if f.depth != 0 {
		err = cmp.Or(err, errBrackets)
	}
	if err != nil {
		return nil, fmt.Errorf("emitted code is not Go, which should never happen: %w\n%s", err, numbered(src.Bytes()))
	}
	return src.Bytes(), nil
}

// buildLine returns the line of a build constraint, which gofmt writes in one way
// only.
func buildLine(expr string) string {
	line := "//go:build " + expr
	if x, err := constraint.Parse(line); err == nil {
		line = "//go:build " + x.String()
	}
	return line
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
