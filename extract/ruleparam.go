package extract

import (
	"fmt"
	"go/types"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A ruleCheck is one rule about one value, before its parameter is known to be
// good. The parameter is read as github.com/go-playground/validator reads it,
// which panics where a check here returns a message.
type ruleCheck struct {
	x        *extractor
	m        *member
	rule     string
	param    string
	hasParam bool
	typ      types.Type // of the value
	class    class
	parent   types.Type // the struct that has the field
	dived    bool       // the value is an element of the field's
}

// noParam is for rules without a parameter.
func noParam(c *ruleCheck) string {
	if c.hasParam {
		return fmt.Sprintf("the rule %s takes no parameter; write %s", c.rule, c.rule)
	}
	return ""
}

// textParam is for rules about a part of a string.
func textParam(c *ruleCheck) string {
	if c.param == "" {
		return fmt.Sprintf("the rule %s needs a text; write %s=TEXT", c.rule, c.rule)
	}
	return ""
}

// sizeParam is for rules about the length of what has one, and the value of
// numbers. Times are compared with the present.
func sizeParam(c *ruleCheck) string {
	if c.class == aTime {
		if c.hasParam {
			return fmt.Sprintf("the rule %s on a time compares with the present and takes no parameter; write %s", c.rule, c.rule)
		}
		return ""
	}
	return c.number()
}

// equalParam is for the rules eq and ne.
func equalParam(c *ruleCheck) string {
	switch c.class {
	case aString:
		if !c.hasParam {
			return fmt.Sprintf("the rule %s needs a value; write %s=VALUE", c.rule, c.rule)
		}
		return ""
	case aBool:
		if _, err := strconv.ParseBool(c.param); err != nil {
			return fmt.Sprintf("%q is not a bool; write %s=true or %s=false", c.param, c.rule, c.rule)
		}
		return ""
	}
	return c.number()
}

// number checks a parameter that is a length, or a number of the value's type.
func (c *ruleCheck) number() string {
	var err error
	want := "an integer, such as 3"
	switch c.class {
	case aUint:
		_, err = strconv.ParseUint(c.param, 0, 64)
		want = "an integer that is not negative, such as 3"
	case aFloat:
		_, err = strconv.ParseFloat(c.param, bitsOf(c.typ))
		want = "a number, such as 0.5"
	case aDuration:
		if _, err = time.ParseDuration(c.param); err != nil {
			_, err = strconv.ParseInt(c.param, 0, 64)
		}
		want = "a duration, such as 1.5s"
	default:
		_, err = strconv.ParseInt(c.param, 0, 64)
	}
	switch {
	case err == nil:
	case !c.hasParam:
		return fmt.Sprintf("the rule %s on %s has no parameter; write %s=N, where N is %s", c.rule, c.x.typeString(c.typ), c.rule, want)
	default:
		return fmt.Sprintf("the rule %s on %s cannot have the parameter %q; write %s", c.rule, c.x.typeString(c.typ), c.param, want)
	}
	return ""
}

func bitsOf(t types.Type) int {
	if b, ok := unpoint(t).Underlying().(*types.Basic); ok && b.Kind() == types.Float32 {
		return 32
	}
	return 64
}

// wordsForm is how the parameter of oneof and its kin is written.
const wordsForm = "A B 'C D'"

// word splits the parameter of oneof: words, or texts in single quotes.
var word = regexp.MustCompile(`'[^']*'|\S+`)

// wordsParam is for oneof and its kin, which compare the decimal form of numbers.
func wordsParam(c *ruleCheck) string {
	words := word.FindAllString(c.param, -1)
	if len(words) == 0 {
		return fmt.Sprintf("the rule %s needs values; write %s=a b 'c d'", c.rule, c.rule)
	}
	if unpoint(c.typ).Underlying() == types.Typ[types.Uintptr] {
		return fmt.Sprintf("the rule %s does not apply to uintptr; use uint64", c.rule)
	}
	for _, w := range words {
		w = strings.ReplaceAll(w, "'", "")
		var canonical string
		switch c.class {
		case anInt, aDuration:
			n, err := strconv.ParseInt(w, 10, 64)
			if err == nil {
				canonical = strconv.FormatInt(n, 10)
			}
		case aUint:
			n, err := strconv.ParseUint(w, 10, 64)
			if err == nil {
				canonical = strconv.FormatUint(n, 10)
			}
		default:
			canonical = w
		}
		if w != canonical {
			return fmt.Sprintf("no value of %s is written %q, so the rule %s would never see it; write integers in decimal", c.x.typeString(c.typ), w, c.rule)
		}
	}
	return ""
}

// uniqueParam is for the rule unique, whose parameter is a field of the
// elements by which they are told apart.
func uniqueParam(c *ruleCheck) string {
	var elem types.Type
	switch t := unpoint(c.typ).Underlying().(type) {
	case *types.Slice:
		elem = t.Elem()
	case *types.Array:
		elem = t.Elem()
	case *types.Map:
		elem = t.Elem()
		if c.param != "" {
			return "the rule unique on a map takes no parameter; write unique"
		}
	}
	one := elem
	if p, ok := types.Unalias(elem).Underlying().(*types.Pointer); ok {
		one = p.Elem()
	}
	if c.param != "" {
		v := fieldOfStruct(one, c.param)
		if v == nil || !v.Exported() {
			return fmt.Sprintf("%s has no exported field %s by which its values could be told apart; name a field of it, or write unique", c.x.typeString(one), c.param)
		}
		one = v.Type()
		if p, ok := types.Unalias(one).Underlying().(*types.Pointer); ok {
			one = p.Elem()
		}
	}
	if !types.Comparable(one) || types.IsInterface(one) {
		return fmt.Sprintf("values of %s cannot be compared, so the rule unique does not apply to them; write unique=FIELD with a field that can, or remove it", c.x.typeString(one))
	}
	return ""
}

// pathParam is for rules that compare with another field of the same struct, or of
// one below: the names of fields between dots.
func pathParam(c *ruleCheck) string {
	first, rest, _ := strings.Cut(c.param, ".")
	v, problem := c.sibling(first)
	if rest != "" && v == nil && problem == "" || rest != "" && c.m.v.Name() == first {
		v, problem = fieldOfStruct(c.parent, first), "" // a field may be compared with what is in itself
	}
	if problem != "" {
		return problem
	}
	for rest != "" {
		var name string
		name, rest, _ = strings.Cut(rest, ".")
		in := unpoint(v.Type())
		if x := fieldOfStruct(in, name); x != nil && x.Exported() && c.x.classOf(in) == aStruct {
			v = x
			continue
		}
		return fmt.Sprintf("the rule %s needs a path of fields, and %s has no exported field %s; write Go names with dots between, or check it in a method Validate() error",
			c.rule, c.x.typeString(in), name)
	}
	a, b := unpoint(c.typ), unpoint(v.Type())
	if class := c.x.classOf(b); class != c.class || !sameKind(a, b) {
		return fmt.Sprintf("the rule %s cannot compare %s, which is %s, with %s, which is %s; give both the same type",
			c.rule, c.m.v.Name(), c.x.typeString(a), c.param, c.x.typeString(b))
	}
	return ""
}

// spicedbParam is for the rule spicedb, which is three.
func spicedbParam(c *ruleCheck) string {
	switch c.param {
	case "", "id", "type", "permission":
		return ""
	}
	return fmt.Sprintf("the rule spicedb does not know %q; write spicedb=id, spicedb=type or spicedb=permission", c.param)
}

// sameKind reports whether reflection sees the same kind in both types.
func sameKind(a, b types.Type) bool {
	x, ok := a.Underlying().(*types.Basic)
	if !ok {
		return true // the classes are the same
	}
	y, ok := b.Underlying().(*types.Basic)
	return ok && x.Kind() == y.Kind()
}

// fieldOfStruct returns the field with the given Go name, also a promoted one.
func fieldOfStruct(t types.Type, name string) *types.Var {
	if !isStruct(t) {
		return nil
	}
	var pkg *types.Package
	if n, ok := types.Unalias(t).(*types.Named); ok {
		pkg = n.Obj().Pkg()
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, pkg, name)
	v, _ := obj.(*types.Var)
	return v
}

// nearestField returns the field that was probably meant, or "".
func nearestField(t types.Type, name string) string {
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	var names []string
	for f := range st.Fields() {
		if f.Exported() {
			names = append(names, f.Name())
		}
	}
	return nearest(name, names)
}
