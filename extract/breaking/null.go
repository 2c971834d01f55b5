package breaking

// values is what stands at one place in both contracts.
type values struct {
	site
	old, new core
	relation relation
	isKey    bool // of a map
}

var nullRules = []*Rule{
	{
		ID: "null-refused", Client: Breaks, Server: Fine,
		Title:   "null is no longer accepted",
		Why:     "Old clients may send it.",
		Instead: "keep the pointer, and treat null as a value",
		Before:  "ReplyTo *string `json:\"replyTo\"`", After: "ReplyTo string `json:\"replyTo\"`",
		check: func(v *values) {
			if v.old.null && !v.new.null && (!v.old.isAny() || v.new.isAny()) {
				v.report("%s may no longer be null", v.subject)
			}
		},
	},
	{
		ID: "null-allowed", Client: Fine, Server: Breaks,
		Title:   "null is now a value",
		Why:     "Old clients refuse it when the server sends it.",
		Instead: "leave the key out instead, if it is optional, or add another field",
		Before:  "ReplyTo string `json:\"replyTo\"`", After: "ReplyTo *string `json:\"replyTo\"`",
		check: func(v *values) {
			if !v.old.null && v.new.null && (!v.new.isAny() || v.old.isAny()) {
				v.report("%s may now be null", v.subject)
			}
		},
	},
	{
		ID: "validate-method-added", Client: Risky, Server: Fine,
		Title:   "a type now has a Validate method",
		Why:     "It may refuse what old clients send. What it refuses is in its code, and cannot be told from here.",
		Instead: "make sure that it accepts everything that was accepted",
		Before:  "type Range struct{ From, To int }", After: "type Range struct{ From, To int }\n\nfunc (r Range) Validate() error { … }",
		check: func(v *values) {
			if !v.old.validates && v.new.validates {
				v.report("%s is now checked by a Validate method", v.subject)
			}
		},
	},
	{
		ID: "validate-method-removed", Client: Fine, Server: Risky,
		Title:   "a type no longer has a Validate method",
		Why:     "The server may now send what the method of old clients refuses.",
		Instead: "keep the method",
		Before:  "type Range struct{ From, To int }\n\nfunc (r Range) Validate() error { … }", After: "type Range struct{ From, To int }",
		check: func(v *values) {
			if v.old.validates && !v.new.validates {
				v.report("%s is no longer checked by a Validate method", v.subject)
			}
		},
	},
}
