package extract

import (
	"strings"
	"testing"

	"github.com/wscontract/wscontract/extract/contract"
)

func encode(t *testing.T, c *contract.Contract) string {
	t.Helper()
	var b strings.Builder
	if err := c.Encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestEqualSourcesGiveEqualContracts(t *testing.T) {
	src := edited()
	want := encode(t, extracted(t, src))
	for range 20 {
		if encode(t, extracted(t, src)) != want {
			t.Error("the contract of one file differs from one run to the next")
		}
	}
}

// chat is a contract of one file with most of the language in it.
const chat = `-- a.go --
package m

import "time"

// Chat is the room.
//
//ws:channel chat path=/rooms/{room} auth=required max-size=16KiB rate=5/s overflow=close
type Chat struct {
	ClientToServer Command
	ServerToClient Event
	Params         struct { Room string ~path:"room"~ }
	Query          struct { Since *int ~query:"since"~ }
}

//ws:union tag=type
type Command interface{ command() }

//ws:message say
type Say struct {
	Text   string     ~json:"text" validate:"required,max=2000,nefield=Title"~
	Title  string     ~json:"title"~
	Reply  *Say       ~json:"reply,omitempty"~
	Color  Color      ~json:"color"~
	At     time.Time  ~json:"at"~
	Parts  []Part     ~json:"parts" validate:"max=5,dive"~
	Extra  map[string]int ~json:",embed"~
	base
}

type base struct { ID int64 ~json:"id,string"~ }

//ws:strict
type Part struct { X, Y int }

func (Say) command() {}

//ws:message leave
type Leave struct{ base }

func (Leave) command() {}

type Color string

const (
	Red  Color = "red"
	Blue Color = "blue"
)

//ws:union tag=op content=d tagtype=int
type Event struct {
	Seq  int   ~json:"seq"~
	Said *Said ~ws:"1"~
	Gone *Gone ~ws:"2"~
}

//ws:const v=1
type Said struct { Say Say ~json:"say"~ }

type Gone struct { By string ~json:"by" ws:"nullable"~ }
`

// edited returns that source after replacing each first string by the next.
func edited(edits ...string) string {
	tilde := strings.NewReplacer("~", "`")
	for i := range edits {
		edits[i] = tilde.Replace(edits[i])
	}
	return strings.NewReplacer(edits...).Replace(tilde.Replace(chat))
}

// TestFingerprintOfSource edits the source of a contract: what only Go sees
// leaves the fingerprint, everything else changes it to one of its own.
func TestFingerprintOfSource(t *testing.T) {
	fingerprint := func(edits ...string) string {
		t.Helper()
		src := edited(edits...)
		if len(edits) > 0 && src == edited() {
			t.Errorf("the edit %q changes nothing", edits)
		}
		return extracted(t, src).Fingerprint()
	}
	want := fingerprint()
	for name, edits := range map[string][]string{
		"docs":                 {"// Chat is the room.", "// Chat is a room.\n// With chairs."},
		"lines":                {"package m\n", "package m\n\n\n"},
		"the package":          {"-- a.go --", "-- other/b.go --", "package m", "package other"},
		"a type":               {"Color", "Colour"},
		"a struct":             {"Part", "Piece"},
		"an embedded struct":   {"base", "common"},
		"a variant":            {"Said", "Announced"},
		"the channel struct":   {"Chat struct", "Room struct"},
		"the channel's name":   {"ws:channel chat", "ws:channel talk"},
		"a field":              {"Title", "Headline"},
		"a constant":           {"Red ", "Crimson "},
		"a path parameter":     {"{room}", "{hall}", `path:"room"`, `path:"hall"`},
		"an alias":             {"Color      ~json", "Hue        ~json", "type Color string", "type Color string\ntype Hue = Color"},
		"an inline struct":     {"[]Part", "[]struct{ X, Y int }", "//ws:strict\n", ""},
		"the order of fields":  {"struct { X, Y int }", "struct { Y, X int }"},
		"the order of types":   {"type Color string\n", "", "type base struct", "type Color string\n\ntype base struct"},
		"int for int64":        {"ID int64", "ID int"},
		"spaces for directive": {"//ws:message say", "// ws:message say"},
	} {
		got := fingerprint(edits...)
		if name == "an inline struct" { // without strict, which an inline struct cannot be
			want := fingerprint("//ws:strict\n", "")
			if got != want {
				t.Errorf("writing out %s changes the fingerprint", name)
			}
			continue
		}
		if got != want {
			t.Errorf("changing %s changes the fingerprint", name)
		}
	}

	seen := map[string]string{want: "nothing"}
	for _, edit := range [][]string{
		{"/rooms/", "/room/"}, {"auth=required", "auth=none"}, {"16KiB", "17KiB"}, {"5/s", "6/s"}, {"overflow=close", "overflow=drop-oldest"},
		{"overflow=close", "overflow=close required=tagged"}, {"Room string", "Room int"}, {"Since *int", "Since int"}, {`query:"since"`, `query:"from"`},
		{"tag=type", "tag=kind"}, {"ws:message say", "ws:message tell"}, {`json:"text"`, `json:"txt"`}, {"max=2000", "max=2001"}, {"nefield=Title", "eqfield=Title"},
		{"required,max", "max"}, {"*Say ", "Say2 ", "type Color string", "type Color string\ntype Say2 struct{ X int }"}, {"reply,omitempty", "reply"}, {"reply,omitempty", "reply,omitzero"},
		{"time.Time", "time.Duration"}, {",dive", ""}, {"max=5", "max=6"}, {"map[string]int", "map[string]string"}, {"id,string", "id"}, {"ID int64", "ID int32"},
		{"//ws:strict\n", ""}, {"X, Y int", "X int"}, {"X, Y int", "X, Y int8"}, {`"red"`, `"green"`}, {"Color string", "Color string\n\n//ws:enum open", "//ws:union tag=op", "//ws:union tag=op"},
		{"content=d", "content=data"}, {"content=d ", ""}, {"tag=op", "tag=o"}, {`ws:"2"`, `ws:"3"`}, {`json:"seq"`, `json:"n"`}, {"v=1", "v=2"}, {"//ws:const v=1\n", ""},
		{` ws:"nullable"`, ""}, {`ws:"nullable"`, `ws:"optional"`}, {"type Gone", "func (Gone) Validate() error { return nil }\n\ntype Gone"},
	} {
		if strings.Contains(edit[1], "ws:enum open") {
			edit = []string{"type Color string", "//ws:enum open\ntype Color string"}
		}
		f := fingerprint(edit...)
		if other, ok := seen[f]; ok {
			t.Errorf("the edit %q gives the same fingerprint as %s", edit, other)
		}
		seen[f] = strings.Join(edit, " -> ")
	}
}
