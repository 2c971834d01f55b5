package golang

import (
	"go/token"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// A comparison is a rule that compares a field with another of the same struct,
// whose Go name is the parameter.
type comparison struct {
	op     string // between the two, when the rule is broken
	number string // the words for numbers, bools and lengths
	text   string // the words for strings, which only eqfield and nefield compare by their characters
	time   string // the words for times
	not    bool
	// ordered tells the rules whose parameter is a path, and which compare strings
	// by their order and not by their length.
	ordered bool
}

func (c comparison) row(o *operand, param string) verdict {
	nils, that, key, v := o.other(param)
	if v.err != "" {
		return v
	}
	if that.kind != o.kind || o.kind == "" {
		return verdict{err: param + " is not of the same kind; compare fields of one type"}
	}
	equality := c.op == "!=" || c.op == "=="
	a, b := o.expr, that.expr
	if o.p.spellKey(o.as) != o.p.spellKey(that.as) {
		a, b = o.convert(), that.convert()
	}
	var cond, words string
	switch {
	case o.kind == contract.Time:
		cond, words = compareTimes(c.op, a, b), c.time
	case o.isText() && (equality || c.ordered):
		cond, words = a+" "+c.op+" "+b, c.text
	case o.isText():
		cond, words = "len("+a+") "+c.op+" len("+b+")", c.text
	case isNumber(o.kind):
		cond, words = a+" "+c.op+" "+b, c.number
	case equality && o.kind == contract.Bool:
		cond, words = a+" "+c.op+" "+b, c.number
	case equality && (o.kind == contract.Array || o.kind == contract.ByteArray):
		if (o.t.Len == that.t.Len) == c.not {
			cond = always
		}
	case equality && o.hasLen():
		cond, words = "len("+o.expr+") "+c.op+" len("+that.expr+")", "as long as"
	default:
		return o.wants("strings, numbers and times")
	}
	verb := "must be "
	if c.not {
		verb = "must not be "
	}
	if cond == "" {
		return verdict{}
	}
	return verdict{breaks: ifSome(nils, cond, c.not), message: verb + words + " " + key}
}

// ifSome returns a condition about another value behind pointers, which a rule
// that says not keeps if one of them is nil: nothing equals nil, and nothing is
// greater than nil.
func ifSome(nils []string, cond string, not bool) string {
	for _, pointer := range slices.Backward(nils) {
		if not {
			cond = pointer + " != nil && " + cond
		} else {
			cond = pointer + " == nil || " + cond
		}
	}
	return cond
}

// containment returns the row of a rule about a string and a field that is part of
// it, or must not be.
func containment(not bool) row {
	return func(o *operand, param string) verdict {
		nils, that, key, v := o.other(param)
		switch {
		case v.err != "":
			return v
		case !o.isText() || !that.isText():
			return o.wants("strings")
		}
		cond, verb := o.lib(stringsLib, "Contains")+"("+o.text()+", "+that.text()+")", "must not contain "
		if !not {
			cond, verb = "!"+cond, "must contain "
		}
		return verdict{breaks: ifSome(nils, cond, not), message: verb + key}
	}
}

// other returns the field at a path of Go names from the struct that declares the
// field of o, the pointers on the way that can be nil, and the path of its keys.
func (o *operand) other(path string) (nils []string, that *operand, key string, v verdict) {
	name, rest, more := strings.Cut(path, ".")
	x, key, v := o.sibling(name)
	if v.err != "" {
		return nil, nil, "", v
	}
	for {
		some, that := o.p.unwrap(x)
		nils = append(nils, some...)
		if !more {
			return nils, that, key, v
		}
		name, rest, more = strings.Cut(rest, ".")
		st := o.p.contract.Resolve(that.t).Struct
		if st == nil {
			return nil, nil, "", verdict{err: key + " has no fields; write the path of a field"}
		}
		i := slices.IndexFunc(st.Fields, func(f *contract.Field) bool { return f.Go[len(f.Go)-1].Name == name })
		if i < 0 {
			return nil, nil, "", verdict{err: key + " has no key whose Go field is " + name}
		}
		f := st.Fields[i]
		place, pointers := o.p.path(that.expr, f)
		nils = append(nils, pointers...)
		x, key = subject{t: f.Type, expr: place}, key+"/"+f.Name
	}
}

// compareTimes returns the condition a op b for times.
func compareTimes(op, a, b string) string {
	call := func(method string) string { return field(a, method+"("+b+")") }
	switch op {
	case "<":
		return call("Before")
	case ">":
		return call("After")
	case "<=":
		return "!" + call("After")
	case ">=":
		return "!" + call("Before")
	case "==":
		return call("Equal")
	}
	return "!" + call("Equal")
}

// sibling returns the field with a Go name in the struct that declares the field
// of o, and its key.
func (o *operand) sibling(name string) (x subject, key string, v verdict) {
	if o.x.f == nil {
		return x, "", verdict{err: "it compares fields and cannot stand behind dive"}
	}
	f := o.siblingNamed(name, wholePath)
	if f == nil {
		f = o.siblingNamed(name, promotedPath)
	}
	switch {
	case f == nil && strings.Contains(name, "."):
		return x, "", verdict{err: "it can only compare fields of one struct; use a Validate method"}
	case f == nil:
		return x, "", verdict{err: "the struct has no key whose Go field is " + name}
	case behindPointer(f) && !behindPointer(o.x.f):
		return x, "", verdict{err: name + " stands behind an embedded pointer; compare fields of one struct"}
	}
	place, _ := o.p.path(o.x.parent, f)
	return subject{t: f.Type, expr: place}, f.Name, verdict{}
}

// siblingNamed returns the shallowest field with a Go name below the struct that
// declares the field of o, or nil. The paths of fields are compared as path gives
// them.
func (o *operand) siblingNamed(name string, path func(*contract.Field) []string) *contract.Field {
	own := path(o.x.f)
	outer := own[:len(own)-1]
	var found *contract.Field
	for _, f := range o.x.st.Fields {
		steps := path(f)
		if len(steps) > len(outer) && steps[len(steps)-1] == name && slices.Equal(steps[:len(outer)], outer) &&
			(found == nil || len(f.Go) < len(found.Go)) {
			found = f
		}
	}
	return found
}

func wholePath(f *contract.Field) []string {
	path := make([]string, len(f.Go))
	for i, step := range f.Go {
		path[i] = step.Name
	}
	return path
}

// promotedPath leaves out embedded structs that are not exported: the contract
// names them on the way to some fields, and not to others that Go promotes.
func promotedPath(f *contract.Field) []string {
	last := len(f.Go) - 1
	var path []string
	for i, step := range f.Go {
		if i == last || step.Pointer || token.IsExported(step.Name) {
			path = append(path, step.Name)
		}
	}
	return path
}

// spellKey tells types apart that need a conversion to be compared.
func (g *generator) spellKey(t *contract.Type) string {
	if t.Kind == contract.Ref {
		return untagged(t.Name)
	}
	return string(t.Kind)
}
