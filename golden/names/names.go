// Package names has names that get in the way: channels that are no
// identifiers, odd keys, and fields and declarations that are called like what
// the emitted code declares, imports or uses.
package names

// ws:channel room.events-v2
type RoomEvents struct {
	ClientToServer Message
	ServerToClient Channel
}

// ws:channel type
type Type struct {
	ClientToServer decoder
	ServerToClient Say
}

// ws:channel URL
type Func struct {
	ClientToServer Keys
}

// A Message has fields that are called like the variables, parameters and
// imports of the emitted code.
type Message struct {
	D       int            `json:"d"`
	V       string         `json:"v" validate:"min=1"`
	E       []int          `json:"e" validate:"min=1"`
	Len     map[string]int `json:"len"`
	String  *string        `json:"string"`
	Wire    []Wire         `json:"wire"`
	Runtime Runtime        `json:"runtime"`
	Utf8    string         `json:"utf8" validate:"max=3"`
	Type    string         `json:"type"`
	Func    []string       `json:"func" validate:"max=2"`
	Range   int            `json:"range" validate:"max=2"`
	Nil     any            `json:"nil"`
	Err     bool           `json:"err"`
	At      []string       `json:"at" validate:"dive,max=1"`
	Elem    [][]string     `json:"elem" validate:"dive,dive,max=1"`
	Data    Data           `json:"data"`
	Init    int            `json:"init"`
	Main    int            `json:"main"`
	True    bool           `json:"true" validate:"required"`
	Iota    int            `json:"_"`
	Append  string         `json:"append" validate:"max=1"`
	Ünïcode string         `json:"日本" validate:"max=1"`
}

// These are called like types of the runtime.
type (
	// Channel is a message.
	Channel struct {
		Route Route `json:"route"`
	}
	// Route is part of it.
	Route struct {
		Decoder *decoder `json:"decoder"`
	}
	// Wire is an element.
	Wire struct {
		N int `json:"n"`
	}
	// Runtime is a string.
	Runtime string
	// Data is a slice.
	Data []Data
)

// A decoder is not exported.
type decoder struct {
	Encoder int `json:"encoder"`
}

// Say is what decodeSay below does not decode.
type Say struct {
	Text string `json:"text"`
}

// Keys are spelled in ways that JSON allows and Go does not.
type Keys struct {
	Spaces  int `json:"with spaces and: colon"`
	Slash   int `json:"a/b~c"`
	Percent int `json:"100%d %s"`
	Dollar  int `json:"$ref"`
	Dot     int `json:".."`
	HTML    int `json:"<b>&amp;</b>"`
	Line    int "json:\"line\u2028\""
	Zero    int "json:\"zero\u0000\""
	Emoji   int `json:"😀"`
	Case    int `json:"Case"`
	Lower   int `json:"case"`
}
