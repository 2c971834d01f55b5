package load

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/extract/diag"
)

// TestBad loads and extracts each package below testdata/bad and compares what
// is reported with the comments in it:
//
//	… // want "regexp"           on this line
//	// want@-1 "regexp"          on the line above, @+2 two lines below
//	… // want:5 "regexp"         in column 5 of this line
//
// A comment may have several expressions, and a line several comments.
// Every diagnostic needs its comment, and every comment its diagnostic.
func TestBad(t *testing.T) {
	root := filepath.Join("..", "..", "testdata", "bad")
	cases, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.Name(), func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(root, c.Name())
			_, diags, err := Contract(context.Background(), Config{Dir: dir}, "./...")
			if err != nil {
				t.Fatal(err)
			}
			wants := expectations(t, dir)
			for _, d := range diags {
				if !wants.meet(d) {
					t.Errorf("%s:%d:%d: unexpected: %s", d.Pos.File, d.Pos.Line, d.Pos.Column, d.Message)
				}
				if d.Code == "" || d.End.Line != 0 && d.End.Line < d.Pos.Line {
					t.Errorf("%s:%d:%d: code %q, end %v", d.Pos.File, d.Pos.Line, d.Pos.Column, d.Code, d.End)
				}
			}
			for _, w := range wants {
				if !w.met {
					t.Errorf("%s:%d: missing: %s", w.file, w.line, w.message)
				}
			}
		})
	}
}

// A want is one diagnostic that is expected.
type want struct {
	file    string // base name
	line    int
	column  int // 0 for any
	message *regexp.Regexp
	met     bool
}

type wants []*want

// meet finds the expectation that a diagnostic meets.
func (ws wants) meet(d diag.Diagnostic) bool {
	for _, w := range ws {
		if !w.met && w.file == filepath.Base(d.Pos.File) && w.line == d.Pos.Line &&
			(w.column == 0 || w.column == d.Pos.Column) && w.message.MatchString(d.Message) {
			w.met = true
			return true
		}
	}
	return false
}

const quoted = "\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`"

var (
	wantComment = regexp.MustCompile("// want(@[+-][0-9]+)?(:[0-9]+)?((?: (?:" + quoted + "))+)")
	wantMessage = regexp.MustCompile(quoted)
)

// expectations reads the comments of a package and of those below it.
func expectations(t *testing.T, dir string) wants {
	t.Helper()
	var ws wants
	err := filepath.WalkDir(dir, func(name string, entry os.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".go" {
			return err
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for i, line := range bytes.Split(src, []byte("\n")) {
			comments := wantComment.FindAllSubmatch(line, -1)
			if len(comments) != bytes.Count(line, []byte("// want")) {
				return fmt.Errorf("%s:%d: this expectation cannot be read", name, i+1)
			}
			for _, m := range comments {
				offset, _ := strconv.Atoi(strings.TrimPrefix(string(m[1]), "@"))
				column, _ := strconv.Atoi(strings.TrimPrefix(string(m[2]), ":"))
				for _, message := range wantMessage.FindAllString(string(m[3]), -1) {
					text, err := strconv.Unquote(message)
					if err != nil {
						return err
					}
					ws = append(ws, &want{
						file: filepath.Base(name), line: i + 1 + offset, column: column, message: regexp.MustCompile(text),
					})
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(ws) == 0 {
		t.Fatal("the case expects nothing")
	}
	return ws
}
