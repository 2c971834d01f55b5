package extract

import (
	"fmt"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/extract/contract"
)

// showUnion writes a union as its keys and its variants, each TAG=Type.
func showUnion(u *contract.Union) string {
	var b strings.Builder
	b.WriteString(u.Tag)
	if u.IntTag {
		b.WriteString("#")
	}
	if u.Content != "" {
		b.WriteString("/" + u.Content)
	}
	variant := func(tag, field string, t *contract.Type, pointer bool) {
		fmt.Fprintf(&b, " %s=%s%s%s", tag, strings.Repeat("*", map[bool]int{true: 1}[pointer]), strings.TrimPrefix(field+":", ":"), show(t))
	}
	for _, v := range u.Variants {
		variant(v.Tag, v.Field, v.Type, v.Pointer)
	}
	if o := u.Other; o != nil {
		variant("*", o.Field, o.Type, o.Pointer)
		fmt.Fprintf(&b, "(%s,%s)", o.Raw, o.TagField)
	}
	if u.Envelope != nil {
		fmt.Fprintf(&b, " {%s}", joined(showFields(u.Envelope)))
	}
	return b.String()
}

func TestUnions(t *testing.T) {
	for _, test := range []struct{ name, decls, want string }{
		{"sealed interface", `
//ws:union
type T interface{ t() }

type Say struct{}
type UserJoined struct{}
type HTTPServerUp struct{}
type V2Event struct{}
type Unrelated struct{}

func (Say) t() {}
func (*UserJoined) t() {}
func (HTTPServerUp) t() {}
func (V2Event) t() {}
`, "type http_server_up=HTTPServerUp say=Say user_joined=*UserJoined v2_event=V2Event"},
		{"names and keys", `
//ws:union tag=op content=d
type T interface{ Op() string }

//ws:message "*"
type Star struct{}

//ws:message "two words"
type Two struct{}

func (Star) Op() string { return "" }
func (Two) Op() string { return "" }
`, "op/d *=Star two words=Two"},
		{"integers", `
//ws:union tagtype=int
type T interface{ t() }

//ws:message 10
type A struct{}

//ws:message 9
type B struct{}

//ws:message -1
type C struct{}

func (A) t() {}
func (B) t() {}
func (C) t() {}
`, "type# -1=C 9=B 10=A"},
		{"unexported bases lend their method", `
//ws:union
type T interface{ t() }

type base struct{ ID int }
func (base) t() {}

type Say struct { base; Text string }
type Join struct { base }
`, "type join=Join say=Say"},
		{"bases with a name are variants", `
//ws:union
type T interface{ t() }

//ws:message base
type Base struct{ ID int }
func (Base) t() {}

type Say struct { Base; Text string }
`, "type base=Base say=Say"},
		{"a constant is the name", `
//ws:union
type T interface{ t() }

//ws:const type=said
type Say struct{}

type Join struct { joined }

//ws:const type=in
type joined struct{}

func (Say) t() {}
func (Join) t() {}
`, "type in=Join said=Say"},
		{"catch-all", `
import "encoding/json"

//ws:union
type T interface{ t() }

type Say struct{}

//ws:message *
type Other struct {
	Kind string ` + "`json:\"type\"`" + `
	Data json.RawMessage ` + "`json:\"-\"`" + `
}

func (Say) t() {}
func (*Other) t() {}
`, "type say=Say *=*Other(Data,Kind)"},
		{"envelope", `
import "encoding/json"

//ws:union tag=kind
type T struct {
	Seq  int    ` + "`json:\"seq\"`" + `
	Say  *Say   ` + "`ws:\"say\"`" + `
	Page *Page[int] ` + "`ws:\"page\" json:\"whatever\"`" + `
	*Join ` + "`ws:\"join\"`" + `
	Note *Say   ` + "`ws:\"optional\"`" + `
	Rest *Rest  ` + "`ws:\"*\"`" + `
}

type Say struct{ Text string }
type Page[T any] struct{ Items []T }
type Join struct{}
type Rest struct{ Raw json.RawMessage }
`, "kind join=Join:Join page=Page:Page[int] say=Say:Say *=Rest:Rest(Raw,) {Seq seq int required; Note Note *Say}"},
		{"envelope of variants alone", `
//ws:union
type T struct {
	Say *Say ` + "`ws:\"say\"`" + `
}

type Say struct{}
`, "type say=Say:Say {}"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := extracted(t, messages(test.decls))
			if got := showUnion(typeOf(t, c, "T").Union); got != test.want {
				t.Errorf("the union is\n\t%s\nwant\n\t%s", got, test.want)
			}
		})
	}
}

// TestFieldsOfTags: a field of a variant that has the key of the tag is the tag.
func TestFieldsOfTags(t *testing.T) {
	const decls = `
//ws:union
type T struct {
	Say   *Say  ~ws:"say"~
	Mood  *Mood ~ws:"mood"~
	Open  *Dual ~ws:"open"~
	Close *Dual ~ws:"close"~
	Fixed *Base ~ws:"fixed"~
}

type Say struct { Type string ~json:"type"~ }
type Mood struct { Type *Kind ~json:"type"~ }
type Kind string
const MoodKind Kind = "mood"
type Dual struct { Type string ~json:"type"~ }

//ws:const type=fixed
type Base struct { N *Number }

//ws:union tag=n tagtype=int
type Number struct {
	One *One ~ws:"1"~
	Two *Two ~ws:"2"~
}

type One struct { N int8 ~json:"n"~ }
type Two struct { In *Content }

//ws:union content=data
type Content struct {
	Deep *Deep ~ws:"deep"~
}

type Deep struct { Type []int ~json:"type"~ }
`
	c := extracted(t, messages(strings.ReplaceAll(decls, "~", "`")))
	for name, want := range map[string]string{
		"Say":  `Type type string required ="say"`,
		"Mood": `Type type *Kind required ="mood"`,
		"Dual": `Type type string required`, // the unions decide
		"Base": `N N *Number required; = type "fixed"`,
		"One":  `N n int8 required =1`,
		"Deep": `Type type []int required`, // stands under another key
	} {
		if got := joined(showFields(typeOf(t, c, name).Struct)); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

func TestDocsAndPositionsOfVariants(t *testing.T) {
	c := extracted(t, messages(`
//ws:union
type T interface{ t() }

// Say is said.
//
//ws:message said
type Say struct{}

func (Say) t() {}

// Join joins.
type Join struct{}

func (Join) t() {}
`))
	v := typeOf(t, c, "T").Union.Variants
	if v[0].Doc != "Join joins." || v[0].Pos.Line != 15 || v[0].Pos.Column != 6 {
		t.Errorf("join has the doc %q at %v", v[0].Doc, v[0].Pos)
	}
	if v[1].Doc != "Say is said." || v[1].Pos.Line != 9 || v[1].Pos.Column != 14 {
		t.Errorf("said has the doc %q at %v", v[1].Doc, v[1].Pos)
	}
}

func TestSnakeCase(t *testing.T) {
	for name, want := range map[string]string{
		"Say": "say", "UserJoined": "user_joined", "HTTPServer": "http_server", "V2Event": "v2_event", "UserID": "user_id",
		"A": "a", "already_snake": "already_snake", "X_Y": "x_y", "ÄrgerBox": "ärger_box", "Base64Data": "base64_data",
	} {
		if got := snakeCase(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}
