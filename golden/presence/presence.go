// Package presence holds the table of which keys must be present and which
// accept null, a channel for each kind of row.
package presence

// Plain fields must be present and are not null.
//
// ws:channel plain
type Plain struct {
	ClientToServer PlainFields
}

// PlainFields have no options.
type PlainFields struct {
	Text   string         `json:"text"`
	Number int            `json:"number"`
	Flag   bool           `json:"flag"`
	List   []int          `json:"list"`
	Table  map[string]int `json:"table"`
	Object struct{}       `json:"object"`
}

// Optional fields may be absent, for three reasons, and are not null.
//
// ws:channel optional
type Optional struct {
	ClientToServer OptionalFields
}

// OptionalFields may be absent.
type OptionalFields struct {
	Empty    string `json:"empty,omitempty"`
	Zero     int    `json:"zero,omitzero"`
	Optional bool   `json:"optional" ws:"optional"`
	List     []int  `json:"list,omitempty"`
}

// Pointers must be present and may be null.
//
// ws:channel pointer
type Pointer struct {
	ClientToServer PointerFields
}

// PointerFields are pointers.
type PointerFields struct {
	Text   *string   `json:"text"`
	Object *struct{} `json:"object"`
}

// OptionalPointers may be absent and may be null.
//
// ws:channel optional-pointer
type OptionalPointers struct {
	ClientToServer OptionalPointerFields
}

// OptionalPointerFields are pointers that may be absent.
type OptionalPointerFields struct {
	Empty    *string `json:"empty,omitempty"`
	Zero     *int    `json:"zero,omitzero"`
	Optional *bool   `json:"optional" ws:"optional"`
}

// Nullable fields are null where their types alone would refuse it, and then
// keep their zero values.
//
// ws:channel nullable
type Nullable struct {
	ClientToServer NullableFields
}

// NullableFields may be null.
type NullableFields struct {
	Text     string         `json:"text" ws:"nullable"`
	List     []int          `json:"list" ws:"nullable"`
	Optional map[string]int `json:"optional" ws:"nullable,optional"`
}

// Required says what is so anyway, unless the channel has required=tagged.
//
// ws:channel required required=tagged
type Required struct {
	ClientToServer RequiredFields
}

// RequiredFields are tagged as required, but for one.
type RequiredFields struct {
	Text    string `json:"text" ws:"required"`
	Pointer *int   `json:"pointer" ws:"required"`
	Both    []int  `json:"both" ws:"required,nullable"`
	Kept    string `json:"kept,omitempty" ws:"required"` // and always written
	Other   string `json:"other"`
}

// Anything is null by itself where its type is any JSON.
//
// ws:channel anything
type Anything struct {
	ClientToServer AnyFields
}

// AnyFields take any JSON.
type AnyFields struct {
	Value    any `json:"value"`
	Optional any `json:"optional,omitempty"`
}
