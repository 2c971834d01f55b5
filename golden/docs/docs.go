// Package docs has comments in all their forms. The directives in them are
// hidden from every text that is emitted, and what is left is kept.
//
// It has a second paragraph.
package docs

// Spaced has its directive behind a space, in the middle of its comment.
//
// ws:channel spaced path=/ws/spaced
//
// A line that follows the directive.
type Spaced struct {
	ClientToServer Message
}

// Tight has the form of Go's own directives.
//
//ws:channel tight
type Tight struct {
	ServerToClient Message
}

// Old is not for new clients.
//
// Deprecated: use channel "spaced" instead. It does the same, in
// half the time.
//
//ws:channel old rate=90/m
type Old struct {
	ClientToServer Message
}

//ws:channel silent
type Silent struct {
	ClientToServer Message
}

/*
Block is documented by a comment of the other kind, in which
directives mean nothing.
*/
//ws:channel block
type Block struct {
	ClientToServer Message
}

type (
	// Grouped stands in a group of declarations.
	//
	//ws:channel grouped overflow=close max-size=1KB
	Grouped struct {
		// Messages of clients are documented here.
		ClientToServer Message
	}
)

// A Message has text about a "ws:channel" that is none, and a list:
//
//   - with a `code` item
//   - and */ what would end a comment
//
//ws:strict
type Message struct {
	// Text has a comment above it.
	Text string `json:"text"`
	Kind Kind   `json:"kind"` // Kind has one behind it.

	// Deprecated: use Text.
	Old string `json:"old,omitempty"`
}

// A Kind is documented, and so are its values.
type Kind string

// The kinds of messages.
const (
	// Plain has no markup.
	Plain Kind = "plain"
	Rich  Kind = "rich" // Rich has.
	// Deprecated: nobody could read it.
	Fancy Kind = "fancy"
)
