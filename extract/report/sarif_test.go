package report

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schemaModule has the official JSON Schema of SARIF 2.1.0 in it, as OASIS
// publishes it, in a Go constant. The module is in the public domain. It is only
// downloaded, not built.
const (
	schemaModule = "github.com/owenrumney/go-sarif/v3@v3.3.1"
	schemaFile   = "pkg/report/v210/sarif/schema.go"
)

// officialSchema returns the schema, or skips the test where it cannot be had.
func officialSchema(t *testing.T) string {
	t.Helper()
	cmd := exec.Command("go", "mod", "download", "-json", schemaModule)
	cmd.Dir = t.TempDir() // outside of this module, which does not require it
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod")
	out, err := cmd.Output()
	var module struct{ Dir, Error string }
	if json.Unmarshal(out, &module) != nil || err != nil || module.Dir == "" {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the schema of SARIF cannot be had: %v %s", err, module.Error)
		}
		t.Skipf("no network: SARIF is not held to the official schema (%v %s)", err, module.Error)
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(module.Dir, filepath.FromSlash(schemaFile)), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var text string
	ast.Inspect(file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && len(lit.Value) > len(text) {
			text = lit.Value
		}
		return true
	})
	text, err = strconv.Unquote(text)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestSARIFKeepsTheOfficialSchema(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(officialSchema(t)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	valid := func(text string) error {
		log, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Validate(log)
	}
	for _, r := range []*Report{sample(), {}, {Version: "v1.2.3", Rules: sample().Rules}} {
		if err := valid(written(t, r, SARIF)); err != nil {
			t.Errorf("%v", err)
		}
	}
	broken := strings.Replace(written(t, sample(), SARIF), `"ruleId"`, `"rule"`, 1)
	if valid(broken) == nil {
		t.Error("the schema accepts anything")
	}
}

func TestSARIFNamesRulesAndPlaces(t *testing.T) {
	var log sarifLog
	if err := json.Unmarshal([]byte(written(t, sample(), SARIF)), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	for _, result := range run.Results {
		if run.Tool.Driver.Rules[result.RuleIndex].ID != result.RuleID {
			t.Errorf("result of %s points at rule %s", result.RuleID, run.Tool.Driver.Rules[result.RuleIndex].ID)
		}
	}
	if got := run.Results[0].Locations[0].Physical.Artifact.URI; got != "a%20b/chat.go" {
		t.Errorf("a path with a space is the URI %s", got)
	}
	if got := run.Results[2].Locations[0].Physical.Artifact; got.URI != "file:///else/where.go" || got.URIBaseID != "" {
		t.Errorf("an absolute path is %+v", got)
	}
	if got := run.Results[1].Level + " " + run.Results[2].Level; got != "warning note" {
		t.Errorf("the levels are %s", got)
	}
	if len(run.Results[3].Locations) != 0 || len(run.Results[0].Related) != 1 {
		t.Error("a finding without a place has one")
	}
}
