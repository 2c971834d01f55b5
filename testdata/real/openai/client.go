package openai

import "encoding/json"

// Bare is an event that has nothing to say.
type Bare struct{}

// ItemCreate adds an item to the conversation.
type ItemCreate struct {
	Item           Item    `json:"item"`
	PreviousItemID *string `json:"previous_item_id,omitempty"`
}

// An ItemReference names an item.
type ItemReference struct {
	ItemID string `json:"item_id"`
}

// A Truncation cuts off what the person has not heard of an answer.
type Truncation struct {
	ItemReference
	ContentIndex int `json:"content_index"`
	AudioEndMS   int `json:"audio_end_ms"`
}

// AudioAppend is what the microphone has recorded.
type AudioAppend struct {
	Audio []byte `json:"audio"`
}

// ResponseCancel stops the model.
type ResponseCancel struct {
	ResponseID string `json:"response_id,omitempty"`
}

// ResponseCreate makes the model answer.
type ResponseCreate struct {
	Response json.RawMessage `json:"response,omitempty"`
}

// A Session has the settings of the conversation, which the schemas leave open.
type Session struct {
	Session json.RawMessage `json:"session"`
}
