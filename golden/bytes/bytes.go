// Package bytes has slices and arrays of bytes, which are base64 in a string.
package bytes

// ws:channel bytes
type Bytes struct {
	ClientToServer Blobs
}

// Blobs hold bytes in every way.
type Blobs struct {
	Data    []byte            `json:"data,omitempty"`
	Hash    [4]byte           `json:"hash,omitzero"`
	Empty   [0]byte           `json:"empty,omitzero"`
	Named   Blob              `json:"named,omitempty"`
	Sum     Sum               `json:"sum,omitzero"`
	Pointer *[]byte           `json:"pointer,omitempty"`
	List    [][]byte          `json:"list,omitempty"`
	Table   map[string][]byte `json:"table,omitempty"`
	Octets  []Octet           `json:"octets,omitempty"`
}

// A Blob is a named slice of bytes.
type Blob []byte

// A Sum is a named array of bytes.
type Sum [2]byte

// An Octet is a named byte, whose slices are numbers in JSON.
type Octet uint8
