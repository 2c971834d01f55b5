package breaking

import (
	"iter"
	"slices"

	"github.com/wscontract/wscontract/extract/contract"
)

// enums is an enum in both contracts, and what rules say about it.
type enums struct {
	site
	old, new           *contract.Enum
	oldLimit, newLimit *limit
}

var enumRules = []*Rule{
	{
		ID: "enum-value-added", Client: Fine, Server: Breaks,
		Title:   "an enum has a new value",
		Why:     "Old clients refuse it when the server sends it, unless the enum was open.",
		Instead: "make the enum open first (ws:enum open), and send the value when no old client is left",
		Before:  "const Red Color = \"red\"", After: "const (\n\tRed  Color = \"red\"\n\tBlue Color = \"blue\"\n)",
		check: func(e *enums) {
			for v := range valuesOnlyIn(e.new, e.old) {
				at := e.on(v.Pos, e.was)
				if e.old.Open || !e.newLimit.lets(v) {
					at.reportAs(Fine, "%s has the new value %s", e.subject, v.Value)
				} else {
					at.report("%s has the new value %s", e.subject, v.Value)
				}
			}
		},
	},
	{
		ID: "enum-value-removed", Client: Breaks, Server: Fine,
		Title:   "a value of an enum was removed",
		Why:     "Old clients may send it. In an open enum it passes, but means nothing any more.",
		Instead: "keep the value, marked Deprecated, and treat it as another one",
		Before:  "const (\n\tRed  Color = \"red\"\n\tBlue Color = \"blue\"\n)", After: "const Red Color = \"red\"",
		check: func(e *enums) {
			for v := range valuesOnlyIn(e.old, e.new) {
				at := e.on(e.pos, v.Pos)
				switch {
				case !e.oldLimit.lets(v):
					at.reportAs(Fine, "%s no longer has the value %s", e.subject, v.Value)
				case e.new.Open:
					at.reportAs(Risky, "%s no longer has the value %s", e.subject, v.Value)
				default:
					at.report("%s no longer has the value %s", e.subject, v.Value)
				}
			}
		},
	},
	{
		ID: "enum-closed", Client: Breaks, Server: Fine,
		Title:   "an open enum was closed",
		Why:     "Clients were free to send other values.",
		Instead: "leave it open",
		Before:  "// ws:enum open\ntype Color string", After: "type Color string",
		check: func(e *enums) {
			if e.old.Open && !e.new.Open {
				e.report("%s now has its listed values only", e.subject)
			}
		},
	},
	{
		ID: "enum-opened", Client: Fine, Server: Breaks,
		Title:   "an enum was opened",
		Why:     "Old clients refuse values that they do not know, when the server sends them.",
		Instead: "accept that with ws:ignore, and send no new value until no old client is left; or open it in what clients send only, with a type of its own",
		Before:  "type Color string", After: "// ws:enum open\ntype Color string",
		check: func(e *enums) {
			if !e.old.Open && e.new.Open {
				e.report("%s may now have other values than those listed", e.subject)
			}
		},
	},
	{
		ID: "enum-introduced", Client: Breaks, Server: Fine,
		Title:   "a value must now be one of a list",
		Why:     "Old clients may send others.",
		Instead: "declare the enum open (ws:enum open)",
		Before:  "Color string `json:\"color\"`", After: "Color Color `json:\"color\"`",
		check: func(v *values) {
			v.related(narrowed, v.listed(), "is one of a list")
		},
	},
	{
		ID: "enum-dropped", Client: Fine, Server: Breaks,
		Title:   "a value is no longer one of a list",
		Why:     "Old clients refuse other values when the server sends them.",
		Instead: "keep the enum, and add values to it",
		Before:  "Color Color `json:\"color\"`", After: "Color string `json:\"color\"`",
		check: func(v *values) {
			v.related(widened, v.unlisted(), "is no longer one of a list")
		},
	},
}

// listed tells that of what was a string or an integer only some values are left.
func (v *values) listed() bool {
	return v.relation == narrowed && v.old.class == aLeaf && v.new.class == anEnum
}

// unlisted tells that an enum became a string or an integer.
func (v *values) unlisted() bool {
	return v.relation == widened && v.old.class == anEnum && v.new.class == aLeaf
}

// lets tells that rules do not keep a value of an enum from being written.
func (l *limit) lets(v *contract.EnumValue) bool {
	values := l.values()
	return values == nil || slices.Contains(values, textOf(v.Value))
}

func valuesOnlyIn(one, other *contract.Enum) iter.Seq[*contract.EnumValue] {
	return func(yield func(*contract.EnumValue) bool) {
		for _, v := range one.Values {
			known := slices.ContainsFunc(other.Values, func(o *contract.EnumValue) bool { return o.Value == v.Value })
			if !known && !yield(v) {
				return
			}
		}
	}
}

// on returns the enums as seen from one of their values.
func (e *enums) on(pos, was contract.Position) *enums {
	at := *e
	at.site = e.at(e.subject, pos, was)
	return &at
}
