package contract

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func TestJSONRoundTrip(t *testing.T) {
	first := encoded(t, sample())
	c, err := Decode(strings.NewReader(first))
	if err != nil {
		t.Fatal(err)
	}
	if second := encoded(t, c); second != first {
		t.Errorf("a contract that was read back is written as\n%s\nwant\n%s", second, first)
	}
	if got, want := c.Fingerprint(), sample().Fingerprint(); got != want {
		t.Errorf("a contract that was read back has the fingerprint %s, want %s", got, want)
	}
	if !strings.Contains(first, "<b>") {
		t.Error("docs are escaped for HTML")
	}
}

func TestDecodeRefusesWhatItDoesNotUnderstand(t *testing.T) {
	good := encoded(t, sample())
	endless := sample()
	sayField(endless, "next").Type = &Type{Kind: Array, Len: 2, Elem: &Type{Kind: Ref, Name: "example.com/chat.Say"}}
	for _, test := range []struct{ name, src, want string }{
		{"unknown key", strings.Replace(good, `"packages"`, `"parcels"`, 1), "parcels"},
		{"other version", strings.Replace(good, `"version": 1`, `"version": 2`, 1), "version 2"},
		{"later version with another key", strings.Replace(good, `"version": 1`, `"version": 2, "more": []`, 1), "use the wscontract that wrote it"},
		{"merge conflict", strings.Replace(good, `  "channels"`, "<<<<<<< HEAD\n  \"channels\"", 1), "merge conflict"},
		{"endless type", encoded(t, endless), "the type example.com/chat.Say contains itself"},
		{"cut off", good[:len(good)/2], "unexpected EOF"},
		{"more behind it", good + "{}", "after its end"},
	} {
		if _, err := Decode(strings.NewReader(test.src)); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: the error is %v, want one with %q", test.name, err, test.want)
		}
	}
}

// TestDecodeReadsWhatEditorsMakeOfIt: a mark at the start, and other line ends.
func TestDecodeReadsWhatEditorsMakeOfIt(t *testing.T) {
	good := encoded(t, sample())
	c, err := Decode(strings.NewReader("\ufeff" + strings.ReplaceAll(good, "\n", "\r\n")))
	if err != nil {
		t.Fatal(err)
	}
	if encoded(t, c) != good {
		t.Error("it is not the same contract")
	}
}

// TestWhatDecodeAcceptsCanBeUsed replaces every value of the sample in turn by
// others: either that is no contract, or everything works with it.
func TestWhatDecodeAcceptsCanBeUsed(t *testing.T) {
	var doc any
	if err := json.Unmarshal([]byte(encoded(t, sample())), &doc); err != nil {
		t.Fatal(err)
	}
	var path string
	defer func() {
		if p := recover(); p != nil {
			t.Errorf("another %s: %v", path, p)
		}
	}()
	accepted, refused := 0, 0
	try := func() {
		text, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		c, err := Decode(bytes.NewReader(text))
		if err != nil {
			refused++
			return
		}
		accepted++
		for _, p := range c.Packages {
			c.Only(p.Path).Fingerprint()
		}
	}
	others := []any{nil, "string", []any{nil}, map[string]any{}, map[string]any{"kind": "ref", "name": "x"}}
	var visit func(at string, v any)
	visit = func(at string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for _, key := range slices.Sorted(maps.Keys(v)) {
				path = at + "/" + key
				was := v[key]
				if key == "pos" {
					continue
				}
				for _, other := range others {
					v[key] = other
					try()
				}
				delete(v, key)
				try()
				v[key] = was
				visit(at+"/"+key, was)
			}
		case []any:
			for i, e := range v {
				visit(at+"/"+strconv.Itoa(i), e)
			}
		}
	}
	visit("", doc)
	t.Logf("%d accepted, %d refused", accepted, refused)
}

func compiledSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(Schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("contract.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("contract.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSchemaAcceptsContracts(t *testing.T) {
	s := compiledSchema(t)
	for _, c := range []*Contract{sample(), {Version: 1, Packages: []*Package{}, Channels: []*Channel{}, Types: []*Named{}}} {
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(encoded(t, c)))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(doc); err != nil {
			t.Errorf("%#v", err)
		}
	}
}

// TestSchemaRefusesOtherKeys adds a key to every object of the sample in turn.
func TestSchemaRefusesOtherKeys(t *testing.T) {
	s := compiledSchema(t)
	var doc any
	if err := json.Unmarshal([]byte(encoded(t, sample())), &doc); err != nil {
		t.Fatal(err)
	}
	objects := 0
	var visit func(path string, v any)
	visit = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			objects++
			v["more"] = true
			if s.Validate(doc) == nil {
				t.Errorf("the schema accepts another key in %s", path)
			}
			delete(v, "more")
			for _, key := range slices.Sorted(maps.Keys(v)) {
				visit(path+"/"+key, v[key])
			}
		case []any:
			for i, e := range v {
				visit(path+"/"+strconv.Itoa(i), e)
			}
		}
	}
	visit("", doc)
	if objects < 100 {
		t.Errorf("only %d objects were tried", objects)
	}
}

// TestSchemaHasTheFieldsOfTheGoTypes compares the properties of each definition
// with the Go struct of the same name.
func TestSchemaHasTheFieldsOfTheGoTypes(t *testing.T) {
	type object struct {
		AdditionalProperties *bool                      `json:"additionalProperties"`
		Required             []string                   `json:"required"`
		Properties           map[string]json.RawMessage `json:"properties"`
	}
	var root struct {
		object
		Defs map[string]object `json:"$defs"`
	}
	if err := json.Unmarshal([]byte(Schema), &root); err != nil {
		t.Fatal(err)
	}
	root.Defs["contract"] = root.object
	seen := map[reflect.Type]bool{}
	var visit func(typ reflect.Type)
	visit = func(typ reflect.Type) {
		switch typ.Kind() {
		case reflect.Pointer, reflect.Slice:
			visit(typ.Elem())
			return
		case reflect.Struct:
		default:
			return
		}
		if seen[typ] {
			return
		}
		seen[typ] = true
		name := strings.ToLower(typ.Name()[:1]) + typ.Name()[1:]
		def, ok := root.Defs[name]
		if !ok {
			t.Errorf("the schema has no definition %s", name)
			return
		}
		delete(root.Defs, name)
		if def.AdditionalProperties == nil || *def.AdditionalProperties {
			t.Errorf("%s accepts other keys", name)
		}
		var keys, required []string
		for f := range typ.Fields() {
			tag, ok := f.Tag.Lookup("json")
			key, options, _ := strings.Cut(tag, ",")
			if !ok || key == "-" {
				if f.IsExported() && key != "-" {
					t.Errorf("%s.%s has no json tag", typ.Name(), f.Name)
				}
				continue
			}
			keys = append(keys, key)
			if options != "omitempty" && options != "omitzero" {
				required = append(required, key)
			}
			visit(f.Type)
		}
		slices.Sort(keys)
		if got := slices.Sorted(maps.Keys(def.Properties)); !slices.Equal(got, keys) {
			t.Errorf("%s has the properties\n\t%v\nbut the Go type has the keys\n\t%v", name, got, keys)
		}
		slices.Sort(required)
		if got := slices.Sorted(slices.Values(def.Required)); !slices.Equal(got, required) {
			t.Errorf("%s requires\n\t%v\nbut the Go type always writes\n\t%v", name, got, required)
		}
	}
	visit(reflect.TypeFor[Contract]())
	for name := range root.Defs {
		t.Errorf("the schema defines %s, which no Go type needs", name)
	}
}

func TestSchemaHasAllKinds(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "type.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			kinds = append(kinds, value)
		}
		return true
	})
	var schema struct {
		Defs struct {
			Type struct {
				Properties struct {
					Kind struct{ Enum []string }
				}
			}
		} `json:"$defs"`
	}
	if err := json.Unmarshal([]byte(Schema), &schema); err != nil {
		t.Fatal(err)
	}
	if got := schema.Defs.Type.Properties.Kind.Enum; !slices.Equal(got, kinds) {
		t.Errorf("the schema has the kinds\n\t%v\nthe constants are\n\t%v", got, kinds)
	}
}
