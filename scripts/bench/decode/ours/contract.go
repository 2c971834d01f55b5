// Package ours has the messages of the benchmark that easyjson can read as well,
// so that the emitted code of the two can be compared.
package ours

import "time"

// Bench has one channel for each message that is measured.
//
//ws:channels
type Bench struct {
	Flat  flatChannel  `ws:"flat"`
	Mid   midChannel   `ws:"mid"`
	Large largeChannel `ws:"large"`
}

type (
	flatChannel  struct{ ClientToServer Flat }
	midChannel   struct{ ClientToServer Mid }
	largeChannel struct{ ClientToServer Large }
)

// Flat is a message of five fields, 115 bytes as JSON.
type Flat struct {
	Type   string `json:"type" validate:"required,max=20"`
	Room   string `json:"room" validate:"required,max=64"`
	Text   string `json:"text" validate:"required,max=2000"`
	Seq    int64  `json:"seq" validate:"min=0"`
	Urgent bool   `json:"urgent"`
}

// Mid is a message with a nested list, a map, floats and a time, 1 KB as JSON.
type Mid struct {
	ID      string             `json:"id" validate:"required,max=64"`
	Sent    time.Time          `json:"sent"`
	Author  Author             `json:"author"`
	Lines   []Line             `json:"lines" validate:"required,max=100,dive"`
	Scores  map[string]float64 `json:"scores" validate:"max=50"`
	Tags    []string           `json:"tags" validate:"max=20,dive,max=32"`
	ReplyTo *string            `json:"replyTo,omitempty" validate:"omitempty,max=64"`
}

// Author says who wrote a [Mid].
type Author struct {
	Name  string `json:"name" validate:"required,max=100"`
	Level int32  `json:"level" validate:"min=0,max=100"`
}

// Line is one line of a [Mid] and of a [Large].
type Line struct {
	SKU      string  `json:"sku" validate:"required,max=32"`
	Quantity int     `json:"quantity" validate:"min=1,max=1000"`
	Price    float64 `json:"price" validate:"min=0"`
	Note     string  `json:"note"`
}

// Large is an array of objects, 20 KB as JSON.
type Large struct {
	Lines []Line `json:"lines" validate:"required,max=1000,dive"`
}
