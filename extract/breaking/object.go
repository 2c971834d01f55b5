package breaking

import "github.com/wscontract/wscontract/extract/contract"

var objectRules = []*Rule{
	{
		ID: "object-strict-added", Client: Breaks, Server: Fine,
		Title:   "unknown keys are now refused",
		Why:     "Clients were free to send keys of their own.",
		Instead: "leave ws:strict out, or add it to new messages only",
		Before:  "type Say struct{ … }", After: "// ws:strict\ntype Say struct{ … }",
		check: func(o *objects) {
			if !o.old.st.Strict && o.new.st.Strict && o.old.st.Fallback == nil {
				o.report("%s now refuses unknown keys", o.subject)
			}
		},
	},
	{
		ID: "object-strict-removed", Client: Fine, Server: Fine,
		Title:  "unknown keys are no longer refused",
		Why:    "What was accepted still is, and the server sends no keys of its own.",
		Before: "// ws:strict\ntype Say struct{ … }", After: "type Say struct{ … }",
		check: func(o *objects) {
			if o.old.st.Strict && !o.new.st.Strict {
				o.report("%s no longer refuses unknown keys", o.subject)
			}
		},
	},
	{
		ID: "object-others-added", Client: Breaks, Server: Breaks,
		Title:   "unknown keys are now kept",
		Why:     "Keys of their own that clients send must now have a value of the type that keeps them. When the server sends such keys, old clients refuse them if the object was ws:strict.",
		Instead: "keep unknown keys as json.RawMessage, and not where ws:strict was",
		Before:  "type Say struct {\n\tText string `json:\"text\"`\n}",
		After:   "type Say struct {\n\tText string `json:\"text\"`\n\tMore map[string]int `json:\",embed\"`\n}",
		check: func(o *objects) {
			if o.old.st.Fallback != nil || o.new.st.Fallback == nil {
				return
			}
			effect := Fine
			if o.direction == ClientToServer && !o.old.st.Strict && !keepsAnything(o.new.c, o.new.st.Fallback) ||
				o.direction == ServerToClient && o.old.st.Strict {
				effect = Breaks
			}
			o.reportAs(effect, "%s now keeps unknown keys", o.subject)
		},
	},
	{
		ID: "object-others-removed", Client: Breaks, Server: Fine,
		Title:   "unknown keys are no longer kept",
		Why:     "What clients send under keys of their own is ignored, or refused if the object is ws:strict.",
		Instead: "keep them",
		Before:  "type Say struct {\n\tText string `json:\"text\"`\n\tMore map[string]any `json:\",embed\"`\n}",
		After:   "// ws:strict\ntype Say struct {\n\tText string `json:\"text\"`\n}",
		check: func(o *objects) {
			if o.old.st.Fallback == nil || o.new.st.Fallback != nil {
				return
			}
			effect := Risky
			if o.new.st.Strict {
				effect = Breaks
			}
			o.reportAs(effect, "%s no longer keeps unknown keys", o.subject)
		},
	},
}

// keepsAnything tells that what collects unknown keys takes any value.
func keepsAnything(c *contract.Contract, f *contract.Field) bool {
	v := coreOf(c, fieldValue(f))
	return v.isAny() || v.ofAny
}
