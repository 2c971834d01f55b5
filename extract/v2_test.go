package extract

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/extract/contract"
)

// v2Facts is what testdata/v2 tells of one type.
type v2Facts struct {
	Name   string
	Err    string
	Values []v2Value
	Folded []string
}

type v2Value struct {
	Keys   []string
	Raw    map[string]string
	Fields map[string]v2Field
}

type v2Field struct {
	JSON string
	Zero bool
}

// TestFieldsAreThoseOfV2 compares the contract with encoding/json/v2: for each
// type of testdata/v2, the same keys in the same order from the same Go fields,
// left out in the same cases, and the same types refused.
func TestFieldsAreThoseOfV2(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a program")
	}
	cmd := exec.Command("go", "run", "./testdata/v2")
	cmd.Stderr = os.Stderr
	// The experiment jsonv2 of Go 1.26 is an older version of the package.
	cmd.Env = append(os.Environ(), "GOEXPERIMENT=")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []v2Facts
	if err := json.Unmarshal(out, &all); err != nil {
		t.Fatal(err)
	}
	src, err := os.ReadFile("testdata/v2/types.go")
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 80 {
		t.Errorf("only %d types are compared", len(all))
	}
	for _, facts := range all {
		t.Run(facts.Name, func(t *testing.T) {
			channel := "-- types.go --\n" + string(src) +
				"-- channel.go --\npackage main\n\n//ws:channel\ntype Chan struct {\n\tServerToClient " + facts.Name + "\n}\n"
			c, diags := Extract(program(t, channel))
			bad := strings.HasPrefix(facts.Name, "Bad")
			if bad != (facts.Err != "") {
				t.Errorf("the name says bad=%t, but v2 says %q", bad, facts.Err)
			}
			for _, d := range diags {
				if !bad {
					t.Errorf("%d:%d: %s", d.Pos.Line, d.Pos.Column, d.Message)
				}
				t.Log(d.Message)
			}
			if bad {
				if len(diags) == 0 {
					t.Errorf("accepted, but v2 says %s", facts.Err)
				}
				return
			}
			st := typeOf(t, c, facts.Name).Struct
			for i, v := range facts.Values {
				compareKeys(t, []string{"full", "zero", "empty"}[i], st, v)
			}
			if st.Fallback != nil {
				return // every key is found
			}
			var folded []string
			for _, f := range st.Fields {
				if f.IgnoreCase {
					folded = append(folded, f.Name)
				}
			}
			if !slices.Equal(folded, facts.Folded) {
				t.Errorf("case is ignored for %q, by v2 for %q", folded, facts.Folded)
			}
		})
	}
}

// compareKeys works out which keys the contract says are written of a value, and
// compares them and their values with what v2 has written.
func compareKeys(t *testing.T, name string, st *contract.Struct, v v2Value) {
	var keys []string
	for _, f := range st.Fields {
		path := ""
		missing := false
		for i, s := range f.Go {
			path += strings.Repeat(".", min(i, 1)) + s.Name
			missing = missing || s.Pointer && v.Fields[path].JSON == "null"
		}
		field, ok := v.Fields[path]
		if missing {
			continue // below a nil pointer
		}
		if !ok {
			t.Errorf("%s: there is no Go field %s", name, path)
			continue
		}
		if f.OmitZero && field.Zero || f.OmitEmpty && slices.Contains([]string{"null", `""`, "[]", "{}"}, field.JSON) {
			continue
		}
		keys = append(keys, f.Name)
		want := field.JSON
		if f.Quoted && want != "null" {
			want = `"` + want + `"`
		}
		if got := v.Raw[f.Name]; got != want {
			t.Errorf("%s: v2 writes %s under %q, but the field %s is %s", name, got, f.Name, path, want)
		}
	}
	if st.Fallback != nil {
		var members map[string]json.RawMessage
		if raw := v.Fields[fallbackPath(st)].JSON; raw != "" && raw != "null" {
			if err := json.Unmarshal([]byte(raw), &members); err != nil {
				t.Fatal(err)
			}
		}
		keys = append(keys, slices.Sorted(maps.Keys(members))...)
	}
	if !slices.Equal(keys, v.Keys) {
		t.Errorf("%s: the contract has the keys\n\t%q\nand v2 writes\n\t%q", name, keys, v.Keys)
	}
}

func fallbackPath(st *contract.Struct) string {
	var names []string
	for _, s := range st.Fallback.Go {
		names = append(names, s.Name)
	}
	return strings.Join(names, ".")
}
