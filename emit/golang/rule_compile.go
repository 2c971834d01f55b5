package golang

import (
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// A check is a statement about a value that has been read: a finding when a
// condition holds, or a guard around other checks.
type check struct {
	cond          string
	libs          []library // that the condition mentions
	code, message string    // of the finding; empty for a guard
	then          []check   // of a guard
	otherwise     []check   // behind else, for a finding
}

// A subject is a value with rules.
type subject struct {
	t    *contract.Type
	expr string
	at   string // the expression of its offset
	key  string // that is missing when the offset is 0, or ""

	// parent is the struct in which rules that compare two fields find the
	// other, and st its description. Elements have none.
	parent string
	st     *contract.Struct
	f      *contract.Field

	// nonNil tells that a slice, map or interface can only be nil where there
	// is a finding already.
	nonNil bool
}

func elementSubject(t *contract.Type, expr, at string) subject {
	return subject{t: t, expr: expr, at: at, nonNil: true}
}

// fieldChecks prints the checks of the rules of a field of the struct in dst.
// They do not apply while an embedded pointer on the way is nil.
func (p *decoder) fieldChecks(dst string, st *contract.Struct, f *contract.Field, at string) {
	if f.Rules == nil {
		return
	}
	place, pointers := p.path(dst, f)
	x := subject{
		t: f.Type, expr: place, at: at, key: f.Name,
		parent: dst, st: st, f: f,
		nonNil: f.Required && !f.Nullable && !p.mayBeAbsent(st),
	}
	checks := p.compile(x, f.Rules)
	for _, pointer := range slices.Backward(pointers) {
		checks = guard(pointer+" != nil", checks)
	}
	p.printChecks(x, checks)
}

// hasChecks reports whether rules ask anything of an element of type t.
func (p *decoder) hasChecks(t *contract.Type, r *contract.Rules) bool {
	return len(p.compile(elementSubject(t, "elem", "at"), r)) > 0
}

// elementChecks prints the checks of the rules of an element.
func (p *decoder) elementChecks(x subject, r *contract.Rules) { p.printChecks(x, p.compile(x, r)) }

// compile turns the rules of one value into checks. The library looks through
// pointers first: of a nil one it only asks what the first rule is.
//
//	omitempty, omitnil, omitzero   the others do not apply
//	isdefault                      nor do they; only nil keeps it
//	required_if and its kin        is asked, and so is the next
//	any other                      is broken
func (p *decoder) compile(x subject, r *contract.Rules) []check {
	if r == nil || r == everyElement {
		return nil
	}
	nils, o := p.unwrap(x)
	if len(nils) == 0 {
		return p.sequence(o, r.Rules)
	}
	rules, some := r.Rules, strings.Join(nils, " != nil && ")+" != nil"
	var checks []check
	o.nils = nils
	if len(rules) > 0 && rules[0].Name == "isdefault" {
		checks = p.rule(o, rules[0])
		o.nils = nil
		return append(checks, guard(some, p.sequence(o, rules[1:]))...)
	}
	for len(rules) > 0 && isConditional(rules[0]) {
		checks = append(checks, p.rule(o, rules[0])...)
		rules = rules[1:]
	}
	o.nils = nil
	var first string
	switch {
	case len(rules) > 0:
		first = ruleCode(rules[0])
	case r.Elem != nil || r.Keys != nil:
		first = "dive"
	default:
		return checks
	}
	switch first {
	case "omitempty", "omitnil":
		return append(checks, guard(some, p.sequence(o, rules[1:]))...)
	case "omitzero":
		return append(checks, guard(some, guard(o.notZero(), p.sequence(o, rules[1:])))...)
	}
	if x.nonNil && nils[0] == o.expr && o.kind == contract.Inline {
		return append(checks, p.sequence(o, rules)...) // a union, which refuses null itself
	}
	return append(checks, check{
		cond:      strings.Join(nils, " == nil || ") + " == nil",
		code:      first,
		message:   "must not be null",
		otherwise: p.sequence(o, rules),
	})
}

// sequence turns rules into checks, in order. What follows a rule that lets
// empty values pass stands in a guard.
func (p *decoder) sequence(o *operand, rules []*contract.Rule) []check {
	var checks []check
	for i, r := range rules {
		o.first = i == 0
		var cond string
		switch r.Name {
		case "omitempty":
			cond = o.hasValue()
			o.notEmpty = true
		case "omitzero":
			cond = o.notZero()
			o.notEmpty = true
		case "omitnil":
			cond = o.notNil()
		default:
			checks = append(checks, p.rule(o, r)...)
			continue
		}
		return append(checks, guard(cond, p.sequence(o, rules[i+1:]))...)
	}
	return checks
}

// guard puts checks under a condition. An empty condition always holds.
func guard(cond string, checks []check) []check {
	switch {
	case cond == "" || len(checks) == 0:
		return checks
	case len(checks) == 1 && checks[0].otherwise == nil:
		merged := checks[0]
		merged.cond = allOf(cond, merged.cond)
		return []check{merged}
	}
	return []check{{cond: cond, then: checks}}
}

// allOf returns the condition that all conditions hold.
func allOf(conditions ...string) string {
	if len(conditions) == 1 {
		return conditions[0]
	}
	parts := make([]string, len(conditions))
	for i, cond := range conditions {
		parts[i] = conjunct(cond)
	}
	return strings.Join(parts, " && ")
}

// conjunct puts a condition in parentheses where && would bind tighter.
func conjunct(cond string) string {
	if strings.Contains(cond, " || ") {
		return "(" + cond + ")"
	}
	return cond
}

// rule turns one rule into a check, or into nothing when no value can break it.
func (p *decoder) rule(o *operand, r *contract.Rule) []check {
	alternatives := r.Or
	if len(alternatives) == 0 {
		alternatives = []*contract.Rule{r}
	}
	var conditions, messages []string
	var libs []library
	for _, alt := range alternatives {
		o.libs = nil
		row, ok := ruleTable[alt.Name]
		if !ok {
			p.diags.Addf(alt.Pos, "unsupported-rule", "the rule %s is not supported; remove it, or check it in a Validate method", alt.Name)
			return nil
		}
		v := row(o, alt.Param)
		switch {
		case v.err != "":
			p.diags.Addf(alt.Pos, "bad-rule", "%s: %s", ruleText(alt), v.err)
			return nil
		case v.breaks == "":
			return nil
		case v.breaks != always:
			conditions = append(conditions, v.breaks)
			messages = append(messages, v.message)
			libs = append(libs, o.libs...)
		}
	}
	if len(conditions) == 0 {
		p.diags.Addf(alternatives[0].Pos, "bad-rule", "no %s can keep the rule %s; remove it", p.display(o.as), ruleText(r))
		return nil
	}
	return []check{{cond: allOf(conditions...), libs: libs, code: ruleCode(r), message: either(messages)}}
}

// either joins the messages of alternatives: must be a, or b.
func either(messages []string) string {
	text := messages[0]
	for _, m := range messages[1:] {
		text += ", or " + strings.TrimPrefix(m, "must ")
	}
	return text
}

// ruleCode returns the code of findings about a rule: its name, or the names of
// alternatives.
func ruleCode(r *contract.Rule) string {
	if len(r.Or) == 0 {
		return r.Name
	}
	names := make([]string, len(r.Or))
	for i, alt := range r.Or {
		names[i] = alt.Name
	}
	return strings.Join(names, "|")
}

// ruleText spells a rule as it stands in a tag.
func ruleText(r *contract.Rule) string {
	var parts []string
	for _, alt := range r.Or {
		parts = append(parts, ruleText(alt))
	}
	switch {
	case len(parts) > 0:
		return strings.Join(parts, "|")
	case r.Param != "":
		return r.Name + "=" + r.Param
	}
	return r.Name
}

// printChecks prints
//
//	d.FailIf(len(v.Text) > 5, text, "text", "max", "must be at most 5 characters long")
//
// or, where that is a long line or guards others,
//
//	if cond {
//		d.Fail(text, "text", "max", "must be at most 5 characters long")
//	}
func (p *decoder) printChecks(x subject, checks []check) {
	const width = 120
	for _, c := range checks {
		for _, l := range c.libs {
			p.Use(l.path, l.name)
		}
		finding := strings.Join([]string{x.at, quote(x.key), quote(c.code), quote(c.message)}, ", ")
		if line := "d.FailIf(" + c.cond + ", " + finding + ")"; c.then == nil && len(c.otherwise) == 0 && len(line) <= width {
			p.P("%s", line)
			continue
		}
		p.P("if %s {", c.cond)
		if c.then != nil {
			p.printChecks(x, c.then)
		} else {
			p.P("	d.Fail(%s)", finding)
		}
		if len(c.otherwise) > 0 {
			p.P("} else {")
			p.printChecks(x, c.otherwise)
		}
		p.P("}")
	}
}
