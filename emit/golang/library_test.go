package golang_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/emit/golang"
	"github.com/wscontract/wscontract/extract/contract"
)

// A ruled type is one that values are checked against the same tags of, by
// emitted code and by the library.
type ruledType struct {
	source string // of the type
	t      func() *contract.Type
	tags   string // one a line
	values string // JSON, one a line; an empty line is an absent key
}

// ruledDecls are the declarations that the types mention.
const ruledDecls = `
type ID string
type Level int8
type Tags []string
type Inner struct {
	A string ~json:"a,omitzero" validate:"required"~
	N int    ~json:"n,omitzero" validate:"max=3"~
	P *int   ~json:"p,omitzero"~
}
type Leaf struct {
	A string ~json:"a,omitzero"~
}
type Around struct {
	Inner   Leaf  ~json:"inner,omitzero"~
	Pointer *Leaf ~json:"pointer,omitzero"~
}
type Outer struct {
	Inner Inner   ~json:"inner,omitzero"~
	Skip  Inner   ~json:"skip,omitzero" validate:"omitempty"~
	List  []Inner ~json:"list,omitzero"~
	Pair  [2]int  ~json:"pair,omitzero" validate:"dive,max=0"~
}
`

func ruledNamed() []*contract.Named {
	return []*contract.Named{
		under("ID", str), under("Level", leaf(contract.Int8)), under("Tags", slice(str)),
		structType("Leaf", field("A", "a", str, "omitzero")),
		structType("Around", field("Inner", "inner", ref("Leaf"), "omitzero"), field("Pointer", "pointer", ptr(ref("Leaf")), "omitzero")),
		structType("Outer", field("Inner", "inner", ref("Inner"), "omitzero"), field("Skip", "skip", ref("Inner"), "omitzero", "validate=omitempty"),
			field("List", "list", slice(ref("Inner")), "omitzero"), field("Pair", "pair", array(2, integer), "omitzero", "validate=dive,max=0")),
		structType("Inner", field("A", "a", str, "omitzero", "validate=required"), field("N", "n", integer, "omitzero", "validate=max=3"), field("P", "p", ptr(integer), "omitzero")),
	}
}

const stringTags = `
	required
	len=2
	min=2
	max=2
	gt=2
	gte=2
	lt=2
	lte=2
	min=0
	gt=0
	lt=1
	len=0
	max=0
	eq=ab
	ne=ab
	eq=
	oneof=ab 'a b' é
	contains=b
	excludes=b
	startswith=a
	endswith=b
	alpha
	alphanum
	numeric
	ascii
	printascii
	lowercase
	uppercase
	omitempty,min=2
	omitzero,min=2
	omitnil,min=2
	min=1,max=3,alpha
	omitempty,len=2|len=4
	eq=|min=3
	isdefault
	isdefault|email
	omitempty,email
	numeric|alpha,max=3
	required,min=0|eq=x
`

var stringValues = strings.Join([]string{
	"", `""`, `"a"`, `"ab"`, `"abc"`, `"abcd"`, `"a b"`, `"é"`, `"日本"`, `"日本語"`, `"AB"`, `"Ab1"`, `"12"`, `"-1.5"`, `"+2"`, `"1."`, `".5"`, `"1e3"`,
	`" "`, `"\u007f"`, `"\u0000"`, `"ba"`, `"ÀÉ"`, `"ß"`, `"1"`, `"--1"`, `"x"`, `"\n"`,
}, "\n")

const numberTags = `
	required
	len=2
	min=2
	max=2
	gt=2
	gte=2
	lt=2
	lte=2
	eq=2
	ne=2
	min=0
	omitempty,gt=2
	omitzero,min=2
	omitnil,ne=0
	eq=1|gt=2
	numeric
	number
	isdefault
	min=1,max=3
`

var ruledTypes = []ruledType{
	{"string", func() *contract.Type { return str }, stringTags, stringValues},
	{"ID", func() *contract.Type { return ref("ID") }, stringTags, stringValues},
	{"*string", func() *contract.Type { return ptr(str) }, stringTags, stringValues + "\nnull"},
	{"**ID", func() *contract.Type { return ptr(ptr(ref("ID"))) }, "required\nmin=2\nomitempty,min=2\nomitnil,min=1\nomitzero,min=3", "\nnull\n\"\"\n\"a\"\n\"abc\""},
	{"int", func() *contract.Type { return integer }, numberTags + "oneof=1 -2 300\nmin=-1\nmax=-1\nlt=9223372036854775807\neq=0x2", "\n0\n1\n2\n3\n-1\n-2\n300\n9223372036854775807"},
	{"Level", func() *contract.Type { return ref("Level") }, numberTags + "oneof=1 -2\nmax=127\nmax=200\nmin=-128\nmin=-129\nne=300\nlt=127\ngt=-128\ngt=126\nlt=-127", "\n0\n1\n2\n3\n-128\n127\n126\n-127"},
	{"*int64", func() *contract.Type { return ptr(leaf(contract.Int64)) }, numberTags, "\nnull\n0\n1\n2\n3"},
	{"uint8", func() *contract.Type { return leaf(contract.Uint8) }, numberTags + "gt=0\nlte=255\nlt=256\nlt=255\ngte=0\nne=0\noneof=0 255\nlt=1", "\n0\n1\n2\n3\n255\n254"},
	{"uint64", func() *contract.Type { return leaf(contract.Uint64) }, "lte=18446744073709551614\nmin=5000000000\nmax=18446744073709551615", "\n0\n18446744073709551615\n18446744073709551614\n5000000000"},
	{"uint", func() *contract.Type { return leaf(contract.Uint) }, "min=5000000000\noneof=1 5000000000", "\n1\n5000000000"},
	{"float64", func() *contract.Type { return leaf(contract.Float64) }, numberTags + "min=0.1\nmax=-0.5\neq=1e3\nlt=inf\ngt=-inf\nne=nan", "\n0\n1\n2\n3\n0.1\n-0.5\n-0.6\n1000\n2.0000001"},
	{"float32", func() *contract.Type { return leaf(contract.Float32) }, numberTags + "min=0.1\nlte=0.3", "\n0\n1\n2\n3\n0.1\n0.3\n0.09999999"},
	{"bool", func() *contract.Type { return boolean }, "required\neq=true\neq=f\nne=1\nomitempty,eq=true", "\ntrue\nfalse"},
	{"*bool", func() *contract.Type { return ptr(boolean) }, "required\neq=true\nomitempty,eq=false", "\nnull\ntrue\nfalse"},
	{"time.Duration", func() *contract.Type { return leaf(contract.Duration) }, "required\nmin=1s\nmax=1m30s\ngt=1000\nlt=1h\neq=1ms\nne=5us\nlen=7\nmin=0\noneof=1 2000", "\n0\n1\n7\n1000\n2000\n5000\n1000000\n1000000000\n90000000000\n3600000000000"},
	{"time.Time", func() *contract.Type { return leaf(contract.Time) }, "required\ngt\ngte\nlt\nlte\nomitempty,gt\nomitzero,lt", "\n\"0001-01-01T00:00:00Z\"\n\"2001-01-01T00:00:00Z\"\n\"3001-01-01T00:00:00+01:00\"\n\"0001-01-01T01:00:00+01:00\""},
	{"*time.Time", func() *contract.Type { return ptr(leaf(contract.Time)) }, "required\ngt\nomitempty,lt", "\nnull\n\"0001-01-01T00:00:00Z\"\n\"2001-01-01T00:00:00Z\"\n\"3001-01-01T00:00:00Z\""},
	{"[]string", func() *contract.Type { return slice(str) }, `
		required
		len=2
		min=1
		max=1
		gt=1
		lt=2
		eq=2
		ne=2
		omitempty,min=1
		omitnil,min=1
		omitzero,min=2
		unique
		dive
		dive,min=1
		dive,required
		required,dive,required,alpha
		max=2,dive,max=1
		min=2|eq=0
		omitempty,dive,omitempty,min=2
	`, "\n[]\n[\"\"]\n[\"a\"]\n[\"a\",\"b\"]\n[\"a\",\"a\"]\n[\"a\",\"\",\"abc\"]"},
	{"Tags", func() *contract.Type { return ref("Tags") }, "required\nmin=1\ndive,min=1\nmax=2,dive,alpha", "\n[]\n[\"\"]\n[\"a\"]\n[\"a\",\"1\",\"b\"]"},
	{"*[]string", func() *contract.Type { return ptr(slice(str)) }, "required\nmin=1\ndive,min=1\nomitempty,dive,min=1\nomitempty,min=1", "\nnull\n[]\n[\"\"]\n[\"a\"]"},
	{"[]*string", func() *contract.Type { return slice(ptr(str)) }, "dive,min=1\ndive,required\ndive,omitempty,min=1\nunique\ndive,omitnil,alpha", "\n[]\n[null]\n[\"\"]\n[\"a\",null]\n[null,null]\n[\"a\",\"a\"]"},
	{"[][]int", func() *contract.Type { return slice(slice(integer)) }, "dive,min=1\ndive,dive,min=1\ndive,required,dive,gt=1\nmax=1,dive,max=1,dive,max=1", "\n[]\n[[]]\n[[0]]\n[[2,1]]\n[[3],[2]]"},
	{"[2]int", func() *contract.Type { return array(2, integer) }, "required\nlen=2\nmin=1\ndive,min=1\nomitempty,dive,min=2\nunique", "\n[0,0]\n[1,1]\n[1,2]"},
	{"[]byte", func() *contract.Type { return leaf(contract.Bytes) }, "required\nmin=1\nmax=2\nlen=0\nomitempty,len=3", "\n\"\"\n\"AQ==\"\n\"AQID\""},
	{"[2]byte", func() *contract.Type { return bytesOf(2) }, "required\nlen=2\nomitempty,min=2", "\n\"AAA=\"\n\"AQI=\""},
	{"map[string]int", func() *contract.Type { return mapOf(str, integer) }, `
		required
		len=1
		min=1
		max=1
		unique
		dive,min=1
		dive,keys,min=1,endkeys
		dive,keys,alpha,max=2,endkeys,required,max=5
		omitempty,min=1
		omitzero,min=2
	`, "\n{}\n{\"a\":1}\n{\"\":0}\n{\"a\":1,\"b\":1}\n{\"a\":1,\"abc\":6,\"1\":0}"},
	{"map[ID]*string", func() *contract.Type { return mapOf(ref("ID"), ptr(str)) }, "dive,min=1\ndive,keys,len=1,endkeys,omitempty,min=2\nunique", "\n{}\n{\"a\":null}\n{\"a\":\"\"}\n{\"ab\":\"abc\"}\n{\"a\":\"x\",\"b\":\"x\"}\n{\"a\":null,\"b\":null}"},
	{"[1]Inner", func() *contract.Type { return array(1, ref("Inner")) }, "\ndive\nomitempty,dive", "\n[{}]\n[{\"a\":\"x\"}]\n[{\"n\":4}]"},
	{"[1][1]*int", func() *contract.Type { return array(1, array(1, ptr(integer))) }, "dive,dive,required\ndive,dive,omitempty,min=1", "\n[[null]]\n[[0]]\n[[1]]"},
	{"Outer", func() *contract.Type { return ref("Outer") }, "\nrequired\nomitempty", "\n{}\n{\"inner\":{}}\n{\"inner\":{\"a\":\"x\"}}\n{\"inner\":{\"a\":\"x\"},\"list\":[{\"n\":2}]}\n{\"pair\":[1,0]}"},
	{"Inner", func() *contract.Type { return ref("Inner") }, "\nrequired\nomitempty\nomitzero\nomitnil\nomitempty,required", "\n{}\n{\"a\":\"\"}\n{\"a\":\"x\"}\n{\"n\":4}\n{\"a\":\"x\",\"n\":4}\n{\"n\":1}"},
	{"*Inner", func() *contract.Type { return ptr(ref("Inner")) }, "\nrequired\nomitempty\nomitzero\nomitnil", "\nnull\n{}\n{\"a\":\"\"}\n{\"a\":\"x\"}\n{\"n\":4}\n{\"a\":\"x\",\"n\":4}"},
	{"[]Inner", func() *contract.Type { return slice(ref("Inner")) }, "\ndive\ndive,required\nmax=1\nmax=1,dive\nunique=A\nunique=N,dive\ndive,omitempty\nunique=P", "\n[]\n[{}]\n[{\"a\":\"x\"}]\n[{\"a\":\"x\"},{\"a\":\"x\",\"n\":1}]\n[{\"a\":\"x\",\"n\":4},{\"a\":\"y\",\"n\":4}]\n[{\"p\":null},{}]\n[{\"p\":1},{\"p\":1}]\n[{\"p\":1},{\"p\":2}]"},
	{"[]*Inner", func() *contract.Type { return slice(ptr(ref("Inner"))) }, "\ndive\ndive,required\ndive,omitempty\nunique=A\nunique=P", "\n[]\n[null]\n[{}]\n[{\"a\":\"x\"},null]\n[{\"a\":\"x\"},{\"a\":\"x\",\"n\":4}]\n[null,null]"},
	{"map[string]Inner", func() *contract.Type { return mapOf(str, ref("Inner")) }, "\ndive\ndive,keys,min=1,endkeys\ndive,required", "\n{}\n{\"a\":{}}\n{\"\":{\"a\":\"x\"}}\n{\"a\":{\"a\":\"x\",\"n\":5}}"},
	{"map[string]*Inner", func() *contract.Type { return mapOf(str, ptr(ref("Inner"))) }, "\ndive\ndive,keys,min=1,endkeys\ndive,omitempty", "\n{}\n{\"a\":null}\n{\"a\":{}}\n{\"b\":{\"a\":\"x\"}}"},
	{"int16", func() *contract.Type { return leaf(contract.Int16) }, "port\niso3166_1_alpha_numeric\niso3166_1_alpha_numeric_eu\niso4217_numeric\nlatitude\nlongitude\nnoneof=1 -2 300", "\n0\n1\n-1\n-2\n300\n276\n-276\n1276\n978\n1978\n32767\n90\n91\n-90\n-91\n180\n181\n-180\n-181"},
	{"uint64", func() *contract.Type { return leaf(contract.Uint64) }, "port\niso3166_1_alpha_numeric\niso3166_1_alpha_numeric_eu\niso4217_numeric\nlatitude\nlongitude\nnoneof=1 300", "\n0\n1\n65535\n65536\n300\n276\n978\n18446744073709551615\n18446744073709551276\n18446744073709550978\n90\n91\n180\n181"},
	{"*int64", func() *contract.Type { return ptr(leaf(contract.Int64)) }, "port\nomitempty,port\nomitempty,iso4217_numeric", "\nnull\n0\n1\n65535\n65536\n978\n-9223372036854775808"},
	{"int", func() *contract.Type { return integer }, "luhn_checksum\ncountry_code\neu_country_code", "\n0\n10\n18\n-18\n276\n59\n42\n9223372036854775807\n-9223372036854775808\n4242424242424242"},
	{"uint64", func() *contract.Type { return leaf(contract.Uint64) }, "luhn_checksum\ncountry_code", "\n0\n18\n59\n276\n18446744073709551615\n18446744073709551611"},
	{"int8", func() *contract.Type { return leaf(contract.Int8) }, "port\nlatitude\nlongitude\niso4217_numeric\niso3166_1_alpha_numeric", "\n0\n1\n-1\n8\n127\n-128\n90\n91\n-90\n-91"},
	{"uint8", func() *contract.Type { return leaf(contract.Uint8) }, "port\nlatitude\nlongitude", "\n0\n1\n90\n91\n180\n181\n255"},
	{"float64", func() *contract.Type { return leaf(contract.Float64) }, "latitude\nlongitude", "\n0\n-0\n-0.0\n1e-300\n90\n90.00000000000001\n90.0000000000000000001\n-90\n-90.5\n89.99999\n180\n180.00000000000003\n-180\n-180.1\n1e300"},
	{"*float32", func() *contract.Type { return ptr(leaf(contract.Float32)) }, "latitude\nlongitude\nomitnil,longitude", "\nnull\n0\n90\n90.00001\n90.000001\n-90\n180\n180.00002\n-180.00002"},
	{"bool", func() *contract.Type { return boolean }, "boolean\nisdefault", "\ntrue\nfalse"},
	{"[]byte", func() *contract.Type { return leaf(contract.Bytes) }, "json\nisdefault", "\n\"\"\n\"bnVsbA==\"\n\"bnVs\"\n\"e30=\""},
	{"[]string", func() *contract.Type { return slice(str) }, "isdefault\ndive,email\ndive,isdefault\ndive,uuid|eq=x", "\n[]\n[\"\"]\n[\"a@b.cd\",\"x\"]"},
	{"*[]string", func() *contract.Type { return ptr(slice(str)) }, "isdefault\nisdefault,dive,email", "\nnull\n[]\n[\"x\"]"},
	{"time.Time", func() *contract.Type { return leaf(contract.Time) }, "isdefault", "\n\"0001-01-01T00:00:00Z\"\n\"2001-01-01T00:00:00Z\"\n\"0001-01-01T01:00:00+01:00\""},
	{"Inner", func() *contract.Type { return ref("Inner") }, "isdefault\nisdefault|required", "\n{}\n{\"a\":\"x\"}"},
	{"*Inner", func() *contract.Type { return ptr(ref("Inner")) }, "isdefault", "\nnull\n{}\n{\"a\":\"x\"}"},
	{"any", func() *contract.Type { return anyType }, "isdefault", "\nnull\n0\n\"\""},
	{"ID", func() *contract.Type { return ref("ID") }, "email\nomitempty,uuid4\noneofci=a B\ndatetime=15:04\nexcludesrune=a", "\n\"\"\n\"a@b.cd\"\n\"A\"\n\"12:30\"\n\"57b73598-8764-4ad0-a76a-679bb6640eb1\""},
	{"map[ID]string", func() *contract.Type { return mapOf(ref("ID"), str) }, "dive,keys,hostname,endkeys,url\nisdefault", "\n{}\n{\"a\":\"http://a\"}\n{\"1\":\"http://a\"}\n{\"a\":\"a\"}"},
	{"any", func() *contract.Type { return anyType }, "required\nomitempty\nomitnil,required", "\nnull\n0\n\"\"\n[]\n{}"},
}

// A pairOfFields is a type with two fields, the first with rules about the
// second.
type pairOfFields struct {
	source, other string
	t, u          func() *contract.Type
	rules         string
	values        string
}

// all returns the rules, and those of the same names whose parameter is a path.
func (p pairOfFields) all() []string {
	list := strings.Fields(p.rules)
	for _, rule := range strings.Fields(p.rules) {
		list = append(list, strings.TrimSuffix(rule, "field")+"csfield")
	}
	if kind := p.t().Kind; kind == contract.String || kind == contract.Ref && strings.Contains(p.source, "ID") {
		list = append(list, "fieldcontains", "fieldexcludes")
	}
	return list
}

var ruledPairs = []pairOfFields{
	{"string", "string", func() *contract.Type { return str }, func() *contract.Type { return str }, "eqfield nefield gtfield gtefield ltfield ltefield", `"" "a" "b" "ab" "é" "日本"`},
	{"ID", "*string", func() *contract.Type { return ref("ID") }, func() *contract.Type { return ptr(str) }, "eqfield nefield gtfield gtefield ltfield ltefield", `null "" "a" "ab"`},
	{"*string", "ID", func() *contract.Type { return ptr(str) }, func() *contract.Type { return ref("ID") }, "eqfield nefield gtfield", `null "" "a" "ab"`},
	{"int", "int", func() *contract.Type { return integer }, func() *contract.Type { return integer }, "eqfield nefield gtfield gtefield ltfield ltefield", `0 1 2 -1`},
	{"int8", "Level", func() *contract.Type { return leaf(contract.Int8) }, func() *contract.Type { return ref("Level") }, "eqfield gtfield", `0 1 2 -1`},
	{"float64", "*float64", func() *contract.Type { return leaf(contract.Float64) }, func() *contract.Type { return ptr(leaf(contract.Float64)) }, "eqfield nefield gtefield ltfield", `null 0 1.5 -1`},
	{"bool", "bool", func() *contract.Type { return boolean }, func() *contract.Type { return boolean }, "eqfield nefield", `true false`},
	{"time.Time", "time.Time", func() *contract.Type { return leaf(contract.Time) }, func() *contract.Type { return leaf(contract.Time) }, "eqfield nefield gtfield gtefield ltfield ltefield", `"2001-01-01T00:00:00Z" "2001-01-01T01:00:00+01:00" "2002-01-01T00:00:00Z"`},
	{"time.Time", "*time.Time", func() *contract.Type { return leaf(contract.Time) }, func() *contract.Type { return ptr(leaf(contract.Time)) }, "eqfield nefield gtfield", `null "2001-01-01T00:00:00Z" "2002-01-01T00:00:00Z"`},
	{"time.Duration", "time.Duration", func() *contract.Type { return leaf(contract.Duration) }, func() *contract.Type { return leaf(contract.Duration) }, "eqfield gtfield", `0 1 2`},
	{"[]string", "Tags", func() *contract.Type { return slice(str) }, func() *contract.Type { return ref("Tags") }, "eqfield nefield", `[] ["a"] ["b"] ["a","b"]`},
	{"[2]int", "[2]int", func() *contract.Type { return array(2, integer) }, func() *contract.Type { return array(2, integer) }, "eqfield", `[1,2] [2,3]`},
}

// addPaths adds rules about a field of a struct below, also behind pointers.
func (b *judgeBuilder) addPaths() {
	const values = `{} {"inner":{"a":"b"}} {"inner":{"a":"x"}} null`
	for _, rule := range strings.Fields("eqfield nefield gtfield ltefield eqcsfield necsfield gtcsfield gtecsfield ltcsfield ltecsfield fieldcontains fieldexcludes") {
		for _, outer := range []struct {
			source string
			t      *contract.Type
		}{{"Around", ref("Around")}, {"*Around", ptr(ref("Around"))}} {
			for _, path := range []string{"G.Inner.A", "G.Pointer.A"} {
				var messages []string
				for _, f := range []string{``, `"a"`, `"b"`, `"abc"`, `"x"`, `""`} {
					for g := range strings.FieldsSeq(values) {
						g = strings.Replace(g, "}}", `},"pointer":{"a":"b"}}`, 1)
						if f == "" {
							messages = append(messages, fmt.Sprintf(`{"g":%s}`, g))
						} else {
							messages = append(messages, fmt.Sprintf(`{"f":%s,"g":%s}`, f, g), fmt.Sprintf(`{"f":%s}`, f))
						}
					}
				}
				tag := rule + "=" + path
				b.add(messages, fmt.Sprintf("F string ~json:\"f,omitzero\" validate:%q~\nG %s ~json:\"g,omitzero\"~", tag, outer.source),
					fieldWithTag(str, tag), field("G", "g", outer.t, "omitzero"))
			}
		}
	}
}

// TestRulesAgreeWithTheLibrary asks emitted code and go-playground/validator
// about the same values of the same types with the same tags.
func TestRulesAgreeWithTheLibrary(t *testing.T) {
	here = "judge"
	b := &judgeBuilder{}
	for _, r := range ruledTypes {
		for _, tag := range lines(r.tags) {
			if tag == "" && r.tags[0] != '\n' {
				continue
			}
			var messages []string
			for value := range strings.SplitSeq(r.values, "\n") {
				if value == "" {
					messages = append(messages, "{}")
				} else {
					messages = append(messages, `{"f":`+value+"}")
				}
			}
			b.add(messages, fmt.Sprintf("F %s ~json:\"f,omitzero\" validate:%q~", r.source, tag), fieldWithTag(r.t(), tag))
		}
	}
	for _, r := range ruledPairs {
		for _, rule := range r.all() {
			messages := []string{"{}"}
			for f := range strings.FieldsSeq(r.values) {
				for g := range strings.FieldsSeq(r.values) {
					messages = append(messages, fmt.Sprintf(`{"f":%s,"g":%s}`, f, g))
				}
				messages = append(messages, fmt.Sprintf(`{"f":%s}`, f), fmt.Sprintf(`{"g":%s}`, f))
			}
			tag := rule + "=G"
			b.add(messages, fmt.Sprintf("F %s ~json:\"f,omitzero\" validate:%q~\nG %s ~json:\"g,omitzero\"~", r.source, tag, r.other),
				fieldWithTag(r.t(), tag), field("G", "g", r.u(), "omitzero"))
		}
	}
	b.addPaths()
	b.addGenerated()
	b.addConditionals()
	outputs, diags, err := golang.Emit(of(b.channels, append(b.types, ruledNamed()...)...))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		t.Error(d.Message)
	}
	m := newModule(t, "testdata/library.mod", "testdata/library.sum")
	m.add("judge/in.go", strings.ReplaceAll("package judge\n\nimport \"time\"\n\nvar _ time.Time\n"+ruledDecls+b.source.String(), "~", "`"))
	for _, o := range outputs {
		m.add("judge/"+o.Path, string(o.Content))
	}
	m.add("main.go", strings.Replace(libraryRunner, "CHECKS", b.checks.String(), 1)+generator)
	m.goCommand(nil, "vet", "./...")
	out := strings.TrimSpace(m.goCommand(nil, "run", "."))
	disagreements, count := out[:strings.LastIndexByte(out, '\n')+1], out[strings.LastIndexByte(out, '\n')+1:]
	if disagreements != "" {
		t.Error(disagreements)
	}
	t.Logf("%d rules in %d tags, %s values; seed %d", len(golang.RuleNames()), len(b.channels), count, *judgeSeed)
}

// lines returns the lines of a text without the space around them, the first
// also when it is empty.
func lines(text string) []string {
	var list []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" || len(list) == 0 {
			list = append(list, line)
		}
	}
	return list
}

func fieldWithTag(t *contract.Type, tag string) *contract.Field {
	if tag == "" {
		return field("F", "f", t, "omitzero")
	}
	return field("F", "f", t, "omitzero", "validate="+tag)
}

// A judgeBuilder collects what is to be judged.
type judgeBuilder struct {
	channels       []*contract.Channel
	types          []*contract.Named
	source, checks strings.Builder
}

func (b *judgeBuilder) add(messages []string, fields string, describe ...*contract.Field) {
	name := fmt.Sprintf("T%d", len(b.channels))
	b.declare(name, fields, describe...)
	for i, m := range messages {
		messages[i] = fmt.Sprintf("%q", m)
	}
	fmt.Fprintf(&b.checks, "\tcheck(%q, judge.Channels.%s.ClientToServer, %s)\n",
		strings.ReplaceAll(fields, "~", ""), name, strings.Join(messages, ", "))
}

// declare adds a struct with fields, and a channel for it.
func (b *judgeBuilder) declare(name, fields string, describe ...*contract.Field) {
	b.channels = append(b.channels, channel(name, ref(name), nil))
	b.types = append(b.types, structType(name, describe...))
	fmt.Fprintf(&b.source, "\ntype %s struct {\n%s\n}\n", name, fields)
}

const libraryRunner = `package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"

	"example.com/build/judge"
	"github.com/go-playground/validator/v10"
	"github.com/wscontract/wscontract/runtime"
)

var (
	library = validator.New()
	count   int

	disagreements int
)

func init() {
	library.RegisterTagNameFunc(func(f reflect.StructField) string {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		return name
	})
}

func main() {
CHECKS
	fmt.Println(count)
}

// check prints each message about which the two disagree. They must find the same
// values good and bad; and for each place at which the library finds something,
// we must find the first of it. Of alternatives, the library names the last. In
// absent arrays, it goes on to elements, which we do not. What is only validated
// must be found good and bad like what is decoded. It returns how many are good.
func check[T any](what string, codec runtime.Codec[T], messages ...string) (good int) {
	for _, m := range messages {
		v, err := codec.Decode([]byte(m))
		ours := map[string]string{}
		var invalid *runtime.ValidationError
		malformed := false
		if errors.As(err, &invalid) {
			for _, f := range invalid.Findings {
				ours[f.Path] = f.Code
				malformed = malformed || f.Code == "null"
			}
		}
		if malformed {
			continue // the library never sees it
		}
		count++
		theirs := judgement(&v)
		agree := (len(theirs) == 0) == (err == nil)
		seen := map[string]bool{}
		for _, f := range theirs {
			if !seen[f.path] {
				agree = agree && (strings.Contains(ours[f.path], f.code) || m == "{}")
			}
			seen[f.path] = true
		}
		if !agree {
			disagreements++
			fmt.Printf("%s\n\t%s\n\tlibrary: %v\n\tours:    %v\n", what, m, theirs, err)
		}
		if only := codec.Validate([]byte(m)); (only == nil) != (err == nil) {
			disagreements++
			fmt.Printf("%s\n\t%s\n\tvalidated: %v\n\tdecoded:   %v\n", what, m, only, err)
		}
		if err == nil {
			good++
		}
	}
	return good
}

type finding struct{ path, code string }

// judgement returns what the library finds. It panics about some values, such as
// "]:" as a tcp6_addr, which it does not accept either.
func judgement(v any) (found []finding) {
	defer func() {
		if r := recover(); r != nil {
			found = []finding{{"/f", ""}}
		}
	}()
	err := library.Struct(v)
	var errs validator.ValidationErrors
	if !errors.As(err, &errs) {
		if err != nil {
			panic(err)
		}
		return nil
	}
	for _, e := range errs {
		_, path, _ := strings.Cut(e.Namespace(), ".")
		path = strings.NewReplacer(".", "/", "[", "/", "]", "").Replace(path)
		var names []string
		for _, alternative := range strings.Split(e.Tag(), "|") {
			name, _, _ := strings.Cut(alternative, "=")
			names = append(names, name)
		}
		found = append(found, finding{"/" + path, strings.Join(names, "|")})
	}
	return found
}
`

// The rules of the table and those that the tests above ask about are the same.
func TestRulesThatAreTestedAreAllRules(t *testing.T) {
	tested := map[string]bool{"endkeys": true}
	var tags []string
	for _, r := range ruledTypes {
		tags = append(tags, lines(r.tags)...)
	}
	for _, r := range generatedRules {
		tags = append(tags, splitTags(r.tags)...)
	}
	for _, r := range ruledPairs {
		tags = append(tags, r.all()...)
	}
	for _, tag := range slices.Concat(tags, conditionalTags, neighbourTags) {
		for _, part := range strings.FieldsFunc(tag, func(r rune) bool { return r == ',' || r == '|' }) {
			name, _, _ := strings.Cut(part, "=")
			tested[name] = true
		}
	}
	if got, want := slices.Sorted(maps.Keys(tested)), golang.RuleNames(); !slices.Equal(got, want) {
		t.Errorf("tested rules\n%v\nthere are\n%v", got, want)
	}
}

// ruleNamed reports whether there is a rule with a name.
func ruleNamed(name string) bool { return slices.Contains(golang.RuleNames(), name) }
