package breaking

import "github.com/wscontract/wscontract/extract/contract"

var containerRules = []*Rule{
	{
		ID: "array-length-changed", Client: Breaks, Server: Breaks,
		Title:   "an array has another length",
		Why:     "The side that reads wants exactly its own length. The same is true of [N]byte.",
		Instead: "add a field with the new length",
		Before:  "Board [9]int `json:\"board\"`", After: "Board [16]int `json:\"board\"`",
		check: func(v *values) { v.related(changed, v.lengths(), "has another length") },
	},
	{
		ID: "array-to-list", Client: Fine, Server: Breaks,
		Title:   "an array became a list of any length",
		Why:     "Old clients refuse lists of another length.",
		Instead: "add a field for the list",
		Before:  "Board [9]int `json:\"board\"`", After: "Board []int `json:\"board\"`",
		check: func(v *values) { v.related(widened, v.lists(), "may have any length") },
	},
	{
		ID: "list-to-array", Client: Breaks, Server: Fine,
		Title:   "a list of any length became an array",
		Why:     "Old clients may send lists of another length.",
		Instead: "keep the list, and check its length where it is used",
		Before:  "Board []int `json:\"board\"`", After: "Board [9]int `json:\"board\"`",
		check: func(v *values) { v.related(narrowed, v.lists(), "must have one length") },
	},
	{
		ID: "map-key-changed", Client: Breaks, Server: Breaks,
		Title:   "the keys of a map have another type",
		Why:     "Keys are strings on the wire; those of one type can be no keys of the other, or not all of them.",
		Instead: "add a field for the other map",
		Before:  "Seats map[string]int `json:\"seats\"`", After: "Seats map[int]int `json:\"seats\"`",
		check: func(v *values) {
			if !v.isKey || v.relation == same {
				return
			}
			effect := Breaks
			if v.relation == widened && v.direction == ClientToServer || v.relation == narrowed && v.direction == ServerToClient {
				effect = Fine
			}
			v.reportAs(effect, "%s is now %s, was %s", v.subject, v.new.spell(), v.old.spell())
		},
	},
}

// lengths tells that both are arrays, or both so many bytes.
func (v *values) lengths() bool {
	return v.old.class == v.new.class && v.old.typ.Kind == v.new.typ.Kind &&
		(v.old.typ.Kind == contract.Array || v.old.typ.Kind == contract.ByteArray)
}

// lists tells that both are lists, of which one may have a fixed length.
func (v *values) lists() bool {
	return v.old.class == aList && v.new.class == aList && !v.lengths()
}
