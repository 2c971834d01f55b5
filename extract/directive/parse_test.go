package directive

import (
	"go/ast"
	"reflect"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	pos := func(key, value string) Arg { return Arg{Key: key, Value: value} }
	quoted := func(key, value string) Arg { return Arg{Key: key, Value: value, Quoted: true} }
	for _, test := range []struct {
		text string
		name string
		args []Arg
		errs []string // substrings
	}{
		{text: "//ws:channel", name: "channel"},
		{text: "// ws:channel", name: "channel"},
		{text: "//ws:channel chat", name: "channel", args: []Arg{pos("", "chat")}},
		{text: "//ws:channel\tchat \t path=/a/{b}  ", name: "channel", args: []Arg{pos("", "chat"), pos("path", "/a/{b}")}},
		{text: `//ws:message "two words"`, name: "message", args: []Arg{quoted("", "two words")}},
		{text: "//ws:message `back \"quote\"`", name: "message", args: []Arg{quoted("", `back "quote"`)}},
		{text: `//ws:union tag="the \"tag\"" content=x`, name: "union", args: []Arg{quoted("tag", `the "tag"`), pos("content", "x")}},
		{text: `//ws:const a=b=c`, name: "const", args: []Arg{pos("a", "b=c")}},
		{text: `//ws:const a=""`, name: "const", args: []Arg{quoted("a", "")}},
		{text: `//ws:const url=http://x`, name: "const", args: []Arg{pos("url", "http://x")}},
		{text: "//ws:later on", name: "later", args: []Arg{pos("", "on")}},

		{text: "//ws:channel path=", name: "channel", errs: []string{"path= has no value; write path=VALUE"}},
		{text: "//ws:channel path= /x", name: "channel", args: []Arg{pos("", "/x")}, errs: []string{"path= has no value"}},
		{text: "//ws:channel path =/x", name: "channel", args: []Arg{pos("", "path")}, errs: []string{"without spaces around the equals sign"}},
		{text: `//ws:message "open`, name: "message", errs: []string{`"open is not a Go string; close the quote`}},
		{text: `//ws:message "a"b c`, name: "message", args: []Arg{pos("", "c")}, errs: []string{`"a" is followed by b; separate`}},
		{text: `//ws:union tag="a b"c`, name: "union", errs: []string{`"a b" is followed by c`}},
		{text: `//ws:union tag=a"b"`, name: "union", errs: []string{`a"b": quote the whole value`}},
		{text: `//ws:union tag='a'`, name: "union", errs: []string{`'a': quote values with ""`}},
		{text: `//ws:union tag=“a”`, name: "union", errs: []string{`“a”: quote values with ""`}},
		{text: `//ws:union tag=a, content=b`, name: "union", args: []Arg{pos("content", "b")}, errs: []string{"a,: arguments are separated by spaces"}},
		{text: `//ws:channel chat // the room`, name: "channel", args: []Arg{pos("", "chat")}, errs: []string{"takes up the whole line"}},
		{text: `//ws:union tag= content=`, name: "union", errs: []string{"tag= has no value", "content= has no value"}},

		// Not directives.
		{text: "// "}, {text: "//"}, {text: "//ws"}, {text: "//ws:"}, {text: "// ws: x"}, {text: "// ws://x"},
		{text: "//go:generate x"}, {text: "//wss:channel"}, {text: "// see ws:channel"}, {text: "// ws:channel. It"},
		{text: "//ws:Channel"}, {text: "//  ws:channel"}, {text: "//\tws:channel"}, {text: `// ws:"x"`}, {text: "/*ws:channel*/"},
	} {
		t.Run(test.text, func(t *testing.T) {
			d, errs, ok := Parse(100, test.text)
			if ok != (test.name != "") || ok != Is(test.text) {
				t.Fatalf("Parse reports %t, Is reports %t", ok, Is(test.text))
			}
			if d.Name != test.name {
				t.Errorf("name %q, want %q", d.Name, test.name)
			}
			if got := withoutPositions(d.Args); !reflect.DeepEqual(got, test.args) {
				t.Errorf("arguments %+v, want %+v", got, test.args)
			}
			if len(errs) != len(test.errs) {
				t.Fatalf("errors %v, want %q", messages(errs), test.errs)
			}
			for i, err := range errs {
				if !strings.Contains(err.Message, test.errs[i]) {
					t.Errorf("error %q, want %q", err.Message, test.errs[i])
				}
			}
			checkPositions(t, test.text, d, errs)
		})
	}
}

// checkPositions checks that what lies between the positions of a directive
// at position 100 is what they claim to be.
func checkPositions(t *testing.T, text string, d Directive, errs []Error) {
	t.Helper()
	if d.Name == "" {
		return
	}
	between := func(pos, end int) string {
		if pos < 100 || end < pos || end > 100+len(text) {
			t.Fatalf("positions %d to %d lie outside of %q", pos-100, end-100, text)
		}
		return text[pos-100 : end-100]
	}
	if got := between(int(d.namePos()), int(d.nameEnd())); got != d.Name {
		t.Errorf("the name lies at %q", got)
	}
	between(int(d.Pos), int(d.End))
	for _, a := range d.Args {
		source, value := between(int(a.Pos), int(a.End)), between(int(a.ValuePos), int(a.End))
		if want := strings.TrimPrefix(source, a.Key+"="); value != want || a.Key != "" && source == want {
			t.Errorf("argument %v lies at %q, its value at %q", a, source, value)
		}
		if !a.Quoted && value != a.Value {
			t.Errorf("value %q lies at %q", a.Value, value)
		}
		if a.End > d.End {
			t.Errorf("argument %v ends behind the directive", a)
		}
	}
	for _, err := range errs {
		if between(int(err.Pos), int(err.End)) == "" {
			t.Errorf("error %q has no extent", err.Message)
		}
	}
}

func withoutPositions(args []Arg) []Arg {
	var bare []Arg
	for _, a := range args {
		bare = append(bare, Arg{Key: a.Key, Value: a.Value, Quoted: a.Quoted})
	}
	return bare
}

func messages(errs []Error) []string {
	var list []string
	for _, err := range errs {
		list = append(list, err.Message)
	}
	return list
}

// FuzzParse holds that no comment makes the parser fail, that positions lie
// within the comment, that go/ast sees the same directive in the form without
// a space, and that a directive survives being printed.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"//ws:channel chat path=/ws/{room} auth=required", "// ws:message \"say it\"", "//ws:union tag=`a b` content=\"\"",
		"//ws:const a=1 b=true", "//ws:message *", "// ws: channel", "/* ws:channel */", "//\tws:channel", "//ws:channel x, y=",
		"//ws:a \"\\xff\"", "//ws:a =\"b\"", "//ws:a b=\"c\"d", "//+ws:channel", "//ws:channel\u00a0chat", "//WS:channel=(",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !strings.HasPrefix(text, "//") && !strings.HasPrefix(text, "/*") {
			return
		}
		for _, onType := range []bool{false, true} {
			if err := nearMiss(100, text, onType); err != nil {
				if err.Pos < 100 || err.End <= err.Pos || int(err.End) > 100+len(text) {
					t.Fatalf("%q: near miss at %d to %d", text, err.Pos-100, err.End-100)
				}
				if !suspicious(text) {
					t.Fatalf("%q: a near miss that is not suspicious", text)
				}
			}
		}
		d, errs, ok := Parse(100, text)
		if !ok {
			return
		}
		if !suspicious(text) || !Suspect([]byte(text)) {
			t.Fatalf("%q: a directive that is not suspicious", text)
		}
		checkPositions(t, text, d, errs)
		if std, ok := ast.ParseDirective(100, text); !d.Spaced && (!ok || std.Tool != "ws" || std.Name != d.Name) {
			t.Fatalf("%q: go/ast reads %+v", text, std)
		}
		for kind := Struct; kind < AnyType; kind <<= 1 {
			Check([]Directive{d, d}, Target{Name: "T", Kind: kind})
		}
		again, errs, ok := Parse(100, d.String())
		if !ok || errs != nil || again.Name != d.Name || again.Spaced != d.Spaced ||
			!reflect.DeepEqual(withoutPositions(again.Args), withoutPositions(d.Args)) {
			t.Fatalf("%q: printed as %q, read as %+v %v", text, d.String(), again, errs)
		}
	})
}
