package judge

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"time"

	"example.com/random/kit"
	"github.com/go-json-experiment/json/jsontext"
)

// A maker makes random values.
type maker struct {
	*rand.Rand
	left *int // how many values a message may still have before it gets no more lists and pointers
}

// deepest is how deep values nest before they get no more lists and pointers.
const deepest = 9

// largest is how many values a message has before it gets no more of them.
const largest = 150

func newMaker(seed1, seed2 uint64) maker {
	return maker{rand.New(rand.NewPCG(seed1, seed2)), new(int)}
}

// message makes a message.
func (m maker) message(t reflect.Type) reflect.Value {
	*m.left = largest
	return m.any(t, hints{}, 0)
}

var texts = []string{"", "a", "ab", "abc", "ABC", "Ab1", "12", "-1.5", "a b", "é", "日本語", "\u0000", "<&>", "\u2028", "\"\\/", "𝄞", "x-y", strings.Repeat("long ", 30)}

var numbers = []float64{0, 1, -1, 2, 3, 7, 10, 0.5, -0.25, 1e21, 1e-7, 123456789.125}

// value makes a value of type t. The tag has the rules that it should keep.
func (m maker) value(t reflect.Type, rules string, depth int) reflect.Value {
	if strings.HasPrefix(rules, "required_") || strings.HasPrefix(rules, "excluded_") { // ask other fields
		if m.one(2) {
			return reflect.Zero(t)
		}
		_, rules, _ = strings.Cut(rules, ",")
	}
	if rules == "" || rules == "-" || strings.Contains(rules, "field=") {
		return m.any(t, hints{}, depth)
	}
	h := hintsOf(rules)
	tries := 40
	if reaches(t, func(t reflect.Type) bool { return t.Kind() == reflect.Struct && t != timeType || unions[t] != nil }) {
		tries = 2 // for each level that values nest, so many times more
	}
	var v reflect.Value
	for left := *m.left; ; {
		*m.left = left
		if v = m.any(t, h, depth); keeps(v, rules) || m.one(tries) {
			return v
		}
	}
}

// hints are the words and numbers in a tag, and those near them.
type hints struct {
	words []string
	ints  []int64
}

var knownHints = map[string]hints{}

func hintsOf(rules string) hints {
	h, ok := knownHints[rules]
	if ok {
		return h
	}
	for rule := range strings.FieldsFuncSeq(rules, func(r rune) bool { return r == ',' || r == '|' }) {
		h.words = append(h.words, strings.Split(samples[rule], "|")...)
	}
	for _, word := range strings.FieldsFunc(rules, func(r rune) bool { return strings.ContainsRune(",|= '", r) }) {
		var n int64
		if d, err := time.ParseDuration(word); err == nil {
			h.ints = append(h.ints, int64(d), int64(d)-1, int64(d)+1)
		}
		if _, err := fmt.Sscan(word, &n); err == nil {
			h.ints = append(h.ints, n, n-1, n+1)
			for _, length := range []int64{n - 1, n, n + 1} {
				if 0 <= length && length < 100 {
					h.words = append(h.words, strings.Repeat("a", int(length)), strings.Repeat("é", int(length)), strings.Repeat("7", int(length)))
				}
			}
		}
		h.words = append(h.words, word, "a"+word, word+"b")
	}
	knownHints[rules] = h
	return h
}

func (m maker) one(n int) bool { return m.IntN(n) == 0 }

func pick[T any](m maker, list []T) T { return list[m.IntN(len(list))] }

// any makes a value of type t.
func (m maker) any(t reflect.Type, h hints, depth int) reflect.Value {
	v := reflect.New(t).Elem()
	if *m.left--; *m.left < 0 {
		depth = deepest
	}
	if m.special(v, depth) {
		return v
	}
	switch t.Kind() {
	case reflect.Bool:
		v.SetBool(m.one(2))
	case reflect.String:
		v.SetString(m.text(h))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(m.integer(t.Bits(), h))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		n := uint64(m.integer(64, h)) & (1<<t.Bits() - 1)
		if t.Bits() == 64 && m.one(2) {
			n %= 100
		}
		v.SetUint(n)
	case reflect.Float32, reflect.Float64:
		f := pick(m, numbers)
		if len(h.ints) > 0 && m.one(2) {
			f = float64(pick(m, h.ints)) + pick(m, []float64{0, 0, 0.5})
		} else if m.one(8) {
			f = pick(m, []float64{math.MaxFloat32, -math.MaxFloat32, math.SmallestNonzeroFloat32})
		}
		v.SetFloat(f)
	case reflect.Pointer:
		if depth < deepest && !m.one(3) {
			v.Set(reflect.New(t.Elem()))
			v.Elem().Set(m.any(t.Elem(), h, depth+1))
		}
	case reflect.Slice:
		n := m.length(h, depth)
		v.Set(reflect.MakeSlice(t, n, n))
		for i := range n {
			v.Index(i).Set(m.any(t.Elem(), h, depth+1))
		}
	case reflect.Array:
		for i := range t.Len() {
			v.Index(i).Set(m.any(t.Elem(), h, depth+1))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(t))
		for range m.length(h, depth) {
			v.SetMapIndex(m.any(t.Key(), h, depth+1), m.any(t.Elem(), h, depth+1))
		}
	case reflect.Struct:
		m.fields(v, depth)
	default:
		panic(fmt.Sprintf("no value of type %v", t))
	}
	return v
}

func (m maker) length(h hints, depth int) int {
	switch {
	case depth >= deepest:
		return 0
	case len(h.ints) > 0 && m.one(2):
		return int(min(max(0, pick(m, h.ints)), 12))
	}
	return m.IntN(4)
}

func (m maker) text(h hints) string {
	if len(h.words) > 0 && !m.one(4) {
		return pick(m, h.words)
	}
	return pick(m, texts)
}

// integer makes an integer of so many bits: a small one, one from the rules, or
// one near a limit.
func (m maker) integer(bits int, h hints) int64 {
	var n int64
	switch {
	case len(h.ints) > 0 && !m.one(4):
		n = pick(m, h.ints)
	case m.one(4):
		n = int64(1)<<m.IntN(bits) - int64(m.IntN(2))
	default:
		n = int64(m.IntN(7) - 2)
	}
	return n << (64 - bits) >> (64 - bits)
}

// fields makes the fields of a struct.
func (m maker) fields(v reflect.Value, depth int) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if !f.IsExported() || unions[v.Type()] != nil && isVariant(f) {
			continue
		}
		if _, options, _ := strings.Cut(f.Tag.Get("json"), ","); strings.Contains(options, "embed") && f.Type.Kind() != reflect.Struct {
			m.fallback(v.Field(i), depth)
			continue
		}
		v.Field(i).Set(m.value(f.Type, f.Tag.Get("validate"), depth+1))
	}
}

// fallback makes the field for unknown keys.
func (m maker) fallback(v reflect.Value, depth int) {
	if v.Kind() == reflect.Pointer {
		if m.one(3) {
			return
		}
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	if v.Type() == rawJSON {
		v.SetBytes([]byte(pick(m, []string{"{}", `{"zz":1}`, `{"zz":[null],"zy":"\u003c"}`})))
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for _, key := range []string{"zx", "zy é"}[m.IntN(2):] {
		v.SetMapIndex(reflect.ValueOf(key).Convert(v.Type().Key()), m.any(v.Type().Elem(), hints{}, depth+1))
	}
}

// special makes values of types that are more than their kind, and reports
// whether v is of such a type.
func (m maker) special(v reflect.Value, depth int) bool {
	if values := enums[v.Type()]; values != nil {
		v.Set(reflect.ValueOf(pick(m, values)))
		return true
	}
	if u := unions[v.Type()]; u != nil {
		m.union(v, u, depth)
		return true
	}
	if t := v.Type(); t == rawJSON || t == rawMessage { // which can be one type
		v.SetBytes([]byte(pick(m, []string{"null", "true", "0", `"x"`, `[1,2,{"a":[]}]`, `{"b":1,"a":"é"}`, "-0.5e3"})))
		return true
	}
	switch p := v.Addr().Interface().(type) {
	case *any:
		*p = m.jsonValue(depth)
	case *json.Number:
		*p = json.Number(pick(m, []string{"0", "-1.50", "1e400", "123456789012345678901234567890"}))
	case *time.Time:
		zones := []*time.Location{time.UTC, time.UTC, time.FixedZone("", 3600), time.FixedZone("", -5*3600-1800)}
		*p = pick(m, []time.Time{{}, time.Unix(0, 0), time.Unix(1e9, 1e8), time.Unix(4e9, 123456789), time.Unix(1e9, 0)}).In(pick(m, zones))
		if p.Year() < 1 {
			*p = time.Time{}
		}
	case *kit.Upper:
		*p = kit.Upper(strings.ToUpper(pick(m, texts)))
	case *kit.Span:
		from := int8(m.IntN(100))
		*p = kit.Span{From: from, To: from + int8(m.IntN(20))}
	case *kit.InText:
		*p = kit.InText(pick(m, texts[:17]))
	case *kit.Point:
		*p = kit.NewPoint(m.IntN(9), -m.IntN(9))
	default:
		return false
	}
	return true
}

// union makes a value of a union.
func (m maker) union(v reflect.Value, u *union, depth int) {
	tag := pick(m, u.tags())
	variant := u.variants[tag]
	made := reflect.New(structOf(variant))
	if tag == "*" {
		tag = "other"
		raw := jsontext.Value(`"other"`)
		if u.intTag {
			tag = "77"
			raw = jsontext.Value(tag)
		}
		u.setOther(made.Elem(), tag, object([]member{
			{key: "more", value: jsontext.Value(pick(m, []string{"1", "null", `{"x":[]}`}))}, {key: u.tag, value: raw},
		}))
	} else {
		made.Elem().Set(m.any(made.Type().Elem(), hints{}, depth+1))
	}
	switch {
	case u.plain != nil:
		m.fields(v, depth)
		v.FieldByIndex(u.field(variant, tag).Index).Set(made)
	case reflect.TypeOf(variant).Kind() == reflect.Pointer:
		v.Set(made)
	default:
		v.Set(made.Elem())
	}
}

func (m maker) jsonValue(depth int) any {
	switch n := m.IntN(8); {
	case n == 0:
		return nil
	case n == 1:
		return m.one(2)
	case n <= 3:
		return pick(m, numbers)
	case n <= 5 || depth >= deepest:
		return pick(m, texts)
	case n == 6:
		list := []any{}
		for range m.IntN(4) {
			list = append(list, m.jsonValue(depth+1))
		}
		return list
	}
	object := map[string]any{}
	for range m.IntN(4) {
		object[pick(m, texts)] = m.jsonValue(depth + 1)
	}
	return object
}
