package breaking

import (
	"math/big"
	"slices"

	"github.com/wscontract/wscontract/extract/contract"
)

var constRules = []*Rule{
	{
		ID: "const-added", Client: Breaks, Server: Breaks,
		Title:   "a key with a constant value was added",
		Why:     "Old clients do not send it, and it must be present. In what they receive it is an unknown key, which they refuse if the object was ws:strict.",
		Instead: "add an optional field, and read its absence as the constant",
		Before:  "type Say struct{ … }", After: "// ws:const v=2\ntype Say struct{ … }",
		check: func(o *objects) {
			for _, k := range o.new.keys {
				if k.constant != nil && o.old.key(k.name) == nil {
					effect := Fine
					if o.direction == ClientToServer || o.old.refuses(k, &o.new) {
						effect = Breaks
					}
					o.on(k, nil).reportAs(effect, "the constant %s of %s was added", k.name, o.subject)
				}
			}
		},
	},
	{
		ID: "const-removed", Client: Breaks, Server: Breaks,
		Title:   "a key with a constant value was removed",
		Why:     "Old clients refuse messages without it. A server that is ws:strict refuses it from old clients.",
		Instead: "keep the constant",
		Before:  "// ws:const v=1\ntype Said struct{ … }", After: "type Said struct{ … }",
		check: func(o *objects) {
			for _, k := range o.old.keys {
				if k.constant != nil && o.new.key(k.name) == nil {
					effect := Fine
					if o.direction == ServerToClient || o.new.refuses(k, &o.old) {
						effect = Breaks
					}
					o.on(nil, k).reportAs(effect, "the constant %s of %s was removed", k.name, o.subject)
				}
			}
		},
	},
	{
		ID: "const-changed", Client: Breaks, Server: Breaks,
		Title:   "a constant has another value",
		Why:     "The side that reads insists on its own.",
		Instead: "keep the value, and tell versions apart by the path or by a variant",
		Before:  "// ws:const v=1\ntype Say struct{ … }", After: "// ws:const v=2\ntype Say struct{ … }",
		check: func(f *fields) {
			if o, n := f.old.constant, f.new.constant; o != nil && n != nil && o.Value != n.Value {
				f.report("%s is now %s, was %s", f.subject, n.Value, o.Value)
			}
		},
	},
	{
		ID: "const-fixed", Client: Breaks, Server: Breaks,
		Title:   "a field now has one value only",
		Why:     "Clients may send others. Old clients accept the value, if its type is the same.",
		Instead: "leave the field open, or refuse other values with an answer that says so",
		Before:  "V int `json:\"v\"`", After: "// ws:const v=2\n…\nV int `json:\"v\"`",
		check: func(f *fields) {
			if f.old.constant == nil && f.new.constant != nil {
				effect := Breaks
				if f.direction == ServerToClient && fits(f.new.constant, coreOf(f.oldObject.c, f.oldObject.value(f.old))) {
					effect = Fine
				}
				f.reportAs(effect, "%s is now always %s", f.subject, f.new.constant.Value)
			}
		},
	},
	{
		ID: "const-freed", Client: Breaks, Server: Breaks,
		Title:   "a key that had one value may now have others",
		Why:     "Old clients insist on the one value. The server accepts it, if its type is the same.",
		Instead: "keep the constant",
		Before:  "// ws:const v=2\n…\nV int `json:\"v\"`", After: "V int `json:\"v\"`",
		check: func(f *fields) {
			if f.old.constant != nil && f.new.constant == nil {
				effect := Breaks
				if f.direction == ClientToServer && fits(f.old.constant, coreOf(f.newObject.c, f.newObject.value(f.new))) {
					effect = Fine
				}
				f.reportAs(effect, "%s is no longer always %s", f.subject, f.old.constant.Value)
			}
		},
	},
}

// fits reports whether a constant is a value of a type, and keeps its rules.
func fits(c *contract.Const, v core) bool {
	return v.isAny() || isOf(c, v) && v.limit.allows(textOf(c.Value))
}

// isOf reports whether a constant is a value of a type.
func isOf(c *contract.Const, v core) bool {
	if v.class == anEnum && !v.enum.Open {
		return slices.ContainsFunc(v.enum.Values, func(e *contract.EnumValue) bool { return e.Value == c.Value })
	}
	if v.class != aLeaf && v.class != anEnum || v.quoted {
		return false
	}
	switch {
	case c.Value == "true" || c.Value == "false":
		return v.typ.Kind == contract.Bool
	case c.Value[0] == '"':
		return v.typ.Kind == contract.String
	}
	if lo, hi, ok := intRange(v.typ.Kind); ok {
		n, ok := new(big.Int).SetString(c.Value, 10)
		return ok && n.Cmp(lo) >= 0 && n.Cmp(hi) <= 0
	}
	return isNumber(v.typ.Kind)
}
