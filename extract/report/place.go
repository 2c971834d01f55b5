package report

import (
	"bytes"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf16"

	"github.com/wscontract/wscontract/extract/contract"
)

// inSource returns the file of a position as services see it that have the sources
// and not the machine: with slashes, from the root of the sources. A file elsewhere
// is named from the working directory, and one that is not there keeps its absolute
// path.
func (r *Report) inSource(p contract.Position) (path string, below bool) {
	abs, err := filepath.Abs(r.file(p))
	if err != nil { // there is no working directory
		abs = r.file(p)
	}
	for _, dir := range []string{r.Root, "."} {
		if dir, err = filepath.Abs(dir); err != nil {
			continue
		}
		if rel, err := filepath.Rel(dir, abs); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel), true
		}
	}
	return filepath.ToSlash(abs), !filepath.IsAbs(abs)
}

// relativeURI makes a path with slashes a relative reference of RFC 3986. A colon in
// its first segment would end the scheme of a URI.
func relativeURI(path string) string {
	return strings.ReplaceAll((&url.URL{Path: path}).EscapedPath(), ":", "%3A")
}

// fileURI makes an absolute path with slashes a URI of RFC 8089:
//
//	/home/ada/chat.go       file:///home/ada/chat.go
//	C:/ada/chat.go          file:///C:/ada/chat.go
//	//server/ada/chat.go    file://server/ada/chat.go
func fileURI(path string) string {
	u := url.URL{Scheme: "file", Path: path}
	if share, ok := strings.CutPrefix(path, "//"); ok {
		host, rest, _ := strings.Cut(share, "/")
		u.Host, u.Path = host, "/"+rest
	} else if !strings.HasPrefix(path, "/") {
		u.Path = "/" + path
	}
	return u.String()
}

// columns counts columns in UTF-16 code units, as editors and SARIF do. A column of a
// position counts bytes, as those of Go do, so that its line has to be read.
type columns struct {
	report *Report
	lines  map[string][][]byte // by file
}

// of returns the column of a position, as it is where the line cannot be read.
func (c *columns) of(p contract.Position) int {
	if p.File == "" || p.Line == 0 || p.Column < 2 {
		return p.Column
	}
	file := c.report.file(p)
	lines, ok := c.lines[file]
	if !ok {
		src, _ := os.ReadFile(file)
		lines = bytes.Split(src, []byte("\n"))
		c.lines[file] = lines
	}
	if p.Line > len(lines) || p.Column-1 > len(lines[p.Line-1]) {
		return p.Column
	}
	column := 1
	for _, r := range string(lines[p.Line-1][:p.Column-1]) {
		column += utf16.RuneLen(r)
	}
	return column
}
