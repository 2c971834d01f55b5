package wire

import "strings"

// The codes of findings. A finding against a rule of a validate tag has the
// name of the rule as its code.
const (
	CodeRequired  = "required"  // a key is missing
	CodeType      = "type"      // the value has the wrong JSON type, or does not fit the Go type
	CodeNull      = "null"      // null where the contract has no null
	CodeEnum      = "enum"      // not one of the known values
	CodeUnion     = "union"     // no variant has this tag, or there is no tag
	CodeConst     = "const"     // not the one value the key may have
	CodeUnknown   = "unknown"   // a key that a strict struct does not have
	CodeDuplicate = "duplicate" // the same key twice in one object
	CodeLength    = "length"    // an array of the wrong length
	CodeFormat    = "format"    // a string that its type cannot read (time, base64, text codecs)
	CodeInvalid   = "invalid"   // the type's own Validate or UnmarshalJSON refused it
	CodeSyntax    = "syntax"    // not JSON
	CodeUTF8      = "utf8"      // not UTF-8
	CodeDepth     = "depth"     // nested too deep
	CodeDirection = "direction" // the channel has no messages in this direction
)

// A Finding is one way in which a message breaks its contract. It never
// contains a value of the message.
type Finding struct {
	// Path is an RFC 6901 JSON Pointer to the value; "" is the whole message.
	Path string `json:"path"`
	// Code is one of the codes above, or the name of a rule.
	Code string `json:"code"`
	// Message says in plain words what is wrong.
	Message string `json:"message"`
}

// An Error says everything that is wrong with a message, up to [MaxFindings].
type Error struct {
	Findings []Finding
	// Truncated tells that there was more.
	Truncated bool
}

// Error lists the findings, one clause each.
func (e *Error) Error() string {
	var b strings.Builder
	for i, f := range e.Findings {
		if i > 0 {
			b.WriteString("; ")
		}
		if f.Path != "" {
			b.WriteString(f.Path)
			b.WriteString(": ")
		}
		b.WriteString(f.Message)
	}
	return b.String()
}

// Malformed tells that the message was not JSON in UTF-8 at all, so that
// nothing else can be said of it.
func (e *Error) Malformed() bool {
	for _, f := range e.Findings {
		if f.Code == CodeSyntax || f.Code == CodeUTF8 {
			return true
		}
	}
	return false
}
