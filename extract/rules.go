package extract

import (
	"go/types"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// rules compiles the validate tag of a field. The language is that of
// github.com/go-playground/validator v10, down to its escapes:
//
//	rules  = rule { "," rule }
//	rule   = "dive" [ ",keys," rules ",endkeys" ] "," rules     for elements
//	       | alternative { "|" alternative }
//	alternative = NAME [ "=" PARAM ]      in PARAM, 0x2C is a comma and 0x7C a bar
//
// A rule that is not supported, does not apply to the type, or has a parameter
// that it cannot have, is an error where it stands in the tag.
//
// The tag "-" switches off also the rules of structs in the value, which unruled
// tells.
func (x *extractor) rules(m *member) (rules *contract.Rules, unruled bool) {
	value, ok := m.syntax.tag.lookup("validate")
	switch {
	case m.unruled || value.text == "-":
		return nil, x.hasStruct(m.v.Type())
	case !ok || value.text == "":
		return nil, false
	}
	p := &ruleParser{x: x, m: m, value: value}
	for offset := 0; ; {
		part, _, more := strings.Cut(value.text[offset:], ",")
		p.parts = append(p.parts, rulePart{part, offset})
		offset += len(part) + 1
		if !more {
			break
		}
	}
	r := p.list(m.v.Type(), false)
	if len(p.parts) > 0 { // endkeys without keys
		p.errorf(p.parts[0], "endkeys ends a list of rules that begins with keys; remove it, or write dive,keys,…,endkeys")
	}
	return r, false
}

// A ruleParser reads one validate tag.
type ruleParser struct {
	x     *extractor
	m     *member
	value tagValue
	parts []rulePart // what is not read yet
	last  string     // the name of the rule before, "" where there is none
}

// A rulePart is the text between two commas, and its offset in the tag.
type rulePart struct {
	text string
	at   int
}

func (p *ruleParser) errorf(part rulePart, format string, args ...any) {
	p.x.errorf(p.value.pos(part.at), "validate", format, args...)
}

// list reads rules about a value of type t, up to the end or to endkeys.
func (p *ruleParser) list(t types.Type, dived bool) *contract.Rules {
	out := &contract.Rules{}
	for len(p.parts) > 0 {
		part := p.parts[0]
		if part.text == "endkeys" {
			break
		}
		p.parts = p.parts[1:]
		switch part.text {
		case "dive":
			p.afterNull(out, part, t)
			p.dive(out, part, t)
			return out
		case "keys":
			p.errorf(part, "keys stands right after dive; write dive,keys,…,endkeys")
			p.parts = nil
		default:
			if r := p.rule(part, t, dived); r != nil {
				p.afterNull(out, part, t)
				out.Rules = append(out.Rules, r)
				p.last = r.Name
			}
		}
	}
	return out
}

// afterNull reports a rule that refuses null where the rules before it decide
// whether null may stand:
//
//	*string   required_with=Name,min=3             is always an error without a Name
//	*string   required_with=Name,omitempty,min=3   is meant
func (p *ruleParser) afterNull(before *contract.Rules, part rulePart, t types.Type) {
	asksNull := func(r *contract.Rule) bool { spec := lookupRule(r.Name); return spec != nil && spec.null }
	switch types.Unalias(t).Underlying().(type) {
	case *types.Pointer, *types.Interface:
	default:
		return
	}
	if len(before.Rules) == 0 || slices.ContainsFunc(before.Rules, func(r *contract.Rule) bool { return !asksNull(r) }) {
		return
	}
	name, _, _ := strings.Cut(part.text, "=")
	if spec := lookupRule(name); spec == nil || !spec.flow && !spec.null {
		p.errorf(part, "the rule %s refuses null, also where %s lets it pass; write omitempty between them", name, before.Rules[len(before.Rules)-1].Name)
	}
}

// dive reads what follows the word dive: the rules of the keys and elements of t.
func (p *ruleParser) dive(out *contract.Rules, part rulePart, t types.Type) {
	var key, elem types.Type
	switch class := p.x.classOf(t); class {
	case aSlice, anArray, aMap:
		switch u := unpoint(t).Underlying().(type) {
		case *types.Slice:
			elem = u.Elem()
		case *types.Array:
			elem = u.Elem()
		case *types.Map:
			key, elem = u.Key(), u.Elem()
		}
	case invalid:
		p.parts = nil
		return
	default:
		p.errorf(part, "dive leads to the elements of slices, arrays and maps, and %s has none; remove it", p.x.typeString(t))
		p.parts = nil
		return
	}
	if len(p.parts) > 0 && p.parts[0].text == "keys" {
		keys := p.parts[0]
		p.parts = p.parts[1:]
		if key == nil {
			p.errorf(keys, "keys leads to the keys of a map, and %s has none; remove it and endkeys", p.x.typeString(t))
			p.parts = nil
			return
		}
		out.Keys = p.list(key, true)
		if len(p.parts) == 0 {
			p.errorf(keys, "keys needs endkeys behind the last rule of the keys; add it")
			return
		}
		p.parts = p.parts[1:]
	}
	out.Elem = p.list(elem, true)
}

// rule reads one rule, or several alternatives. It returns nil after an error.
func (p *ruleParser) rule(part rulePart, t types.Type, dived bool) *contract.Rule {
	texts := strings.Split(part.text, "|")
	out := &contract.Rule{Pos: p.value.pos(part.at)}
	offset := part.at
	for _, text := range texts {
		r := p.alternative(rulePart{text, offset}, t, dived, len(texts) > 1)
		offset += len(text) + 1
		switch {
		case r == nil:
			out = nil
		case out == nil:
		case len(texts) == 1:
			out = r
		default:
			out.Or = append(out.Or, r)
		}
	}
	return out
}

// unescape are the escapes of parameters.
var unescape = strings.NewReplacer("0x2C", ",", "0x7C", "|")

func (p *ruleParser) alternative(part rulePart, t types.Type, dived, many bool) *contract.Rule {
	name, param, hasParam := strings.Cut(part.text, "=")
	spec := lookupRule(name)
	if spec == nil {
		p.unknown(part, name)
		return nil
	}
	if spec.flow && many {
		p.errorf(part, "%s decides about the rules after it and cannot be an alternative; separate it with a comma", name)
		return nil
	}
	if spec.null && many {
		p.errorf(part, "%s is not supported as an alternative; check it in a method Validate() error of the struct", name)
		return nil
	}
	c := &ruleCheck{
		x: p.x, m: p.m, rule: name, param: unescape.Replace(param), hasParam: hasParam,
		typ: t, class: p.x.classOf(t), parent: p.m.in, dived: dived,
	}
	if c.class == invalid {
		return nil // reported with the type
	}
	if spec.on&c.class == 0 {
		p.misplaced(part, c, spec)
		return nil
	}
	if problem := spec.check(c); problem != "" {
		p.errorf(part, "%s", problem)
		return nil
	}
	return &contract.Rule{Name: name, Param: c.param, Pos: p.value.pos(part.at)}
}

// unknown reports a rule that is not in the table.
func (p *ruleParser) unknown(part rulePart, name string) {
	if way := waysOut[name]; way != "" {
		p.errorf(part, "the rule %s is not supported: %s", name, way)
		return
	}
	for _, other := range otherRules {
		if other == name {
			p.errorf(part, "the rule %s is not supported yet; check it in a method Validate() error of the struct, or remove it", name)
			return
		}
	}
	switch trimmed := strings.TrimSpace(name); {
	case name == "":
		p.errorf(part, "a rule is missing here; remove the comma or bar")
	case trimmed != name && (lookupRule(trimmed) != nil || trimmed == "dive"):
		p.errorf(part, "unknown rule %q; remove the space", name)
	case severalRules(name):
		p.errorf(part, "unknown rule %q; separate rules with a comma and no space", name)
	default:
		before := lookupRule(p.last)
		if near := nearest(name, append(RuleNames(), otherRules...)); near != "" {
			p.errorf(part, "unknown rule %s; did you mean %s?", name, near)
		} else if before != nil && before.param == wordsForm {
			p.errorf(part, "unknown rule %s; separate the values of %s with spaces, and write a comma within one as 0x2C", name, p.last)
		} else {
			p.errorf(part, "unknown rule %s; check it in a method Validate() error of the struct, or remove it", name)
		}
	}
}

// severalRules reports whether text is rules with spaces between them, where
// commas belong: "required max".
func severalRules(text string) bool {
	words := strings.Fields(text)
	return len(words) > 1 && !slices.ContainsFunc(words, func(w string) bool { return lookupRule(w) == nil && w != "dive" })
}

// misplaced reports a rule that does not apply to the type.
func (p *ruleParser) misplaced(part rulePart, c *ruleCheck, spec *ruleSpec) {
	hint := "remove it"
	if n, ok := unpoint(c.typ).(*types.Named); ok {
		if method := p.x.codecMethod(n); method != "" {
			p.errorf(part, "the rule %s cannot see into %s, which is what its method %s makes of it; check it in a method Validate() error of the struct",
				c.rule, p.x.typeString(c.typ), method)
			return
		}
	}
	switch c.class {
	case aSlice, anArray, aMap:
		hint = "write dive before it if it is about the elements"
	case unknown:
		hint = "check it in a method Validate() error of the struct"
	}
	p.errorf(part, "the rule %s applies to %s, and %s is not one of them; %s", c.rule, spec.on, p.x.typeString(c.typ), hint)
}

// invalid is the class of a type with an error of its own.
const invalid class = 0

// classOf returns what rules see in a value of a type.
func (x *extractor) classOf(t types.Type) class {
	t = unpoint(t)
	if n, ok := t.(*types.Named); ok {
		switch leafOf(n) {
		case contract.Time:
			return aTime
		case contract.Duration:
			return aDuration
		case contract.Raw, contract.Number:
			return unknown
		}
		if x.codecMethod(n) != "" || x.declOf(n.Obj()).Directive("union") != nil {
			return unknown
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch info := u.Info(); {
		case info&types.IsString != 0:
			return aString
		case info&types.IsUnsigned != 0:
			return aUint
		case info&types.IsInteger != 0:
			return anInt
		case info&types.IsFloat != 0:
			return aFloat
		case info&types.IsBoolean != 0:
			return aBool
		}
	case *types.Slice:
		if isByte(u.Elem()) {
			return someBytes
		}
		return aSlice
	case *types.Array:
		if isByte(u.Elem()) {
			return someBytes
		}
		return anArray
	case *types.Map:
		return aMap
	case *types.Struct:
		return aStruct
	case *types.Interface:
		return unknown
	}
	return invalid
}

// unpoint removes pointers, with and without names.
func unpoint(t types.Type) types.Type {
	for range 100 { // type P *P has no end
		t = types.Unalias(t)
		p, ok := t.Underlying().(*types.Pointer)
		if !ok {
			return t
		}
		t = p.Elem()
	}
	return t
}
