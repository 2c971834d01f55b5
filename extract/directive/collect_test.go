package directive

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// collect parses a file and returns the directives on its types as
// "Type: //ws:name args" and the mistakes as "line:column: message".
func collect(t *testing.T, src string) (found, mistakes []string) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "a.go", src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	types, errs := Collect([]*ast.File{file})
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range gen.Specs {
			if spec, ok := spec.(*ast.TypeSpec); ok {
				for _, d := range types[spec] {
					found = append(found, spec.Name.Name+": "+d.String())
				}
			}
		}
	}
	for _, err := range errs {
		p := fset.Position(err.Pos)
		mistakes = append(mistakes, fmt.Sprintf("%d:%d: %s", p.Line, p.Column, err.Message))
		if err.End <= err.Pos || !file.FileStart.IsValid() || err.End > file.FileEnd || err.Code == "" {
			t.Errorf("%q has end %d, code %q", err.Message, err.End, err.Code)
		}
		for _, r := range err.Related {
			p := fset.Position(r.Pos)
			mistakes = append(mistakes, fmt.Sprintf("\t%d:%d: %s", p.Line, p.Column, r.Message))
		}
	}
	return found, mistakes
}

func TestCollect(t *testing.T) {
	for _, test := range []struct {
		name     string
		src      string // after "package p"
		found    []string
		mistakes []string // regular expressions
	}{
		{
			name:  "both forms mean the same",
			src:   "//ws:strict\ntype A struct{}\n// ws:strict\ntype B struct{}",
			found: []string{"A: //ws:strict", "B: // ws:strict"},
		},
		{
			name:  "types of a group have doc comments of their own",
			src:   "type (\n//ws:strict\nA struct{}\n// B is.\n//ws:enum open\nB int\n)",
			found: []string{"A: //ws:strict", "B: //ws:enum open"},
		},
		{
			name:  "several directives on one type",
			src:   "//ws:message say\n//ws:strict\n//ws:const v=1 w=2\n//ws:const x=3\ntype A struct{}",
			found: []string{"A: //ws:message say", "A: //ws:strict", "A: //ws:const v=1 w=2", "A: //ws:const x=3"},
		},
		{
			name:  "the kind of a type is followed through names of the package",
			src:   "//ws:strict\ntype A B\ntype B C[int]\ntype C[T any] struct{}\n//ws:enum\ntype D E\ntype E uint8",
			found: []string{"A: //ws:strict", "D: //ws:enum"},
		},
		{
			name:  "the kind of another package's type is not known",
			src:   "import \"time\"\n//ws:strict\ntype A time.Time\n//ws:enum\ntype B time.Month\n//ws:union\ntype C time.X",
			found: []string{"A: //ws:strict", "B: //ws:enum", "C: //ws:union"},
		},
		{
			name:     "a cycle of names has no kind",
			src:      "//ws:strict\ntype A B\ntype B A",
			found:    []string{"A: //ws:strict"},
			mistakes: nil,
		},
		{
			name:     "arguments that are wrong are left out",
			src:      "//ws:channel chat auth=none max-size=1 pth=/x\ntype A struct{}",
			found:    []string{"A: //ws:channel chat auth=none"},
			mistakes: []string{`^2:38: max-size=1: the unit is missing`, `^2:40: unknown key pth; did you mean path\?$`},
		},
		{
			name:     "an unknown directive, with a suggestion",
			src:      "//ws:chanel\ntype A struct{}\n// ws:Union\ntype B struct{}",
			mistakes: []string{`^2:1: unknown directive ws:chanel; did you mean ws:channel\?$`, `^4:1: unknown directive ws:Union; did you mean ws:union\?$`},
		},
		{
			name:     "an unknown directive, without one",
			src:      "//ws:handler\ntype A struct{}\n// ws:handler\ntype B struct{}\n//ws:handler\nfunc f() {}",
			mistakes: []string{`^2:1: unknown directive ws:handler; the directives are channel, channels, union, `, `^4:1: unknown`, `^6:1: unknown`},
		},
		{
			name: "a directive on a type of the wrong kind",
			src: "//ws:channel\ntype A interface{}\n//ws:enum\ntype B struct{}\n//ws:strict\ntype C []int\n//ws:union\ntype D int\n" +
				"//ws:type string\ntype E interface{}\n//ws:enum\ntype F float64\n//ws:message x\ntype G func()",
			mistakes: []string{
				`^2:1: ws:channel belongs on a struct type, and A is an interface type$`,
				`^4:1: ws:enum belongs on a named string type or a named integer type, and B is a struct type$`,
				`^6:1: ws:strict belongs on a struct type, and C is a type of another kind$`,
				`^8:1: ws:union belongs on a struct type or an interface type, and D is a named integer type$`,
				`^10:1: ws:type belongs on a type that is not an interface, and E is`,
				`^12:1: ws:enum`, `^14:1: ws:message`,
			},
		},
		{
			name: "a directive on an alias or a generic type",
			src:  "//ws:strict\ntype A = B\ntype B struct{}\n//ws:channel\ntype C[T any] struct{}\n//ws:strict\ntype D[T any] struct{}\n//ws:union\ntype E[T any] interface{}",
			mistakes: []string{
				`^2:1: ws:strict belongs on a struct type, not on an alias; move it to the type that A stands for$`,
				`^5:1: ws:channel belongs on a struct type, without type parameters; write out`,
				`^9:1: ws:union belongs`,
			},
			found: []string{"D: //ws:strict"},
		},
		{
			name: "a directive on something else",
			src: "//ws:strict\nimport _ \"x\"\n//ws:strict\nfunc f() {}\n//ws:strict\nvar v int\n//ws:strict\nconst c = 1\n//ws:strict\ntype (\nA struct{}\n)\n" +
				"const (\n//ws:strict\nd = 1 //ws:strict\n)",
			mistakes: []string{
				`^2:1: ws:strict belongs on a struct type, not on an import; move it above the type that is meant$`,
				`^4:1: .* not on a function; move`, `^6:1: .* not on a variable; move`, `^8:1: .* not on a constant; move`,
				`^10:1: .* not on a group of types; move`, `^15:1: .*constant`, `^16:7: .*constant`,
			},
		},
		{
			name: "a directive inside a type or a function, or behind a type",
			src: "type A struct {\n//ws:strict\nX int //ws:strict\n\n//ws:strict\n}\ntype B interface {\n//ws:message b\nm()\n}\ntype C struct{} //ws:strict\n" +
				"func f() {\n//ws:strict\ntype T struct{}\n}\nvar v = func() {\n//ws:strict\n}",
			mistakes: []string{
				`^3:1: .*not on a field; move it above the type, or say it in the field's tag$`, `^4:7: .*not on a field`, `^6:1: .*in its doc comment; move`,
				`^9:1: .*not on a method`, `^12:17: .*in the comment above it; move it above C$`,
				`^14:1: .*not inside a function; move it and its type to package level$`, `^18:1: .*not inside a function`,
			},
		},
		{
			name: "a directive that is attached to nothing",
			src:  "//ws:strict\n\n// A is.\ntype A struct{}\n\n//ws:strict\n\nfunc f() {}\n\n//ws:strict\n",
			mistakes: []string{
				`^2:1: ws:strict belongs on a struct type, directly above it; remove the blank line between it and type A$`,
				`^7:1: .*in its doc comment; move it above the type that is meant$`, `^11:1: .*in its doc comment`,
			},
		},
		{
			name: "the same directive twice",
			src:  "//ws:strict\n// ws:strict\ntype A struct{}\n//ws:const a=1 b=2 a=3\n//ws:const b=4\ntype B struct{}",
			mistakes: []string{
				`^3:1: ws:strict stands here twice; remove one of them$`, `^\t2:1: the first one is here$`,
				`^5:20: the key a stands here twice`, `^\t5:12:`, `^6:12: the key b stands here twice`, `^\t5:16:`,
			},
			found: []string{"A: //ws:strict", "B: //ws:const a=1 b=2", "B: //ws:const"},
		},
		{
			name: "directives that contradict each other",
			src: "//ws:channel\n//ws:union\ntype A struct{}\n//ws:type object\n//ws:strict\ntype B struct{}\n//ws:strict\n//ws:message *\ntype C struct{}\n" +
				"//ws:union tag=a content=a\ntype D interface{}\n//ws:union content=type\ntype E interface{}\n//ws:strict\n//ws:message \"*\"\ntype F struct{}",
			mistakes: []string{
				`^3:1: ws:union contradicts ws:channel on the same type; remove one of them, or declare two types$`, `^\t2:1: ws:channel is here$`,
				`^6:1: ws:strict contradicts ws:type`, `^\t5:1`, `^9:1: ws:message \* takes whatever`, `^\t8:1`,
				`^11:1: tag and content are both "a"; choose two keys$`, `^13:1: tag and content are both "type"`,
			},
			found: []string{
				"A: //ws:channel", "B: //ws:type object", "C: //ws:strict", "D: //ws:union tag=a content=a", "E: //ws:union content=type",
				"F: //ws:strict", `F: //ws:message "*"`,
			},
		},
		{
			name: "too many arguments, too few, or the wrong ones",
			src: "//ws:channel a b\ntype A struct{}\n//ws:message chat message\ntype B struct{}\n//ws:strict yes\ntype C struct{}\n//ws:message\ntype D struct{}\n" +
				"//ws:const\ntype E struct{}\n//ws:enum closed\ntype F int\n//ws:type int\ntype G struct{}\n//ws:channel path /x\ntype H struct{}\n" +
				"//ws:union tag=the type\ntype I interface{}\n//ws:channel a \"b\"\ntype J struct{}\n//ws:message key=x\ntype K struct{}\n//ws:channel auth=yes overflow=drop-oldst\ntype L struct{}\n" +
				"//ws:message \"\ntype M struct{}\n//ws:union flag=x auth\ntype N interface{}",
			mistakes: []string{
				`^2:16: unexpected argument b; remove it, or write key=value$`,
				`^4:19: unexpected argument message; quote a value that has spaces: "chat message"$`,
				`^6:13: unexpected argument yes; remove it`,
				`^8:1: ws:message needs a NAME: the value of the tag`,
				`^10:1: ws:const needs KEY=VALUE$`,
				`^12:11: closed: unknown value; write open$`,
				`^14:11: int: unknown value; write string or integer or`,
				`^16:19: unexpected argument /x; remove it`,
				`^18:20: unexpected argument type; quote a value that has spaces: tag="the type"$`,
				`^20:16: unexpected argument "b"; remove it$`,
				`^22:14: unknown key key; ws:message has no keys$`, `^22:1: ws:message needs a NAME`,
				`^24:19: auth=yes: unknown value; write required or none$`, `^24:32: overflow=drop-oldst: unknown value; did you mean drop-oldest\?$`,
				`^26:14: " is not a Go string`,
				`^28:12: unknown key flag; the keys of ws:union are tag, content, tagtype$`, `^28:19: unexpected argument auth`,
			},
			found: []string{
				"A: //ws:channel a", "B: //ws:message chat", "C: //ws:strict", "D: //ws:message", "E: //ws:const", "F: //ws:enum", "G: //ws:type",
				"H: //ws:channel path", "I: //ws:union tag=the", "J: //ws:channel a", "K: //ws:message", "L: //ws:channel", "M: //ws:message", "N: //ws:union",
			},
		},
		{
			name: "nearly a directive",
			src: "// ws: channel chat\ntype A struct{}\n// Ws:channel\ntype B struct{}\n// WS:Channel\ntype C struct{}\n//  ws:channel\ntype D struct{}\n//\tws:channel\ntype E struct{}\n" +
				"// ws :channel\ntype F struct{}\n/* ws:channel */\ntype G struct{}\n// @ws:channel\ntype H struct{}\n//+ws:channel\ntype I struct{}\n//ws: channel\ntype J struct{}\n//ws:\ntype K struct{}\n" +
				"// ws:channel=chat\ntype L struct{}\n//ws:channel, chat\ntype M struct{}\n//\u00a0ws:channel\ntype N struct{}\n/*\n * A is.\n * ws:strict\n */\ntype O struct{}\n// Ws:chanel\ntype P struct{}\n" +
				"func f() {\n// ws: channel path=/x\n}\n// Ws:channel\nfunc g() {}\n",
			mistakes: []string{
				`^2:1: // ws: channel is not read as a directive; write //ws:channel$`,
				`^4:1: // Ws:channel is not read`, `^6:1: // WS:Channel is not read`, `^8:1: //  ws:channel is not read`, `^10:1: //\tws:channel is not read`,
				`^12:1: // ws :channel is not read`, `^14:4: a block comment holds no directives; write //ws:channel on a line of its own$`,
				`^16:1: // @ws:channel is not read`, `^18:1: //\+ws:channel is not read`, `^20:1: //ws: channel is not read`, `^22:1: ws: names no directive; the directives are`,
				`^24:1: ws:channel= is not a directive; put a space after ws:channel$`, `^26:1: ws:channel, is not a directive; put a space`, `^28:1: //\x{a0}ws:channel is not read`,
				`^32:4: a block comment`, `^35:1: // Ws:chanel is not read as a directive; write //ws:channel$`,
				`^38:1: // ws: channel is not read`, `^40:1: // Ws:channel is not read`,
			},
		},
		{
			// All but one: "ws:message catches." is what a directive looks like.
			name: "prose, URLs and code are not directives",
			src: "// A is declared by ws:channel and so on.\n// See ws://example.com/x and\n// ws://example.com/x or\n// wss://example.com/x\ntype A struct{}\n" +
				"//ws://localhost:8080\n//wss:channel\n// ws:8080\n// ws: the websocket connection\n// ws:\"optional\" says so.\nvar v int\n" +
				"// ws: message types of the room follow\ntype B struct{}\n// ws:channel, ws:union and ws:message are directives.\n// ws:channel: declares a channel.\nfunc f() {\n// ws: channel closed\n//ws := dial()\n// ws:listen\n" +
				"//ws: channel,\n//ws: conn\n}\n\n/*\nA page:\n\n\tws:channel chat\n*/\n\n// Write\n//\n//\tws:channel chat\n//\n// above it.\nfunc g() {}\n\n// WS: channel\n// ws: union of clients\n// Ws:connect\n\n" +
				"type C struct {\n// F is set only when a\n// ws:channels map names it.\nF int\n}\n// g handles what a\n// ws:message catches.\nfunc g2() {}\n",
			mistakes: []string{`^48:1: ws:message belongs`},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			found, mistakes := collect(t, "package p\n"+test.src)
			if got, want := strings.Join(found, "\n"), strings.Join(test.found, "\n"); got != want {
				t.Errorf("found\n%s\nwant\n%s", got, want)
			}
			for i := range max(len(mistakes), len(test.mistakes)) {
				got, want := "nothing", "nothing"
				if i < len(mistakes) {
					got = mistakes[i]
				}
				if i < len(test.mistakes) {
					want = test.mistakes[i]
				}
				if !regexp.MustCompile(want).MatchString(got) {
					t.Errorf("mistake %d is %s\n\twant %s", i+1, got, want)
				}
			}
		})
	}
}

func TestDirectiveOnPackageClauseIsMisplaced(t *testing.T) {
	_, mistakes := collect(t, "//ws:channel\npackage p\n")
	if len(mistakes) != 1 || !strings.HasPrefix(mistakes[0], "1:1: ws:channel belongs on a struct type, not on a package") {
		t.Error(mistakes)
	}
}

func TestExamplesOfTheVocabularyAreRight(t *testing.T) {
	for _, spec := range Vocabulary {
		found, mistakes := collect(t, "package p\n"+spec.Example)
		if len(mistakes) > 0 {
			t.Errorf("ws:%s: %q", spec.Name, mistakes)
		}
		if !strings.Contains(strings.Join(found, "\n"), "//ws:"+spec.Name) {
			t.Errorf("ws:%s: the example does not show it", spec.Name)
		}
		for _, name := range spec.Excludes {
			if Lookup(name) == nil {
				t.Errorf("ws:%s excludes ws:%s, which does not exist", spec.Name, name)
			}
		}
	}
}

// TestNoFalseAlarms reads the standard library, in which there is no contract.
func TestNoFalseAlarms(t *testing.T) {
	suspects := 0
	err := filepath.WalkDir(filepath.Join(build.Default.GOROOT, "src"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || !entry.Type().IsRegular() {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil || !Suspect(src) {
			return err
		}
		suspects++
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, src, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil // a test file with a syntax error
		}
		_, errs := Collect([]*ast.File{file})
		for _, err := range errs {
			t.Errorf("%s: %s", fset.Position(err.Pos), err.Message)
		}
		return nil
	})
	if err != nil {
		t.Skip("no source of the standard library:", err)
	}
	t.Logf("%d files were suspect", suspects)
}
