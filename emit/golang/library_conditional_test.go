package golang_test

import (
	"fmt"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// A neighbour is a field that conditional rules name, and its values in
// messages; an empty one is an absent key.
type neighbour struct {
	name, source string
	t            func() *contract.Type
	values       string // separated by semicolons
}

var neighbours = []neighbour{
	{"A", "string", func() *contract.Type { return str }, `;"x";"y"`},
	{"B", "int", func() *contract.Type { return integer }, `;2;3`},
	{"C", "*string", func() *contract.Type { return ptr(str) }, `;null;"";"x";"nil"`},
	{"D", "[]string", func() *contract.Type { return slice(str) }, `;[];["a"]`},
	{"E", "bool", func() *contract.Type { return boolean }, `;true;false`},
	{"G", "*float64", func() *contract.Type { return ptr(leaf(contract.Float64)) }, `;null;0;0.5`},
	{"H", "map[string]int", func() *contract.Type { return mapOf(str, integer) }, `;{};{"a":1}`},
	{"I", "any", func() *contract.Type { return anyType }, `;null;0;"a"`},
	{"J", "time.Time", func() *contract.Type { return leaf(contract.Time) }, `;"0001-01-01T00:00:00Z";"2001-01-01T00:00:00Z"`},
	{"K", "Inner", func() *contract.Type { return ref("Inner") }, `;{};{"a":"x"}`},
	{"L", "*Inner", func() *contract.Type { return ptr(ref("Inner")) }, `;null;{"a":"x"}`},
	{"M", "[2]int", func() *contract.Type { return array(2, integer) }, `;[0,0];[0,1]`},
	{"N", "Level", func() *contract.Type { return ref("Level") }, `;0;-1`},
	{"O", "*uint8", func() *contract.Type { return ptr(leaf(contract.Uint8)) }, `;null;0;255`},
	{"P", "*[]string", func() *contract.Type { return ptr(slice(str)) }, `;null;[];["a"]`},
	{"Q", "time.Duration", func() *contract.Type { return leaf(contract.Duration) }, `;0;5`},
	{"R", "[]byte", func() *contract.Type { return leaf(contract.Bytes) }, `;"";"AQ=="`},
}

// conditionalKinds are types of the field that has the rule, and values of it.
var conditionalKinds = []neighbour{
	{"", "string", func() *contract.Type { return str }, `;"";"x"`},
	{"", "*string", func() *contract.Type { return ptr(str) }, `;null;"";"x"`},
	{"", "**ID", func() *contract.Type { return ptr(ptr(ref("ID"))) }, `;null;"";"x"`},
	{"", "int", func() *contract.Type { return integer }, `;0;1`},
	{"", "bool", func() *contract.Type { return boolean }, `;true;false`},
	{"", "[]string", func() *contract.Type { return slice(str) }, `;[];["a"]`},
	{"", "*[]string", func() *contract.Type { return ptr(slice(str)) }, `;null;[];["a"]`},
	{"", "map[string]int", func() *contract.Type { return mapOf(str, integer) }, `;{};{"a":1}`},
	{"", "[2]int", func() *contract.Type { return array(2, integer) }, `;[0,0];[0,1]`},
	{"", "[]byte", func() *contract.Type { return leaf(contract.Bytes) }, `;"";"AQ=="`},
	{"", "float64", func() *contract.Type { return leaf(contract.Float64) }, `;0;1.5`},
	{"", "time.Time", func() *contract.Type { return leaf(contract.Time) }, `;"0001-01-01T00:00:00Z";"2001-01-01T00:00:00Z"`},
	{"", "time.Duration", func() *contract.Type { return leaf(contract.Duration) }, `;0;1`},
	{"", "Inner", func() *contract.Type { return ref("Inner") }, `;{};{"a":"x"}`},
	{"", "*Inner", func() *contract.Type { return ptr(ref("Inner")) }, `;null;{};{"a":"x"}`},
	{"", "any", func() *contract.Type { return anyType }, `;null;0;"a"`},
}

// conditionalTags are asked of a field of every kind.
var conditionalTags = lines(`required_if=A x
	required_unless=A x
	required_with=A
	required_with_all=A C
	required_without=A
	required_without_all=A C
	excluded_if=A x
	excluded_unless=A x
	excluded_with=A
	excluded_with_all=A C
	excluded_without=A
	excluded_without_all=A C`)

// neighbourTags are asked of a string and of a pointer, about neighbours of every
// kind.
var neighbourTags = lines(`required_if=A x B 2
	required_if=A 'x' E true
	required_unless=A x B 2
	required_unless=A x A y
	excluded_if=A x B 0x2
	excluded_unless=A x B 2
	required_if=C x
	required_if=C nil
	required_unless=C nil
	required_if=D nil
	required_if=D 0
	required_unless=D 1
	required_if=E false
	required_unless=E true
	required_if=G 0.5
	required_unless=G 0
	required_if=H nil
	excluded_if=H 1
	required_if=N -1
	required_if=O 255
	required_unless=P nil
	required_if=P 0
	required_if=Q 5
	required_if=R nil
	excluded_unless=R 1
	required_with=A B
	required_without=C D
	required_with_all=E G
	required_without_all=H I
	excluded_with=J K
	excluded_without=L M
	excluded_with_all=N O
	excluded_without_all=P Q
	required_with=I J
	required_without=K L
	required_with=M
	required_with_all=P R
	required_without_all=M N
	required_with=A,omitempty,min=2
	required_without=A,omitnil,alpha
	excluded_with=A,omitzero,min=2
	required_with=A,excluded_with=B
	omitempty,excluded_with=A
	omitempty,required_with=A,max=3`)

// addConditionals adds the rules that ask other fields.
func (b *judgeBuilder) addConditionals() {
	for i, kind := range conditionalKinds {
		for _, tag := range conditionalTags {
			b.addConditional(kind, tag)
		}
		if i < 2 {
			for _, tag := range neighbourTags {
				b.addConditional(kind, tag)
			}
		}
	}
}

// addConditional adds one rule about a field of a kind, whose messages combine
// the values of the field with those of the neighbours that the rule names.
func (b *judgeBuilder) addConditional(kind neighbour, tag string) {
	source := fmt.Sprintf("F %s ~json:\"f,omitzero\" validate:%q~", kind.source, tag)
	describe := []*contract.Field{fieldWithTag(kind.t(), tag)}
	messages := withValues([]string{""}, "f", kind.values)
	for _, n := range neighbours {
		if !strings.Contains(tag, "="+n.name) && !strings.Contains(tag, " "+n.name) {
			continue
		}
		key := strings.ToLower(n.name)
		source += fmt.Sprintf("\n%s %s ~json:\"%s,omitzero\"~", n.name, n.source, key)
		describe = append(describe, field(n.name, key, n.t(), "omitzero"))
		messages = withValues(messages, key, n.values)
	}
	for i, m := range messages {
		messages[i] = "{" + strings.TrimPrefix(m, ",") + "}"
	}
	b.add(messages, source, describe...)
}

// withValues returns the messages with each of the values of a key.
func withValues(messages []string, key, values string) []string {
	var out []string
	for _, m := range messages {
		for value := range strings.SplitSeq(values, ";") {
			if value == "" {
				out = append(out, m)
			} else {
				out = append(out, fmt.Sprintf("%s,%q:%s", m, key, value))
			}
		}
	}
	return out
}
