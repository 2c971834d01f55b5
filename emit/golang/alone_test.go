package golang_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/wscontract/wscontract/emit/golang"
	"github.com/wscontract/wscontract/extract/contract"
)

// What is emitted for a package must be the same whichever others are generated
// with it, also where they have types in common and reach other flavours of them,
// or leave out fields that it does not.
func TestOutputOfAPackageDoesNotDependOnOthers(t *testing.T) {
	tagged := func(n *contract.Named) *contract.Named {
		n.ID, n.Tagged = n.ID+"?tagged", true
		return n
	}
	plain := []*contract.Named{
		structType("common.Addr", field("In", "in", ref("common.Inner"))),
		structType("common.Inner", field("X", "x", integer, "min=1")),
	}
	loose := []*contract.Named{
		tagged(structType("common.Addr", field("In", "in", ref("common.Inner?tagged"), "optional"))),
		tagged(structType("common.Inner", field("X", "x", integer, "min=1", "optional"))),
	}
	whole := &contract.Contract{Types: slices.Concat(plain, loose)}
	alone := map[string]*contract.Contract{}
	add := func(m *contract.Named, common []*contract.Named) {
		t := &contract.Type{Kind: contract.Ref, Name: m.ID}
		c := of([]*contract.Channel{channel("m", t, t)}, append(slices.Clone(common), m)...)
		c.Packages[0].Dir = here
		alone[here] = c
		whole.Packages = append(whole.Packages, c.Packages...)
		whole.Channels = append(whole.Channels, c.Channels...)
		whole.Types = append(whole.Types, m)
	}
	here = "required"
	add(structType("M", field("Addr", "addr", ref("common.Addr"))), plain)
	here = "optional"
	add(structType("M", field("Addr", "addr", ref("common.Addr"), "optional")), plain)
	here = "tagged"
	add(tagged(structType("M", field("Addr", "addr", ref("common.Addr?tagged"), "optional"))), loose)
	whole.Sort()

	together := emitAll(t, whole)
	for _, name := range slices.Sorted(maps.Keys(alone)) {
		for file, content := range emitAll(t, alone[name]) {
			if together[file] != content {
				t.Errorf("%s differs; alone:\n%s\nwith others:\n%s", file, content, together[file])
			}
		}
	}
}

// emitAll returns the emitted files by their paths.
func emitAll(t *testing.T, c *contract.Contract) map[string]string {
	t.Helper()
	outputs, diags, err := golang.Emit(c)
	if err != nil || len(diags) > 0 {
		t.Fatal(diags, err)
	}
	files := map[string]string{}
	for _, o := range outputs {
		files[o.Path] = string(o.Content)
	}
	return files
}
