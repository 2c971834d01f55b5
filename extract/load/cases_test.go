package load

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/wscontract/wscontract/extract"
	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/source"
)

// cases makes the contract of every package of ../../testdata that is a case of
// the language.
func cases(t *testing.T) map[string]*contract.Contract {
	t.Helper()
	entries, err := os.ReadDir("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	var patterns []string
	for _, e := range entries {
		if sources, _ := filepath.Glob(filepath.Join("../../testdata", e.Name(), "*.go")); len(sources) == 0 {
			continue
		}
		if _, err := os.Stat(filepath.Join("../../testdata", e.Name(), "go.mod")); err != nil { // not a module of its own
			patterns = append(patterns, "./"+e.Name())
		}
	}
	p, diags, err := Packages(context.Background(), Config{Dir: "../../testdata"}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	contracts := map[string]*contract.Contract{}
	for _, s := range p.Packages {
		one := *p // the cases may have channels of the same path
		one.Packages = []*source.Package{s}
		c, more := extract.Extract(&one)
		diags = append(diags, more...)
		contracts[s.Pkg.Path()] = c
	}
	for _, d := range diags {
		t.Errorf("%s:%d:%d: %s", d.Pos.File, d.Pos.Line, d.Pos.Column, d.Message)
	}
	if len(contracts) < 25 {
		t.Errorf("there are only %d cases", len(contracts))
	}
	return contracts
}

func encode(t *testing.T, c *contract.Contract) string {
	t.Helper()
	var b strings.Builder
	if err := c.Encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestContractsKeepTheirSchema holds extracted contracts to the published
// schema, and reads them back.
func TestContractsKeepTheirSchema(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(contract.Schema))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("contract.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("contract.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range cases(t) {
		data := encode(t, c)
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); err != nil {
			t.Errorf("%s: %#v", name, err)
		}
		again, err := contract.Decode(strings.NewReader(data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if encode(t, again) != data {
			t.Errorf("%s: a contract that is read back is written differently", name)
		}
		if again.Fingerprint() != c.Fingerprint() {
			t.Errorf("%s: a contract that is read back has another fingerprint", name)
		}
	}
}

func TestEqualPackagesGiveEqualContracts(t *testing.T) {
	first := cases(t)
	for name, c := range cases(t) {
		if encode(t, c) != encode(t, first[name]) {
			t.Errorf("%s: the contract differs from one run to the next", name)
		}
	}
}
