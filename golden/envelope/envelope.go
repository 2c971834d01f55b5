// Package envelope has unions that are structs: a pointer for each variant, of
// which one is set, and ordinary keys beside the tag.
package envelope

import "github.com/wscontract/wscontract/testdata/envelope/frames"

// ws:channel envelope
type Envelope struct {
	ClientToServer Request
	ServerToClient Response
}

// A Request has its variants' keys beside its own.
//
// ws:union tag=method
type Request struct {
	ID    string        `json:"id" validate:"min=1"`
	Trace *string       `json:"trace,omitempty"`
	Get   *frames.Get   `ws:"get"`
	Put   *frames.Put   `ws:"put item"`
	Put2  *frames.Put   `ws:"put-again"`
	Empty *frames.Empty `ws:"noop"`
}

// A Response has its variant under a key.
//
// ws:union content=data
type Response struct {
	Seq   uint32        `json:"seq"`
	Meta                // promoted, like the keys of any struct
	Item  *frames.Put   `ws:"item"`
	Gone  *Gone         `ws:"gone"`
	Empty *frames.Empty `ws:"empty"`
}

// Meta is embedded in Response.
type Meta struct {
	Node string `json:"node,omitempty"`
}

// Gone is a variant of this package.
type Gone struct {
	Reason string `json:"reason"`
}
