package load

import (
	"go/types"
	"slices"
	"testing"
)

// field returns the type of a field of a struct type.
func field(t *testing.T, typ types.Type, name string) types.Type {
	t.Helper()
	st, ok := typ.Underlying().(*types.Struct)
	if !ok {
		t.Fatalf("%v is no struct", typ)
	}
	for f := range st.Fields() {
		if f.Name() == name {
			return f.Type()
		}
	}
	t.Fatalf("%v has no field %s", typ, name)
	return nil
}

func TestWhatNoContractReachesIsLeftOut(t *testing.T) {
	t.Parallel()
	dir := module(t, `
-- a.go --
package a

import (
	"example.com/nowhere/db"
	"example.com/nowhere/log"
	_ "example.com/nowhere/driver"
	"net/http"
	clock "time"
)

//ws:channel
type Chat struct{ ServerToClient Said }

type Said struct {
	At  clock.Time
	Who [len(names)]Who
}

func (Said) Validate() error { log.Print(); return nil }

type Who = Person[Kind]

type Person[K any] struct{ Kind K }

type Kind string

const (
	Admin Kind = "admin"
	Guest      = Kind("guest")
)

var names = [...]string{"a", "b"}

type Server struct {
	db  *db.DB
	mux http.ServeMux
}

func (s *Server) serve(w http.ResponseWriter) Missing { return nil }

func newServer() *Server { return &Server{db: db.Open(Channels)} }

var server = newServer()
`)
	p := loadClean(t, dir)
	s := p.Packages[0]
	if want := []string{"Admin", "Chat", "Guest", "Kind", "Person", "Said", "Who", "names"}; !slices.Equal(s.Pkg.Scope().Names(), want) {
		t.Errorf("kept %v, want %v", s.Pkg.Scope().Names(), want)
	}
	if len(s.Errors) > 0 {
		t.Errorf("errors %v", s.Errors)
	}
	if got := field(t, s.Pkg.Scope().Lookup("Said").Type(), "Who").String(); got != "[2]example.com/m.Who" {
		t.Errorf("Who is %s", got)
	}
	if m, _, _ := types.LookupFieldOrMethod(s.Pkg.Scope().Lookup("Said").Type(), true, s.Pkg, "Validate"); m == nil {
		t.Error("Said has lost its method")
	}
	if p.Dir("net/http") != "" {
		t.Error("the go command was asked for net/http")
	}
	if decls, _ := p.Declared("example.com/m"); p.Decls("example.com/m").Types["Server"] == nil || decls["newServer"].Line == 0 {
		t.Error("what is left out is not declared")
	}
}

func TestEveryPossibleVariantIsKept(t *testing.T) {
	t.Parallel()
	dir := module(t, `
-- a.go --
package a

//ws:channel
type Chat struct{ ServerToClient Event }

//ws:union
type Event interface{ event() }

type Said struct{}

func (Said) event() {}

type Left struct{ base }

type base struct{}

func (*base) event() {}

type Renamed Left

type Deep struct{ Inner }

type Inner struct{ *Left }

type generic[T any] struct{}

func (g *generic[T]) event() {}

type Plain struct{ X int }

func (Plain) Summary() string { return "" }

type Nested struct{ F struct{ Said } }
`)
	s := loadClean(t, dir).Packages[0]
	event := s.Pkg.Scope().Lookup("Event").Type().Underlying().(*types.Interface)
	for _, name := range []string{"Said", "Left", "base", "Renamed", "Deep", "Inner"} {
		obj := s.Pkg.Scope().Lookup(name)
		if obj == nil || !types.Implements(types.NewPointer(obj.Type()), event) {
			t.Errorf("%s is lost", name)
		}
	}
	if s.Pkg.Scope().Lookup("generic") == nil {
		t.Error("generic is lost")
	}
	for _, name := range []string{"Plain", "Nested"} {
		if s.Pkg.Scope().Lookup(name) != nil {
			t.Errorf("%s is kept", name)
		}
	}
}

func TestVariantsOfAnInterfaceThatEmbedsAnother(t *testing.T) {
	t.Parallel()
	dir := module(t, `
-- a.go --
package a

import "fmt"

//ws:channel
type Chat struct{ ServerToClient Event }

//ws:union
type Event interface{ fmt.Stringer }

type Said struct{}

func (Said) String() string { return "" }

//ws:union
type Other Event
`)
	s := loadClean(t, dir).Packages[0]
	if s.Pkg.Scope().Lookup("Said") == nil {
		t.Error("Said is lost")
	}
}

// Export data lacks variants that are not exported, so packages with directives
// are loaded from source although no pattern matches them.
func TestImportedPackageWithDirectives(t *testing.T) {
	t.Parallel()
	dir := module(t, `
-- a/a.go --
package a

import "example.com/m/event"

//ws:channel
type Chat struct{ ServerToClient event.Event }
-- event/event.go --
package event

//ws:union tga=kind
type Event interface{ event() }

type said struct{}

func (said) event() {}
`)
	p := loadClean(t, dir, "./a")
	if sources(p) != "example.com/m/a" {
		t.Errorf("sources %s", sources(p))
	}
	chat := p.Packages[0].Pkg.Scope().Lookup("Chat").Type()
	event := field(t, chat, "ServerToClient").(*types.Named)
	if event.Obj().Pkg().Scope().Lookup("said") == nil {
		t.Error("the variant said is lost")
	}
	wantLines(t, lines(p.Mistakes()))
	if d := p.Decls("example.com/m/event").Types["Event"].Directives; len(d) != 1 || d[0].Name != "union" {
		t.Errorf("directives %v", d)
	}
	wantLines(t, lines(p.Mistakes()), `^event/event.go:3:12: unknown key tga; did you mean tag\?$`)
}

func TestImportsAreFoundByTheNameOfThePackage(t *testing.T) {
	t.Parallel()
	dir := module(t, `
-- a.go --
package a

import (
	"example.com/m/bar"
	"example.com/m/foo"
	"example.com/m/go-event"
	"example.com/m/twins/v2"
)

//ws:channel
type Chat struct {
	ServerToClient struct {
		A event.Said
		B twins.Said
		C bar.Said
	}
}

func f(x baz.Said) {}
-- bar/bar.go --
package baz

type Said struct{}
-- foo/foo.go --
package bar

type Said struct{ Foo int }
-- go-event/event.go --
package event

type Said struct{}
-- twins/v2/twins.go --
package twins

type Said struct{}
`)
	s := loadClean(t, dir).Packages[0]
	if len(s.Errors) > 0 {
		t.Errorf("errors %v", s.Errors)
	}
	message := field(t, s.Pkg.Scope().Lookup("Chat").Type(), "ServerToClient")
	for name, want := range map[string]string{
		"A": "example.com/m/go-event.Said", "B": "example.com/m/twins/v2.Said", "C": "example.com/m/foo.Said",
	} {
		if got := field(t, message, name).String(); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

func TestCgoAndAssembly(t *testing.T) {
	t.Parallel()
	dir := module(t, `
-- cgo/cgo.go --
package cgo

// int answer(void) { return 42; }
import "C"

//ws:channel
type Chat struct{ ServerToClient Said }

type Said struct {
	Text string
	Hand C.int
}

var answer = int(C.answer())
-- asm/asm.go --
package asm

//ws:channel
type Chat struct{ ServerToClient Said }

type Said struct{ Text string }

func (Said) Sum() int
-- asm/asm.s --
TEXT ·Said·Sum(SB), 4, $0-8
	RET
-- uses/uses.go --
package uses

import (
	"example.com/m/asm"
	"example.com/m/cgo"
)

//ws:channel
type Chat struct {
	ServerToClient cgo.Said
	ClientToServer asm.Said
}
`)
	p := loadClean(t, dir, "./...")
	if got := sources(p); got != "example.com/m/asm example.com/m/cgo example.com/m/uses" {
		t.Fatalf("sources %s", got)
	}
	for _, s := range p.Packages {
		for _, err := range s.Errors {
			if err.Msg != "a type of C has no wire form; use a type of Go" || p.Position(err.Pos).Line != 11 {
				t.Errorf("%s: %v", s.Pkg.Path(), err)
			}
		}
	}
	if n := len(p.Errors("example.com/m/cgo")); n != 1 {
		t.Errorf("%d errors, want one about C.int", n)
	}
	if got := typeString(t, p, "example.com/m/cgo", "Said"); got != "struct{Text string; Hand invalid type}" {
		t.Errorf("Said is %s", got)
	}
}
