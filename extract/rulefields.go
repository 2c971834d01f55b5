package extract

import (
	"fmt"
	"go/types"
	"slices"
	"strconv"
	"strings"
)

// sibling returns the field that a rule names, of the struct that has the rule's
// own field, or what is wrong with the name.
func (c *ruleCheck) sibling(name string) (v *types.Var, problem string) {
	if c.dived {
		return nil, fmt.Sprintf("the rule %s is not supported after dive; check it in a method Validate() error", c.rule)
	}
	if strings.Contains(name, ".") {
		return nil, fmt.Sprintf("the rule %s is only supported with fields of the same struct; check it in a method Validate() error", c.rule)
	}
	v = fieldOfStruct(c.parent, name)
	if v == nil || !v.Exported() {
		message := fmt.Sprintf("the rule %s needs a field of the same struct, and there is no exported field %s; ", c.rule, name)
		if near := nearestField(c.parent, name); near != "" {
			return nil, message + "did you mean " + near + "?"
		}
		return nil, message + "write its Go name"
	}
	if v == c.m.v {
		return nil, fmt.Sprintf("the rule %s compares %s with itself; name another field", c.rule, name)
	}
	return v, ""
}

// words returns the values that the parameter lists.
func (c *ruleCheck) words() []string {
	words := word.FindAllString(c.param, -1)
	for i, w := range words {
		words[i] = strings.ReplaceAll(w, "'", "")
	}
	return words
}

// fieldsParam is for rules that ask whether other fields have a value.
func fieldsParam(c *ruleCheck) string {
	names := c.words()
	if len(names) == 0 {
		return fmt.Sprintf("the rule %s needs fields; write %s=FIELD or %s=FIELD FIELD", c.rule, c.rule, c.rule)
	}
	for _, name := range names {
		if _, problem := c.sibling(name); problem != "" {
			return problem
		}
	}
	return ""
}

// valuesParam is for rules that ask which values other fields have.
func valuesParam(c *ruleCheck) string {
	words := c.words()
	if len(words) == 0 || len(words)%2 != 0 {
		return fmt.Sprintf("the rule %s needs pairs of a field and a value; write %s=FIELD VALUE", c.rule, c.rule)
	}
	var seen []string
	for pair := range slices.Chunk(words, 2) {
		v, problem := c.sibling(pair[0])
		if problem != "" {
			return problem
		}
		if c.rule == "required_if" && slices.Contains(seen, pair[0]) {
			return fmt.Sprintf("the rule %s names %s twice, which cannot have two values; remove one", c.rule, pair[0])
		}
		seen = append(seen, pair[0])
		if want := c.x.cannotBe(v.Type(), pair[1]); want != "" {
			return fmt.Sprintf("%s, which is %s, is never %q for the rule %s; write %s", pair[0], c.x.typeString(v.Type()), pair[1], c.rule, want)
		}
	}
	return ""
}

// cannotBe returns what could stand instead of a text that github.com/go-playground/validator
// does not take for a value of a type, or "".
func (x *extractor) cannotBe(t types.Type, value string) string {
	var err error
	switch x.classOf(t) {
	case aString:
	case aBool:
		if value != "true" && value != "false" {
			return "true or false"
		}
	case anInt, aDuration:
		if n, err := strconv.ParseInt(value, 0, 64); err != nil || bitsOfInt(t) < 64 && n != n<<(64-bitsOfInt(t))>>(64-bitsOfInt(t)) {
			return "an integer in its range"
		}
	case aUint:
		if n, err := strconv.ParseUint(value, 0, 64); err != nil || n>>bitsOfInt(t) != 0 {
			return "an integer in its range"
		}
	case aFloat:
		if _, err = strconv.ParseFloat(value, bitsOf(t)); err != nil {
			return "a number"
		}
	case aSlice, aMap, someBytes:
		if _, isArray := unpoint(t).Underlying().(*types.Array); isArray {
			return "a field that is no array"
		}
		if value == "nil" {
			return ""
		}
		if _, err = strconv.ParseUint(value, 0, 31); err != nil {
			return "nil, or a length"
		}
	default:
		return "a field that is a string, a bool, a number, a slice or a map"
	}
	return ""
}

// bitsOfInt returns the size of an integer type; of int, what every machine has
// at most.
func bitsOfInt(t types.Type) uint {
	b, _ := unpoint(t).Underlying().(*types.Basic)
	switch b.Kind() {
	case types.Int8, types.Uint8:
		return 8
	case types.Int16, types.Uint16:
		return 16
	case types.Int32, types.Uint32:
		return 32
	}
	return 64
}

// jsonParam is for the rule json, which is about slices of bytes, not arrays.
func jsonParam(c *ruleCheck) string {
	if _, ok := unpoint(c.typ).Underlying().(*types.Array); ok {
		return fmt.Sprintf("the rule json does not apply to %s; use []byte", c.x.typeString(c.typ))
	}
	return noParam(c)
}
