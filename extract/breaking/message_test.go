package breaking_test

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/wscontract/wscontract/extract/breaking"
	"github.com/wscontract/wscontract/extract/contract"
)

// A maker makes messages of one contract, far too many and not all of them right:
// which of them are messages is for the decoder of that contract to say. It has
// numbers and words of both contracts, so that it tries the bounds of both.
type maker struct {
	c       *contract.Contract
	numbers []int64
	words   []string
	client  bool // clients may send keys of their own, and keys in another case
	rand    *rand.Rand
}

// newMaker returns a maker of messages of the first contract.
func newMaker(c, other *contract.Contract, client bool) *maker {
	m := &maker{c: c, client: client, rand: rand.New(rand.NewPCG(1, 2))}
	m.numbers = []int64{0, 1, 2, 3}
	for _, c := range []*contract.Contract{c, other} {
		for _, n := range c.Types {
			m.learn(n.Struct)
			if n.Enum != nil {
				for _, v := range n.Enum.Values {
					m.words = append(m.words, strings.Trim(v.Value, `"`))
				}
			}
			if n.Union != nil {
				for _, v := range n.Union.Variants {
					m.words = append(m.words, v.Tag)
				}
				m.learn(n.Union.Envelope)
			}
		}
		for _, ch := range c.Channels {
			for _, t := range ch.Roots() {
				m.learn(t.Struct)
			}
		}
	}
	slices.Sort(m.numbers)
	m.numbers = slices.Compact(m.numbers)
	slices.Sort(m.words)
	m.words = slices.Compact(m.words)
	return m
}

// learn takes over what stands in the rules and constants of a struct.
func (m *maker) learn(st *contract.Struct) {
	if st == nil {
		return
	}
	for _, c := range st.Consts {
		m.words = append(m.words, strings.Trim(c.Value, `"`))
	}
	for _, f := range st.Fields {
		if f.Const != nil {
			m.words = append(m.words, strings.Trim(f.Const.Value, `"`))
		}
		m.learnRules(f.Rules)
		for part := range f.Type.Parts() {
			m.learn(part.Struct)
		}
		m.learn(f.Type.Struct)
	}
}

func (m *maker) learnRules(r *contract.Rules) {
	if r == nil {
		return
	}
	for _, rule := range r.Rules {
		for _, rule := range append([]*contract.Rule{rule}, rule.Or...) {
			if n, err := strconv.ParseInt(rule.Param, 10, 32); err == nil {
				m.numbers = append(m.numbers, n-1, n, n+1)
			}
			m.words = append(m.words, breaking.SplitWords(rule.Param)...)
		}
	}
	m.learnRules(r.Keys)
	m.learnRules(r.Elem)
}

// texts are strings of many kinds.
func (m *maker) texts() []string {
	list := []string{"", "a", "ab", "Ab1", "a b", "é", "1", "-1", "12.5", "a@b.example", "2020-01-02T03:04:05Z", "0001-01-01T00:00:00Z", "aGk=", "AAEC", "AAECAw==",
		"deadbeef", "#fff", "127.0.0.1", "::1", "https://a.example/x", "http://a.example/x", "ftp://a.example", "10.0.0.0/8",
		"9b2e4f0a-0c1d-4e2f-8a3b-4c5d6e7f8091", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "a/b", "true", "-", "2001:db8::/32", "rgb(1,2,3)", "EUR", "d41d8cd98f00b204e9800998ecf8427e",
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "6fa459ea-ee8a-3ca4-894e-db77e160355e",
		"886313e1-3b8a-5372-9b90-0c9aee199e5d", "9B2E4F0A-0C1D-4E2F-8A3B-4C5D6E7F8091", "ä1", "ä", "a\tb", "ab-"}
	for _, n := range m.numbers {
		if n >= 0 && n <= 4000 {
			list = append(list, strings.Repeat("x", int(n)))
			list = append(list, base64.StdEncoding.EncodeToString(make([]byte, n)))
		}
	}
	list = append(list, m.words...)
	slices.Sort(list)
	return slices.Compact(list)
}

// integers are numbers at the ends of all ranges.
func (m *maker) integers() []string {
	var list []string
	for _, n := range m.numbers {
		list = append(list, fmt.Sprint(n))
	}
	for _, n := range m.numbers {
		list = append(list, fmt.Sprint(-n))
	}
	list = append(list, "-1", "127", "128", "-128", "-129", "255", "256", "32767", "32768", "-32769", "65535", "65536", "2147483647", "2147483648",
		"-2147483649", "4294967295", "4294967296", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551615")
	for _, word := range m.words {
		if _, err := strconv.ParseInt(word, 10, 64); err == nil {
			list = append(list, word)
		}
	}
	return list
}

func quoted(list []string) []string {
	var q []string
	for _, s := range list {
		b, err := json.Marshal(s)
		if err != nil {
			panic(err)
		}
		q = append(q, string(b))
	}
	return q
}

var anything = []string{`null`, `true`, `1`, `"x"`, `[]`, `{}`, `1.5`}

// values returns JSON texts that may be values of a type, null among them.
func (m *maker) values(t *contract.Type, depth int) []string {
	if depth > 5 {
		return []string{"null"}
	}
	switch t.Kind {
	case contract.Bool:
		return []string{"true", "false"}
	case contract.String:
		return quoted(m.texts())
	case contract.Float32, contract.Float64, contract.Number:
		return slices.Concat(m.integers(), []string{"0.5", "-0.5", "1e38", "1e39", "1e300", "-1e300", "1e400"})
	case contract.Bytes, contract.ByteArray, contract.Time:
		return quoted(m.texts())
	case contract.Any, contract.Raw:
		return anything
	case contract.Pointer:
		return slices.Concat(m.values(t.Elem, depth), []string{"null"})
	case contract.Slice, contract.Array:
		return m.lists(t, depth)
	case contract.Map:
		return m.maps(t, depth)
	case contract.Inline:
		return m.objects(t.Struct, nil, depth)
	case contract.Ref:
		return m.named(t, depth)
	}
	return m.integers()
}

func (m *maker) named(t *contract.Type, depth int) []string {
	n := m.c.Named(t.Name)
	switch {
	case n.Struct != nil:
		return m.objects(n.Struct, nil, depth)
	case n.Union != nil:
		return m.unions(n.Union, depth)
	case n.Enum != nil:
		return m.values(&contract.Type{Kind: n.Enum.Base}, depth)
	case n.Codec != nil && n.Codec.Decode == "" && n.Codec.Fallback != nil:
		return m.values(n.Codec.Fallback, depth+1)
	case n.Codec != nil && n.Codec.Text:
		return quoted(m.texts())
	case n.Codec != nil:
		return slices.Concat(anything, quoted(m.texts()))
	case n.Underlying != nil:
		return m.values(n.Underlying, depth+1)
	}
	return nil
}

// rich returns messages that say much: the longest ones, and some of the others.
func (m *maker) rich(messages []string) []string {
	list := slices.SortedFunc(slices.Values(messages), func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return slices.Concat(list[:min(1, len(list))], m.some(messages, 2))
}

// some returns at most n of a list, spread over it.
func (m *maker) some(list []string, n int) []string {
	if len(list) <= n {
		return list
	}
	list = slices.Clone(list)
	m.rand.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list[:n]
}

func (m *maker) lists(t *contract.Type, depth int) []string {
	elems := m.values(t.Elem, depth+1)
	list := []string{"[]"}
	for _, e := range m.some(elems, 120) {
		list = append(list, "["+e+"]", "["+e+","+e+"]")
	}
	for n := range 18 {
		list = append(list, fill(elems, n))
	}
	alike := m.some(elems, 12)
	for _, n := range m.numbers {
		if n > 0 && n < 200 {
			list = append(list, fill(elems, int(n)))
			for i := range alike {
				list = append(list, fill(alike[i:i+1], int(n)))
			}
		}
	}
	return list
}

// fill is a list of n elements, which differ where there are enough.
func fill(elems []string, n int) string {
	var list []string
	for i := range n {
		list = append(list, elems[i%len(elems)])
	}
	return "[" + strings.Join(list, ",") + "]"
}

func (m *maker) maps(t *contract.Type, depth int) []string {
	var keys []string
	for _, k := range m.values(t.Key, depth+1) {
		if !strings.HasPrefix(k, `"`) {
			k = `"` + k + `"`
		}
		keys = append(keys, k)
	}
	elems := m.values(t.Elem, depth+1)
	list := []string{"{}"}
	for i, k := range m.some(keys, 60) {
		list = append(list, "{"+k+":"+elems[i%len(elems)]+"}", "{"+k+":"+elems[0]+"}")
	}
	for _, e := range m.some(elems, 60) {
		list = append(list, "{"+keys[len(keys)/2]+":"+e+"}")
	}
	for _, e := range append(m.some(elems, 8), elems[len(elems)/2]) {
		for n := range 8 {
			var entries []string
			for i := range min(n, len(keys)) {
				entries = append(entries, keys[i]+":"+e)
			}
			list = append(list, "{"+strings.Join(entries, ",")+"}")
		}
	}
	return list
}

// A member is a key with the entries that it may have, "" for none.
type member struct{ entries []string }

// objects returns objects with all combinations of their members, or a sample of
// them where these are many. More members come from around.
func (m *maker) objects(st *contract.Struct, more []member, depth int) []string {
	members := slices.Clone(more)
	for _, f := range st.Fields {
		members = append(members, member{m.entries(f, depth)})
	}
	for _, c := range st.Consts {
		members = append(members, member{[]string{quoted([]string{c.Name})[0] + ":" + c.Value}})
	}
	if m.client || st.Fallback != nil {
		members = append(members, member{[]string{"", `"a key of its own":"x"`, `"a key of its own":1`}})
	}
	limit := 600
	if depth > 0 {
		limit = 150
	}
	return m.combine(members, limit)
}

// entries are what a field may stand as in an object, "" for not at all.
func (m *maker) entries(f *contract.Field, depth int) []string {
	var values []string
	if f.Const != nil {
		values = append(values, f.Const.Value)
	}
	values = append(values, m.likely(f.Type, depth))
	values = append(values, m.values(f.Type, depth+1)...)
	if f.Quoted {
		for i, v := range values {
			if !strings.HasPrefix(v, `"`) && v != "null" {
				values[i] = `"` + v + `"`
			}
		}
	}
	values = append(values, "null")
	entries := []string{""}
	for i, v := range values {
		entries = append(entries, quoted([]string{f.Name})[0]+":"+v)
		if m.client && f.IgnoreCase && i < 12 {
			entries = append(entries, strings.ToUpper(quoted([]string{f.Name})[0])+":"+v)
		}
	}
	return entries
}

// combine returns objects of the members.
func (m *maker) combine(members []member, limit int) []string {
	total := 1
	for _, mem := range members {
		total = min(total*len(mem.entries), 1<<30)
	}
	var list []string
	for i := range min(total, limit) {
		var entries []string
		n := i
		for _, mem := range members {
			at := n % len(mem.entries)
			n /= len(mem.entries)
			if total > limit {
				switch at = m.rand.IntN(len(mem.entries)); m.rand.IntN(6) {
				case 0:
					at = 0 // absent, if it can be
				case 1, 2:
					at = min(1, len(mem.entries)-1) // what is likely
				}
			}
			if mem.entries[at] != "" {
				entries = append(entries, mem.entries[at])
			}
		}
		list = append(list, "{"+strings.Join(entries, ",")+"}")
	}
	return list
}

func (m *maker) unions(u *contract.Union, depth int) []string {
	tags := map[string]*contract.Type{}
	for _, v := range u.Variants {
		tags[v.Tag] = v.Type
	}
	if u.Other != nil {
		tags["another tag"] = nil
		if u.IntTag {
			tags["4711"] = nil
		}
	}
	var list []string
	for tag, t := range tags {
		if u.IntTag && tag == "another tag" {
			continue
		}
		text := quoted([]string{tag})[0]
		if u.IntTag {
			text = tag
		}
		around := []member{{[]string{quoted([]string{u.Tag})[0] + ":" + text}}}
		if u.Envelope != nil {
			for _, f := range u.Envelope.Fields {
				entries := []string{""}
				for _, v := range append(m.some(m.values(f.Type, depth+1), 10), "null") {
					entries = append(entries, quoted([]string{f.Name})[0]+":"+v)
				}
				around = append(around, member{entries})
			}
		}
		st := &contract.Struct{}
		if t != nil {
			if n := m.c.Named(t.Name); n.Struct != nil {
				st = n.Struct
			}
		}
		if u.Content != "" {
			if m.client {
				around = append(around, member{[]string{"", `"a key of its own":1`}})
			}
			entries := []string{}
			for _, o := range m.objects(st, nil, depth+1) {
				entries = append(entries, quoted([]string{u.Content})[0]+":"+o)
			}
			around = append(around, member{entries})
			list = append(list, m.combine(around, 500)...)
			continue
		}
		bare := *st // the tag is said once
		bare.Fields = slices.DeleteFunc(slices.Clone(st.Fields), func(f *contract.Field) bool { return f.Name == u.Tag })
		bare.Consts = slices.DeleteFunc(slices.Clone(st.Consts), func(c *contract.Const) bool { return c.Name == u.Tag })
		list = append(list, m.objects(&bare, around, depth)...)
	}
	slices.Sort(list)
	return list
}
