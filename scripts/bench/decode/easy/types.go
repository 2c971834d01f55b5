// Package easy has the types of the benchmark once more, for easyjson, whose
// methods would show in every other library.
package easy

import "time"

//go:generate go run github.com/mailru/easyjson/easyjson -all types.go

type Flat struct {
	Type   string `json:"type"`
	Room   string `json:"room"`
	Text   string `json:"text"`
	Seq    int64  `json:"seq"`
	Urgent bool   `json:"urgent"`
}

type Mid struct {
	ID      string             `json:"id"`
	Sent    time.Time          `json:"sent"`
	Author  Author             `json:"author"`
	Lines   []Line             `json:"lines"`
	Scores  map[string]float64 `json:"scores"`
	Tags    []string           `json:"tags"`
	ReplyTo *string            `json:"replyTo,omitempty"`
}

type Author struct {
	Name  string `json:"name"`
	Level int32  `json:"level"`
}

type Line struct {
	SKU      string  `json:"sku"`
	Quantity int     `json:"quantity"`
	Price    float64 `json:"price"`
	Note     string  `json:"note"`
}

type Large struct {
	Lines []Line `json:"lines"`
}
