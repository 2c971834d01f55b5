package load

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/wscontract/wscontract/extract/contract"
)

// TestTypesFromExportData: of packages without directives only export data is
// read, which knows neither columns nor docs nor unexported constants.
func TestTypesFromExportData(t *testing.T) {
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(`
-- go.mod --
module example.com/m

go 1.26

require example.com/other v0.0.0

replace example.com/other => ./other
-- chat.go --
package m

import (
	"example.com/m/model"
	"example.com/other"
)

//ws:channel chat
type Chat struct {
	ServerToClient Event
}

type Event struct {
	User  model.User
	Level other.Level
	Bad   *other.Bad
}
-- model/model.go --
package model

// A User is somebody.
type User struct {
	// Name is said aloud.
	Name  string ` + "`json:\"name\" validate:\"max=3\"`" + `
	Color Color
	inner
}

type inner struct {
	Deep struct {
		Down int // how far
	}
}

// A Color is one of three.
type Color string

const (
	// Red is red.
	Red   Color = "red"
	green       = Color("green")
	blue  Color = "bl" + "ue"
	other       = "other"
	Wide  Color = "wide"
)
-- other/go.mod --
module example.com/other

go 1.26
-- other/other.go --
package other

type Level string

const (
	High Level = "high"
	low  Level = "low"
)

type Bad struct {
	Name string
	Done chan bool
}
`)).Files {
		name := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	c, diags, err := Contract(context.Background(), Config{Dir: dir}, ".")
	if err != nil {
		t.Fatal(err)
	}

	user := c.Named("example.com/m/model.User")
	if user.Doc != "A User is somebody." || user.Pos != (contract.Position{File: "model/model.go", Line: 4, Column: 6}) {
		t.Errorf("User has the doc %q at %v", user.Doc, user.Pos)
	}
	name := user.Struct.Fields[0]
	if name.Doc != "Name is said aloud." || name.Pos != (contract.Position{File: "model/model.go", Line: 6, Column: 2}) {
		t.Errorf("Name has the doc %q at %v", name.Doc, name.Pos)
	}
	if pos := name.Rules.Rules[0].Pos; pos != (contract.Position{File: "model/model.go", Line: 6, Column: 38}) {
		t.Errorf("the rule of Name stands at %v", pos)
	}
	down := user.Struct.Fields[slices.IndexFunc(user.Struct.Fields, func(f *contract.Field) bool { return f.Name == "Deep" })].Type.Struct.Fields[0]
	if down.Doc != "how far" || down.Pos != (contract.Position{File: "model/model.go", Line: 13, Column: 3}) {
		t.Errorf("Down has the doc %q at %v", down.Doc, down.Pos)
	}

	for id, want := range map[string][]string{
		"example.com/m/model.Color": {`"red"`, `"green"`, `"blue"`, `"wide"`},
		"example.com/other.Level":   {`"high"`, `"low"`},
	} {
		e := c.Named(id).Enum
		var values []string
		for _, v := range e.Values {
			values = append(values, v.Value)
		}
		if !slices.Equal(values, want) {
			t.Errorf("the values of %s are %q, want %q", id, values, want)
		}
		if local := id == "example.com/m/model.Color"; e.Open == local {
			t.Errorf("%s has open=%t", id, e.Open)
		}
	}

	if len(diags) != 1 {
		t.Fatalf("the diagnostics are %v, want one", diags)
	}
	d := diags[0]
	if want := "channel chat: Event.Bad.Done: a channel of Go cannot stand in JSON; leave it out with `json:\"-\"`"; d.Message != want {
		t.Errorf("the message is %s, want %s", d.Message, want)
	}
	if d.Pos != (contract.Position{File: "chat.go", Line: 16, Column: 2}) {
		t.Errorf("a mistake in another module is reported at %v, not where it is used", d.Pos)
	}
	if len(d.Related) != 1 || d.Related[0].Pos.Line != 12 || d.Related[0].Pos.Column != 2 {
		t.Errorf("the related places are %v, want that of the field", d.Related)
	}
}
