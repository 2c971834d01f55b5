package extract

import (
	"slices"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/extract/contract"
)

func TestTypesOfSeveralPackagesAndModules(t *testing.T) {
	c := extracted(t, `
-- a.go --
package m

import (
	"example.com/m/model"
	other "example.org/model"
)

// Chan sends users.
//
//ws:channel
type Chan struct { ServerToClient Users }

// Users of both kinds.
//
// Deprecated: count them.
type Users struct {
	Ours   model.User // from this module
	Theirs other.User
	Color  model.Color
	Level  other.Level
}
-- model/model.go --
package model

// A User is ours.
type User struct {
	// Name is said aloud.
	Name string
	inner
}

type inner struct { Age int }

type Color string

const (
	Red   Color = "red"
	green Color = "green"
)
-- example.org/model/model.go --
package model

type User struct { ID int }

type Level string

const High Level = "high"
`)
	if got, want := ids(c), []string{"Users", "example.com/m/model.Color", "example.com/m/model.User", "example.org/model.Level", "example.org/model.User"}; !slices.Equal(got, want) {
		t.Errorf("the types are %q, want %q", got, want)
	}
	users := typeOf(t, c, "Users")
	if users.Doc != "Users of both kinds." || users.Deprecated != "count them." {
		t.Errorf("the doc of Users is %q, deprecated %q", users.Doc, users.Deprecated)
	}
	if f := users.Struct.Fields[0]; f.Doc != "from this module" || f.Pos != (contract.Position{File: "a.go", Line: 17, Column: 2}) {
		t.Errorf("the field Ours has the doc %q at %v", f.Doc, f.Pos)
	}
	user := c.Named("example.com/m/model.User")
	if got, want := joined(showFields(user.Struct)), "Name Name string required; inner.Age Age int required"; got != want {
		t.Errorf("the fields of model.User are %s, want %s", got, want)
	}
	if f := user.Struct.Fields[0]; f.Doc != "Name is said aloud." || f.Pos.File != "model/model.go" || f.Pos.Column != 2 {
		t.Errorf("the field Name has the doc %q at %v", f.Doc, f.Pos)
	}
	if user.PackageName != "model" || user.Package != "example.com/m/model" || user.Name != "User" {
		t.Errorf("model.User is %+v", user)
	}
	color := c.Named("example.com/m/model.Color").Enum
	if color == nil || color.Open || len(color.Values) != 2 {
		t.Errorf("the enum of this module is %+v, want a closed one with two values", color)
	}
	level := c.Named("example.org/model.Level").Enum
	if level == nil || !level.Open {
		t.Errorf("the enum of another module is %+v, want an open one", level)
	}
}

func TestTaggedChannelsHaveTypesOfTheirOwn(t *testing.T) {
	c := extracted(t, `
-- a.go --
package m

import "time"

//ws:channel
type All struct { ServerToClient Event }

//ws:channel required=tagged
type Some struct { ServerToClient Event }

type Event struct {
	A string
	B string `+"`validate:\"required\"`"+`
	C string `+"`binding:\"max=3,required\"`"+`
	D string `+"`ws:\"required\"`"+`
	E Inner
	F []Inner
	G Names
	H Color
	I Inners
	J *Event
	K time.Time
	L Gen[Inner]
	M string `+"`validate:\"omitempty,required\"`"+`
	N string `+"`validate:\"required|max=3\"`"+`
	O []string `+"`validate:\"dive,required\"`"+`
}

type Inner struct { X int }
type Inners map[string]*Inner
type Names []string
type Color string
type Gen[T any] struct { V T }

const Red Color = "red"
`)
	want := []string{
		"Color", "Event", "Event?tagged", "Gen[Inner]", "Gen[Inner]?tagged", "Inner", "Inner?tagged",
		"Inners", "Inners?tagged", "Names",
	}
	if got := ids(c); !slices.Equal(got, want) {
		t.Errorf("the types are %q, want %q", got, want)
	}
	tagged := typeOf(t, c, "Event?tagged")
	if !tagged.Tagged || typeOf(t, c, "Event").Tagged {
		t.Error("Tagged is not what the ID says")
	}
	if tagged.Name != "Event" {
		t.Errorf("the tagged Event is called %s", tagged.Name)
	}
	var required []string
	for _, f := range tagged.Struct.Fields {
		if f.Required {
			required = append(required, f.Name)
		}
	}
	if want := []string{"B", "C", "D", "M"}; !slices.Equal(required, want) {
		t.Errorf("under required=tagged the keys %q are required, want %q", required, want)
	}
	for name, want := range map[string]string{"E": "Inner?tagged", "F": "[]Inner?tagged", "G": "Names", "H": "Color", "I": "Inners?tagged", "J": "*Event?tagged", "L": "Gen[Inner]?tagged"} {
		if got := show(fieldNamed(tagged.Struct, name).Type); got != want {
			t.Errorf("the field %s is %s, want %s", name, got, want)
		}
	}
	if got := show(typeOf(t, c, "Gen[Inner]?tagged").TypeArgs[0]); got != "Inner?tagged" {
		t.Errorf("the argument of the tagged Gen is %s", got)
	}
}

// TestTypesThatAreOnlySpelled: an argument of a generic type that stands nowhere
// on the wire has a name, and nothing about it can be wrong.
func TestTypesThatAreOnlySpelled(t *testing.T) {
	c := extracted(t, messages(`
type T struct {
	ID ID[Conn]
	*Base
}

type ID[Of any] string

type Conn struct { Done chan bool }

type Base struct { X int }
`))
	if got, want := ids(c), []string{"Base", "Conn", "ID[Conn]", "T"}; !slices.Equal(got, want) {
		t.Errorf("the types are %q, want %q", got, want)
	}
	for _, name := range []string{"Conn", "Base"} {
		if n := typeOf(t, c, name); n.Struct != nil || n.Underlying != nil || n.Codec != nil || n.Pos.Line == 0 {
			t.Errorf("%s has a wire form or no position: %+v", name, n)
		}
	}
	f := typeOf(t, c, "T").Struct.Fields[1]
	if !f.Go[0].Pointer || show(f.Go[0].Type) != "Base" || f.Required {
		t.Errorf("the promoted field is %s with the step %+v", showField(f), f.Go[0])
	}
}

func TestMethodsThatAContractTells(t *testing.T) {
	c := extracted(t, messages(`
type T struct {
	A A
	B B
	C C
	D D
	E struct{ A }
}

type A struct { X int }

func (A) Validate() error { return nil }
func (A) IsZero() bool { return false }

type B []int

func (*B) Validate() error { return nil }
func (*B) IsZero() bool { return false }

type C string

func (C) Validate(int) error { return nil }
func (C) IsZero() int { return 0 }

type D struct { A }
`))
	for _, test := range []struct {
		name      string
		validates bool
		isZero    string
	}{
		{"A", true, "value"},
		{"B", true, "pointer"},
		{"C", false, ""},
		{"D", true, "value"},
		{"T", false, ""},
	} {
		n := typeOf(t, c, test.name)
		if n.Validates != test.validates || n.IsZero != test.isZero {
			t.Errorf("%s: Validates is %t and IsZero %q, want %t and %q", test.name, n.Validates, n.IsZero, test.validates, test.isZero)
		}
	}
	if e := typeOf(t, c, "T").Struct.Fields[4].Type.Struct; !e.Validates {
		t.Error("the inline struct with a promoted Validate does not validate")
	}
}

func TestStrictStructs(t *testing.T) {
	c := extracted(t, messages(`
//ws:strict
type T struct { A A }

type A struct { X int }
`))
	if !typeOf(t, c, "T").Struct.Strict || typeOf(t, c, "A").Struct.Strict {
		t.Error("ws:strict is not on the struct that has it, and only there")
	}
}

// joined puts lines on one line.
func joined(lines []string) string { return strings.Join(lines, "; ") }
