package breaking

import (
	"iter"
	"slices"

	"github.com/wscontract/wscontract/extract/contract"
)

// unions is a union in both contracts.
type unions struct {
	site
	old, new *contract.Union
}

var unionRules = []*Rule{
	{
		ID: "union-variant-added", Client: Fine, Server: Breaks,
		Title:   "a union has a new variant",
		Why:     "Old clients refuse it when the server sends it, unless the union was open.",
		Instead: "give the union a variant ws:message * first, and send the new one when no old client is left",
		Before:  "// ws:message said\ntype Said struct{ … }", After: "// ws:message said\ntype Said struct{ … }\n\n// ws:message left\ntype Left struct{ … }",
		check: func(u *unions) {
			for v := range variantsOnlyIn(u.new, u.old) {
				at := u.on(v.Pos, u.was)
				if u.old.Other != nil {
					at.reportAs(Fine, "%s has the new variant %s", u.subject, v.Tag)
				} else {
					at.report("%s has the new variant %s", u.subject, v.Tag)
				}
			}
		},
	},
	{
		ID: "union-variant-removed", Client: Breaks, Server: Fine,
		Title:   "a variant of a union was removed",
		Why:     "Old clients may send it. In an open union it goes to the variant for everything else.",
		Instead: "keep the variant, marked Deprecated, and answer it with an error message of the contract",
		Before:  "// ws:message say\ntype Say struct{ … }\n\n// ws:message wave\ntype Wave struct{ … }", After: "// ws:message say\ntype Say struct{ … }",
		check: func(u *unions) {
			for v := range variantsOnlyIn(u.old, u.new) {
				at := u.on(u.pos, v.Pos)
				if u.new.Other != nil {
					at.reportAs(Risky, "%s no longer has the variant %s", u.subject, v.Tag)
				} else {
					at.report("%s no longer has the variant %s", u.subject, v.Tag)
				}
			}
		},
	},
	{
		ID: "union-variant-renamed", Client: Breaks, Server: Breaks,
		Title:   "a variant of a union has another name on the wire",
		Why:     "The side that reads knows it by the other name. In an open union it goes to the variant for everything else.",
		Instead: "keep the old name with ws:message, whatever the Go type is called",
		Before:  "// ws:message say\ntype Say struct{ … }", After: "// ws:message speak\ntype Say struct{ … }",
		check: func(u *unions) {
			reader := u.new
			if u.direction == ServerToClient {
				reader = u.old
			}
			effect := Breaks
			if reader.Other != nil {
				effect = Risky
			}
			for _, v := range u.new.Variants {
				if was := renamedVariant(v, u.new, u.old); was != nil {
					u.on(v.Pos, was.Pos).reportAs(effect, "variant %s of %s is now called %s", was.Tag, u.subject, v.Tag)
				}
			}
		},
	},
	{
		ID: "union-opened", Client: Fine, Server: Breaks,
		Title:   "a union now takes every tag",
		Why:     "Old clients refuse tags that they do not know, when the server sends them.",
		Instead: "accept that with ws:ignore, and send no new variant until no old client is left; or open the union in what clients send only",
		Before:  "// ws:union\ntype Command interface{ command() }", After: "// ws:message *\ntype Unknown struct{ … }",
		check: func(u *unions) {
			if u.old.Other == nil && u.new.Other != nil {
				u.report("%s now takes every tag", u.subject)
			}
		},
	},
	{
		ID: "union-closed", Client: Breaks, Server: Fine,
		Title:   "a union no longer takes every tag",
		Why:     "Clients were free to send other messages.",
		Instead: "keep the variant ws:message *",
		Before:  "// ws:message *\ntype Unknown struct{ … }", After: "// ws:union\ntype Command interface{ command() }",
		check: func(u *unions) {
			if u.old.Other != nil && u.new.Other == nil {
				u.report("%s now takes its own variants only", u.subject)
			}
		},
	},
	{
		ID: "union-tag-changed", Client: Breaks, Server: Breaks,
		Title:   "the tag of a union stands under another key",
		Why:     "The side that reads does not find the tag.",
		Instead: "keep the key",
		Before:  "// ws:union tag=type", After: "// ws:union tag=kind",
		check: func(u *unions) {
			if u.old.Tag != u.new.Tag {
				u.report("the tag of %s now stands under %s, was under %s", u.subject, u.new.Tag, u.old.Tag)
			}
		},
	},
	{
		ID: "union-tag-type-changed", Client: Breaks, Server: Breaks,
		Title:   "the tag of a union is of another type",
		Why:     "The number 1 is not the string \"1\".",
		Instead: "keep the type of the tag",
		Before:  "// ws:union", After: "// ws:union tagtype=int",
		check: func(u *unions) {
			if u.old.IntTag != u.new.IntTag {
				u.report("the tag of %s is now %s, was %s", u.subject, tagType(u.new), tagType(u.old))
			}
		},
	},
	{
		ID: "union-content-changed", Client: Breaks, Server: Breaks,
		Title:   "the variants of a union stand in another place",
		Why:     "Their keys were beside the tag and are under a key now, or the other way round, or under another key.",
		Instead: "keep the place",
		Before:  "// ws:union", After: "// ws:union content=data",
		check: func(u *unions) {
			if u.old.Content != u.new.Content {
				u.report("the variants of %s now stand %s, stood %s", u.subject, contentPlace(u.new), contentPlace(u.old))
			}
		},
	},
}

// asUnion returns an object that always has the tag of a union as the union of that
// object alone; others as they are.
func asUnion(c, like core) core {
	if c.class != anObject || like.class != aUnion || like.union.Content != "" || like.union.Envelope != nil {
		return c
	}
	consts := slices.Clone(c.object.Consts)
	for _, f := range c.object.Fields {
		if f.Const != nil {
			consts = append(consts, f.Const)
		}
	}
	for _, tag := range consts {
		if tag.Name == like.union.Tag {
			v := &contract.Variant{Tag: textOf(tag.Value), Type: c.typ, Pos: tag.Pos}
			c.class = aUnion
			c.union = &contract.Union{Tag: tag.Name, IntTag: v.Tag == tag.Value, Variants: []*contract.Variant{v}}
		}
	}
	return c
}

// differently tells that two unions are told apart in different ways.
func (u *unions) differently() bool {
	return u.old.Tag != u.new.Tag || u.old.IntTag != u.new.IntTag || u.old.Content != u.new.Content
}

func tagType(u *contract.Union) string {
	if u.IntTag {
		return "an integer"
	}
	return "a string"
}

func contentPlace(u *contract.Union) string {
	if u.Content == "" {
		return "beside the tag"
	}
	return "under " + u.Content
}

func variantOf(u *contract.Union, tag string) *contract.Variant {
	if i := slices.IndexFunc(u.Variants, func(v *contract.Variant) bool { return v.Tag == tag }); i >= 0 {
		return u.Variants[i]
	}
	return nil
}

// variantsOnlyIn are the variants of one union that the other has not, but for
// those that were renamed.
func variantsOnlyIn(one, other *contract.Union) iter.Seq[*contract.Variant] {
	return func(yield func(*contract.Variant) bool) {
		for _, v := range one.Variants {
			if variantOf(other, v.Tag) == nil && renamedVariant(v, one, other) == nil && !yield(v) {
				return
			}
		}
	}
}

// renamedVariant returns what a variant of one union is in the other, if that is
// the same Go type by another name on the wire.
func renamedVariant(v *contract.Variant, one, other *contract.Union) *contract.Variant {
	if variantOf(other, v.Tag) != nil {
		return nil
	}
	i := slices.IndexFunc(other.Variants, func(o *contract.Variant) bool {
		return o.Type.Name == v.Type.Name && o.Field == v.Field && variantOf(one, o.Tag) == nil
	})
	if i < 0 {
		return nil
	}
	return other.Variants[i]
}

// on returns the unions as seen from one of their variants.
func (u *unions) on(pos, was contract.Position) *unions {
	at := *u
	at.site = u.at(u.subject, pos, was)
	return &at
}
