package golang

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// A verdict says how a value breaks a rule.
type verdict struct {
	// breaks is the condition under which it does: "" when no value can,
	// [always] when every value does.
	breaks  string
	message string // in plain words, without the value
	err     string // why the rule says nothing about such a value
}

// always is the condition of a rule that no value keeps.
const always = "true"

// A row compiles one rule for a value.
type row func(o *operand, param string) verdict

// ruleTable has a row for each rule. What a rule means is what
// github.com/go-playground/validator v10 does; the flow rules omitempty,
// omitnil, omitzero, dive and keys are not rows but the work of
// [decoder.compile].
var ruleTable = map[string]row{
	"required": required,

	"len": bound{op: "!=", count: "exactly"}.row,
	"eq":  bound{op: "!=", count: "exactly", equal: true}.row,
	"ne":  bound{op: "==", count: "exactly", equal: true, not: true}.row,
	"min": bound{op: "<", count: "at least", number: "at least", time: "must not be in the past"}.row,
	"gte": bound{op: "<", count: "at least", number: "at least", time: "must not be in the past"}.row,
	"max": bound{op: ">", count: "at most", number: "at most", time: "must not be in the future"}.row,
	"lte": bound{op: ">", count: "at most", number: "at most", time: "must not be in the future"}.row,
	"gt":  bound{op: "<=", count: "more than", number: "greater than", time: "must be in the future"}.row,
	"lt":  bound{op: ">=", count: "fewer than", number: "less than", time: "must be in the past"}.row,

	"oneof":  oneOf,
	"unique": unique,

	"contains":   substring("Contains", false, "must contain"),
	"excludes":   substring("Contains", true, "must not contain"),
	"startswith": substring("HasPrefix", false, "must start with"),
	"endswith":   substring("HasSuffix", false, "must end with"),

	"alpha":      class("IsAlpha", "must have only the letters a to z and A to Z"),
	"alphanum":   class("IsAlphanum", "must have only the letters a to z and A to Z, and digits"),
	"numeric":    numeric,
	"ascii":      class("IsASCII", "must have only ASCII characters"),
	"printascii": class("IsPrintASCII", "must have only printable ASCII characters"),
	"lowercase":  class("IsLower", "must be in lower case and not empty"),
	"uppercase":  class("IsUpper", "must be in upper case and not empty"),

	"eqfield":  comparison{op: "!=", number: "equal to", text: "the same as", time: "the same as"}.row,
	"nefield":  comparison{op: "==", not: true, number: "equal to", text: "the same as", time: "the same as"}.row,
	"gtfield":  comparison{op: "<=", number: "greater than", text: "longer than", time: "after"}.row,
	"gtefield": comparison{op: "<", number: "at least", text: "at least as long as", time: "not before"}.row,
	"ltfield":  comparison{op: ">=", number: "less than", text: "shorter than", time: "before"}.row,
	"ltefield": comparison{op: ">", number: "at most", text: "at most as long as", time: "not after"}.row,
}

// RuleNames returns the names of the rules that can be emitted, sorted; with
// those that steer others.
func RuleNames() []string {
	names := []string{"omitempty", "omitnil", "omitzero", "dive", "keys", "endkeys"}
	for name := range ruleTable {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// required is broken by the zero value, and by nil where that stands for it. As
// the first rule of a struct it means nothing, which the library keeps for the
// sake of old tags.
func required(o *operand, _ string) verdict {
	cond := o.hasValue()
	switch {
	case cond == "", o.notEmpty, o.kind == contract.Inline && o.first, o.canBeNil() && o.x.nonNil:
		return verdict{}
	}
	v := verdict{breaks: negate(cond)}
	switch {
	case o.canBeNil():
		v.message = "must not be null"
	case o.isText(), o.kind == "":
		v.message = "must not be empty"
	case o.kind == contract.Bool:
		v.message = "must be true"
	default:
		v.message = "must not be zero"
	}
	return v
}

// substring returns the row of a rule about a part of a string.
func substring(function string, broken bool, message string) row {
	return func(o *operand, param string) verdict {
		if !o.isText() {
			return o.wants("a string")
		}
		cond := o.lib(stringsLib, function) + "(" + o.text() + ", " + quote(param) + ")"
		if !broken {
			cond = "!" + cond
		}
		return verdict{breaks: cond, message: message + " " + strconv.Quote(param)}
	}
}

// class returns the row of a rule about the characters of a string.
func class(function, message string) row {
	return func(o *operand, _ string) verdict {
		if !o.isText() {
			return o.wants("a string")
		}
		return verdict{breaks: "!" + o.lib(wireLib, function) + "(" + o.text() + ")", message: message}
	}
}

// numeric is about strings; a number always is one.
func numeric(o *operand, param string) verdict {
	if isNumber(o.kind) && o.kind != contract.Number {
		return verdict{}
	}
	return class("IsNumeric", "must be a number")(o, param)
}

// oneOfParam splits the parameter of oneof at spaces outside quotes.
var oneOfParam = regexp.MustCompile(`'[^']*'|\S+`)

// oneOf compares strings, and integers by their decimal text.
func oneOf(o *operand, param string) verdict {
	var values, literals []string
	for _, value := range oneOfParam.FindAllString(param, -1) {
		value = strings.ReplaceAll(value, "'", "")
		if slices.Contains(values, value) {
			continue
		}
		values = append(values, value)
		switch {
		case o.isText():
			literals = append(literals, quote(value))
		case isInteger(o.kind) || o.kind == contract.Duration:
			n, ok := parseInteger(value)
			if !ok || n.String() != value {
				return verdict{err: strconv.Quote(value) + " is not an integer; write it in decimal"}
			}
			if integerRange(o.kind).holds(n) {
				literals = append(literals, value)
			}
		default:
			return o.wants("a string or an integer")
		}
	}
	if len(literals) == 0 {
		return verdict{breaks: always}
	}
	x := o.wide(literals)
	return verdict{
		breaks:  x + " != " + strings.Join(literals, " && "+x+" != "),
		message: "must be one of: " + strings.Join(values, ", "),
	}
}

// unique is about the elements of a slice, the values of a map, or one field of
// the elements.
func unique(o *operand, param string) verdict {
	const message = "must not have the same element twice"
	elem := o.t.Elem
	switch o.kind {
	case contract.Slice, contract.Array:
	case contract.Map:
		function := "UniqueValues"
		if elem.Kind == contract.Pointer {
			function, elem = "UniquePointerValues", elem.Elem
		}
		if param != "" || !o.p.comparable(elem) {
			return verdict{err: "the values of the map cannot be compared; use it on a slice"}
		}
		return verdict{breaks: "!" + o.lib(wireLib, function) + "(" + o.expr + ")", message: "must not have the same value twice"}
	default:
		return o.wants("a slice or a map")
	}
	list := o.expr
	if o.kind == contract.Array {
		list = parenthesized(o.expr) + "[:]"
	}
	if param != "" {
		return o.uniqueBy(list, param)
	}
	function := "Unique"
	if elem.Kind == contract.Pointer {
		function, elem = "UniquePointers", elem.Elem
	}
	if !o.p.comparable(elem) {
		return verdict{err: "whole elements cannot be compared; use unique=FIELD with a field of theirs"}
	}
	return verdict{breaks: "!" + o.lib(wireLib, function) + "(" + list + ")", message: message}
}

// uniqueBy is unique for one field of elements that are structs, or pointers to
// structs:
//
//	!wire.UniqueBy(v.Items, func(x *Item) any { return x.ID })
func (o *operand) uniqueBy(list, name string) verdict {
	elem, function := o.t.Elem, "UniqueBy"
	if elem.Kind == contract.Pointer {
		elem, function = elem.Elem, "UniquePointersBy"
	}
	st := o.p.contract.Resolve(elem).Struct
	if !o.p.canName(elem) || elem.Kind == contract.Pointer || st == nil {
		return verdict{err: "the elements must be structs with a name, to be told apart by a field"}
	}
	i := slices.IndexFunc(st.Fields, func(f *contract.Field) bool { return len(f.Go) == 1 && f.Go[0].Name == name })
	if i < 0 {
		return verdict{err: "the elements have no key whose Go field is " + name}
	}
	f := st.Fields[i]
	key := "x." + name
	if f.Type.Kind == contract.Pointer {
		key = o.lib(wireLib, "Deref") + "(" + key + ")"
	}
	return verdict{
		breaks:  "!" + o.lib(wireLib, function) + "(" + list + ", func(x *" + o.p.spell(o.p.File, elem) + ") any { return " + key + " })",
		message: "must not have two elements with the same " + f.Name,
	}
}

// comparable reports whether values of a type can be compared without a panic:
// nothing in them is an interface, a slice or a map.
func (g *generator) comparable(t *contract.Type) bool {
	switch t.Kind {
	case contract.Slice, contract.Map, contract.Bytes, contract.Raw, contract.Any:
		return false
	case contract.Array:
		return g.comparable(t.Elem)
	case contract.Inline:
		return !slices.ContainsFunc(t.Struct.Fields, func(f *contract.Field) bool { return !g.comparable(f.Type) })
	case contract.Ref:
		n := g.named(t)
		switch {
		case n.Struct != nil:
			return g.comparable(&contract.Type{Kind: contract.Inline, Struct: n.Struct})
		case n.Underlying != nil:
			return g.comparable(n.Underlying)
		}
		return n.Union == nil
	}
	return true
}

// wants is the verdict on a rule that is about other types.
func (o *operand) wants(what string) verdict {
	return verdict{err: "it is about " + what + ", and the type is " + o.p.display(o.as)}
}
