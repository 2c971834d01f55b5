package breaking

import (
	"fmt"

	"github.com/wscontract/wscontract/extract/contract"
)

var typeRules = []*Rule{
	{
		ID: "number-widened", Client: Fine, Server: Breaks,
		Title:   "a number has a larger range",
		Why:     "Old clients refuse numbers that do not fit.",
		Instead: "add a field for the larger numbers",
		Before:  "Seq int32 `json:\"seq\"`", After: "Seq int64 `json:\"seq\"`",
		check: func(v *values) { v.related(widened, v.numbers(), "has a larger range") },
	},
	{
		ID: "number-narrowed", Client: Breaks, Server: Fine,
		Title:   "a number has a smaller range",
		Why:     "Old clients may send numbers that no longer fit.",
		Instead: "keep the type, and refuse large numbers with a rule that clients know",
		Before:  "Seq int64 `json:\"seq\"`", After: "Seq int32 `json:\"seq\"`",
		check: func(v *values) { v.related(narrowed, v.numbers(), "has a smaller range") },
	},
	{
		ID: "number-changed", Client: Breaks, Server: Breaks,
		Title:   "a number has another range",
		Why:     "Each side has numbers that the other one refuses, such as negative ones.",
		Instead: "use a type that holds both ranges for what is read, and keep the old one for what is sent",
		Before:  "Delta int8 `json:\"delta\"`", After: "Delta uint16 `json:\"delta\"`",
		check: func(v *values) { v.related(changed, v.numbers(), "has another range") },
	},
	{
		ID: "type-widened", Client: Fine, Server: Breaks,
		Title:   "a type takes more values than before",
		Why:     "Old clients refuse the values that are new.",
		Instead: "add a field with the new type",
		Before:  "At time.Time `json:\"at\"`", After: "At string `json:\"at\"`",
		check: func(v *values) { v.related(widened, v.otherwise(), "takes more values") },
	},
	{
		ID: "type-narrowed", Client: Breaks, Server: Fine,
		Title:   "a type takes fewer values than before",
		Why:     "Old clients may send values that it no longer takes.",
		Instead: "add a field with the new type",
		Before:  "At string `json:\"at\"`", After: "At time.Time `json:\"at\"`",
		check: func(v *values) { v.related(narrowed, v.otherwise(), "takes fewer values") },
	},
	{
		ID: "type-changed", Client: Breaks, Server: Breaks,
		Title:   "a value has another type",
		Why:     "The side that reads refuses it.",
		Instead: "add a field with the new type, and remove the old one when no old client is left",
		Before:  "Seq int `json:\"seq\"`", After: "Seq string `json:\"seq\"`",
		check: func(v *values) {
			v.related(changed, v.otherwise() && (v.old.class != aCodec || v.new.class != aCodec), "has another type")
		},
	},
	{
		ID: "codec-changed", Client: Breaks, Server: Breaks,
		Title:   "a value is read and written by the methods of another type",
		Why:     "What the methods do is not in the contract; their types are not the same, so what they read and write is taken to be different.",
		Instead: "add a field with the new type",
		Unseen:  "what methods make of a value is in their code; messages cannot be made from a contract",
		Before:  "ID uuid.UUID `json:\"id\"`", After: "ID ulid.ULID `json:\"id\"`",
		check: func(v *values) {
			v.related(changed, v.old.class == aCodec && v.new.class == aCodec, "has another codec")
		},
	},
	{
		ID: "string-option-added", Client: Breaks, Server: Breaks,
		Title:   "a number now stands in a string",
		Why:     "A number and a string are different types on the wire.",
		Instead: "add a field for the string",
		Before:  "ID int64 `json:\"id\"`", After: "ID int64 `json:\"id,string\"`",
		check: func(v *values) { v.related(changed, v.quotes() && v.new.quoted, "now stands in a string") },
	},
	{
		ID: "string-option-removed", Client: Breaks, Server: Breaks,
		Title:   "a number no longer stands in a string",
		Why:     "A number and a string are different types on the wire.",
		Instead: "add a field for the number",
		Before:  "ID int64 `json:\"id,string\"`", After: "ID int64 `json:\"id\"`",
		check: func(v *values) { v.related(changed, v.quotes() && v.old.quoted, "no longer stands in a string") },
	},
}

// related reports a pair of types in the relation for which is holds.
func (v *values) related(r relation, is bool, what string) {
	if v.relation == r && is && !v.isKey {
		v.report("%s %s: it is now %s, was %s", v.subject, what, v.new.spell(), v.old.spell())
	}
}

// numbers tells that both are numbers in the same form.
func (v *values) numbers() bool {
	return v.old.class == aLeaf && v.new.class == aLeaf && isNumber(v.old.typ.Kind) && isNumber(v.new.typ.Kind) && !v.quotes()
}

// quotes tells that one of two numbers stands in a string.
func (v *values) quotes() bool {
	return v.old.quoted != v.new.quoted && isNumber(v.old.typ.Kind) && isNumber(v.new.typ.Kind)
}

// otherwise tells that no other rule is about two types.
func (v *values) otherwise() bool {
	return !v.numbers() && !v.quotes() && !v.lists() && !v.lengths() && !v.listed() && !v.unlisted()
}

// spell names the type for people, such as "a list" or "int32".
func (c core) spell() string {
	switch c.class {
	case anObject:
		return "an object"
	case aUnion:
		return "a union"
	case anEnum:
		return fmt.Sprintf("the enum %s of %s", c.named.Name, c.typ.Kind)
	case aCodec:
		return "the codec of " + c.named.Name
	case aMap:
		return "a map"
	case aList:
		if c.typ.Kind == contract.Array {
			return fmt.Sprintf("an array of %d", c.typ.Len)
		}
		return "a list"
	}
	switch c.typ.Kind {
	case contract.ByteArray:
		return fmt.Sprintf("%d bytes", c.typ.Len)
	case contract.Raw:
		return "any JSON"
	case contract.Number:
		return "a number of any size"
	}
	if c.quoted && !c.inURL {
		return string(c.typ.Kind) + " in a string"
	}
	return string(c.typ.Kind)
}
