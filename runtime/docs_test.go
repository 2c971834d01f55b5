package runtime

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

var updateDocs = flag.Bool("update", false, "write the table of close codes in docs/runtime.md")

// page returns a page of the documentation.
func page(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "docs", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestDocsHaveTheCloseCodes holds the table in docs/runtime.md to the one in code.
// With -update it is written.
func TestDocsHaveTheCloseCodes(t *testing.T) {
	const name, begin, end = "runtime.md", "| --: | --- | --- | --- |\n", "\n<!-- end -->"
	text := page(t, name)
	before, rest, ok := strings.Cut(text, begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatal("there is no table of close codes")
	}
	var table strings.Builder
	for _, c := range CloseCodes() {
		fmt.Fprintf(&table, "| %d | %s | %s | %s |\n", c.Code, c.Name, c.Meaning, c.Reconnect)
	}
	want := before + begin + table.String() + end + after
	if text == want {
		return
	}
	if !*updateDocs {
		t.Fatal("docs/runtime.md has another table of close codes; go test ./runtime -run TestDocs -update writes it")
	}
	if err := os.WriteFile(filepath.Join("..", "docs", name), []byte(want), 0o666); err != nil {
		t.Fatal(err)
	}
}

// number writes a default as the documentation does: 65,536; 10 s; none.
func number(v reflect.Value) string {
	switch d, isTime := v.Interface().(time.Duration); {
	case v.IsZero():
		return "none"
	case isTime && d%time.Second == 0:
		return strconv.Itoa(int(d/time.Second)) + " s"
	case isTime:
		return strconv.Itoa(int(d/time.Millisecond)) + " ms"
	}
	digits := fmt.Sprint(v.Interface())
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// numbers adds the fields of a struct that are limits, by name.
func numbers(list map[string]string, prefix string, options any) {
	v := reflect.ValueOf(options)
	for field, value := range v.Fields() {
		switch {
		case field.Anonymous:
		case value.CanInt(), value.CanFloat():
			list[prefix+field.Name] = number(value)
		case value.Kind() == reflect.Struct:
			numbers(list, prefix+field.Name+".", value.Interface())
		}
	}
}

// TestDocsHaveTheLimits holds the tables in docs/limits.md to the defaults.
func TestDocsHaveTheLimits(t *testing.T) {
	want := map[string]string{}
	numbers(want, "", Options{}.withDefaults())
	numbers(want, "DialOptions.", DialOptions{}.withDefaults())
	numbers(want, "ConnectOptions.", ConnectOptions[None, None]{}.withDefaults())
	text := page(t, "limits.md")
	row := regexp.MustCompile("(?m)^\\| `([A-Za-z.]+)` \\| ([^|]+) \\|")
	for _, cells := range row.FindAllStringSubmatch(text, -1) {
		name, got := cells[1], cells[2]
		switch byDefault, ok := want[name]; {
		case !ok:
			t.Errorf("docs/limits.md: there is no option %s, or it has two rows", name)
		case got != byDefault:
			t.Errorf("docs/limits.md: the default of %s is %s, not %s", name, byDefault, got)
		}
		delete(want, name)
	}
	for name := range want {
		t.Errorf("docs/limits.md: %s, which is %s, is not there", name, want[name])
	}
	for _, code := range regexp.MustCompile(`\b[14]\d{3}\b`).FindAllString(strings.ReplaceAll(text, "1,000", ""), -1) {
		if n, _ := strconv.Atoi(code); CloseCode(n).Info().Meaning == "" {
			t.Errorf("docs/limits.md: %s is not in the table of close codes", code)
		}
	}
}

// What the Go code of a page may use without saying where it comes from.
const docsPreamble = `
var (
	sessions map[string]string
	handler  runtime.Handler[chat.Command, chat.Event]
	hello    chat.Chat
	token    string
)
`

// TestDocsCompile compiles what is marked go in the pages about the runtime:
// declarations as they stand, and statements in a function.
func TestDocsCompile(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: does not compile the code in docs")
	}
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	overlay := map[string]string{}
	packages := []string{"build", "-overlay", filepath.Join(dir, "overlay.json")}
	for _, name := range []string{"runtime.md", "limits.md", "deployment.md"} {
		pkg := "docs_" + strings.TrimSuffix(name, ".md")
		packages = append(packages, "./examples/"+pkg)
		sources := append([]string{docsPreamble}, goBlocks(page(t, name))...)
		if len(sources) == 1 {
			t.Errorf("%s has no code", name)
		}
		for i, source := range sources {
			file := filepath.Join(dir, fmt.Sprintf("%s_%d.go", pkg, i))
			if err := os.WriteFile(file, []byte(goFile(pkg, source)), 0o666); err != nil {
				t.Fatal(err)
			}
			overlay[filepath.Join(root, "examples", pkg, filepath.Base(file))] = file
		}
	}
	spec, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "overlay.json"), spec, 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", packages...)
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// goBlocks returns the Go code of a page.
func goBlocks(text string) (blocks []string) {
	for _, block := range regexp.MustCompile("(?ms)^```go\n(.*?)^```$").FindAllStringSubmatch(text, -1) {
		blocks = append(blocks, block[1])
	}
	return blocks
}

// docsImports are the packages that pages use, by the name they use.
var docsImports = map[string]string{
	"chat":    "github.com/wscontract/wscontract/examples/chat/chat",
	"context": "context",
	"errors":  "errors",
	"fmt":     "fmt",
	"http":    "net/http",
	"netip":   "net/netip",
	"runtime": "github.com/wscontract/wscontract/runtime",
	"slog":    "log/slog",
	"testing": "testing",
	"time":    "time",
	"wstest":  "github.com/wscontract/wscontract/runtime/wstest",
}

// goFile makes a file of some code.
func goFile(pkg, source string) string {
	if !regexp.MustCompile(`(?m)^(func|type|var|const) `).MatchString(source) {
		source = "func _(ctx context.Context, mux *http.ServeMux) error {\n{\n" + source + "}\nreturn nil\n}\n"
	}
	var imports strings.Builder
	for name, path := range docsImports {
		if regexp.MustCompile(`\b` + name + `\.[A-Z]`).MatchString(source) {
			fmt.Fprintf(&imports, "import %q\n", path)
		}
	}
	return "package " + pkg + "\n" + imports.String() + source
}
