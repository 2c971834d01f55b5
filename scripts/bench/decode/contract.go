// Package decode measures what it costs to decode, validate and encode a
// message, beside other people's libraries on the same messages. All but the
// union are in package ours.
package decode

// Bench has the channel of the union.
//
//ws:channels
type Bench struct {
	Union unionChannel `ws:"union"`
}

type unionChannel struct{ ClientToServer Event }

// Event is a union of twelve variants.
//
//ws:union tag=type
type Event interface{ event() }

// The variants of [Event] differ in nothing that matters here.
type (
	//ws:message a
	A struct {
		Text string `json:"text"`
		N    int    `json:"n"`
	}
	//ws:message b
	B struct {
		Text string `json:"text"`
		N    int    `json:"n"`
	}
	//ws:message c
	C struct {
		Text string `json:"text"`
		N    int    `json:"n"`
	}
	//ws:message d
	D struct {
		Text string `json:"text"`
		N    int    `json:"n"`
	}
	//ws:message e
	E struct {
		Text string `json:"text"`
		N    int    `json:"n"`
	}
	//ws:message f
	F struct {
		Text string `json:"text"`
		N    int    `json:"n"`
	}
	//ws:message g
	G struct {
		Text string `json:"text"`
		N    int    `json:"n"`
	}
	//ws:message h
	H struct {
		Text string `json:"text"`
		N    int    `json:"n"`
	}
	//ws:message i
	I struct {
		Text string `json:"text"`
		N    int    `json:"n"`
	}
	//ws:message j
	J struct {
		Text string `json:"text"`
		N    int    `json:"n"`
	}
	//ws:message k
	K struct {
		Text string `json:"text"`
		N    int    `json:"n"`
	}
	//ws:message l
	L struct {
		Text string `json:"text"`
		N    int    `json:"n"`
	}
)

func (A) event() {}
func (B) event() {}
func (C) event() {}
func (D) event() {}
func (E) event() {}
func (F) event() {}
func (G) event() {}
func (H) event() {}
func (I) event() {}
func (J) event() {}
func (K) event() {}
func (L) event() {}
