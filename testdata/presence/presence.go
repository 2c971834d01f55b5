// Package presence holds the table of which keys must be present and which
// accept null, a channel for each kind of row.
package presence

// Plain fields must be present and are not null.
//
// ws:channel plain
type Plain struct {
	ClientToServer struct {
		Text   string         `json:"text"`
		Number int            `json:"number"`
		Flag   bool           `json:"flag"`
		List   []int          `json:"list"`
		Table  map[string]int `json:"table"`
		Object struct{}       `json:"object"`
	}
}

// Optional fields may be absent, for three reasons, and are not null.
//
// ws:channel optional
type Optional struct {
	ClientToServer struct {
		Empty    string `json:"empty,omitempty"`
		Zero     int    `json:"zero,omitzero"`
		Optional bool   `json:"optional" ws:"optional"`
		List     []int  `json:"list,omitempty"`
	}
}

// Pointers must be present and may be null.
//
// ws:channel pointer
type Pointer struct {
	ClientToServer struct {
		Text   *string   `json:"text"`
		Object *struct{} `json:"object"`
	}
}

// OptionalPointers may be absent and may be null.
//
// ws:channel optional-pointer
type OptionalPointers struct {
	ClientToServer struct {
		Empty    *string `json:"empty,omitempty"`
		Zero     *int    `json:"zero,omitzero"`
		Optional *bool   `json:"optional" ws:"optional"`
	}
}

// Nullable fields are null where their types alone would refuse it, and then
// keep their zero values.
//
// ws:channel nullable
type Nullable struct {
	ClientToServer struct {
		Text     string         `json:"text" ws:"nullable"`
		List     []int          `json:"list" ws:"nullable"`
		Optional map[string]int `json:"optional" ws:"nullable,optional"`
	}
}

// Required says what is so anyway, unless the channel has required=tagged.
//
// ws:channel required required=tagged
type Required struct {
	ClientToServer struct {
		Text    string `json:"text" ws:"required"`
		Pointer *int   `json:"pointer" ws:"required"`
		Both    []int  `json:"both" ws:"required,nullable"`
		Other   string `json:"other"`
	}
}

// Anything is null by itself where its type is any JSON.
//
// ws:channel anything
type Anything struct {
	ClientToServer struct {
		Value    any `json:"value"`
		Optional any `json:"optional,omitempty"`
	}
}
