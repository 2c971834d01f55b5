package openai

import "encoding/json"

// ResponseChanged is an answer that begins or ends.
type ResponseChanged struct {
	Base
	Response Response `json:"response"`
}

// A Response is an answer.
type Response struct {
	ID               *string                    `json:"id,omitempty"`
	ConversationID   *string                    `json:"conversation_id,omitempty"`
	Object           *ResponseObject            `json:"object,omitempty"`
	Status           *ResponseStatus            `json:"status,omitempty"`
	StatusDetails    map[string]json.RawMessage `json:"status_details,omitempty" ws:"nullable"`
	MaxOutputTokens  *MaxTokens                 `json:"max_output_tokens,omitempty"`
	Metadata         map[string]json.RawMessage `json:"metadata,omitempty" ws:"nullable"`
	OutputModalities []string                   `json:"output_modalities,omitempty" ws:"nullable"`
	Output           []json.RawMessage          `json:"output,omitempty" ws:"nullable"`
	Audio            *ResponseAudio             `json:"audio,omitempty"`
	Usage            *ResponseUsage             `json:"usage,omitempty"`
}

// A ResponseObject says that an object is an answer.
type ResponseObject string

// IsResponse is the only one.
const IsResponse ResponseObject = "realtime.response"

// A ResponseStatus is how far an answer is.
type ResponseStatus string

// The statuses of answers.
const (
	ResponseCompleted  ResponseStatus = "completed"
	ResponseIncomplete ResponseStatus = "incomplete"
	ResponseFailed     ResponseStatus = "failed"
	ResponseCancelled  ResponseStatus = "cancelled"
	ResponseInProgress ResponseStatus = "in_progress"
)

// ResponseAudio is how an answer sounds.
type ResponseAudio struct {
	Output *struct {
		Format json.RawMessage `json:"format,omitempty"`
		Voice  *string         `json:"voice,omitempty"`
	} `json:"output,omitempty"`
}

// ResponseUsage is what an answer costs.
type ResponseUsage struct {
	InputTokens        int                        `json:"input_tokens,omitzero"`
	InputTokenDetails  map[string]json.RawMessage `json:"input_token_details,omitempty" ws:"nullable"`
	OutputTokens       int                        `json:"output_tokens,omitzero"`
	OutputTokenDetails map[string]json.RawMessage `json:"output_token_details,omitempty" ws:"nullable"`
}

// MaxTokens is a number, or "inf". The language has no such type, so its own
// methods read and write it.
type MaxTokens struct {
	N         int
	Unlimited bool
}

// MarshalJSON implements [json.Marshaler].
func (m MaxTokens) MarshalJSON() ([]byte, error) {
	if m.Unlimited {
		return []byte(`"inf"`), nil
	}
	return json.Marshal(m.N)
}

// UnmarshalJSON implements [json.Unmarshaler].
func (m *MaxTokens) UnmarshalJSON(data []byte) error {
	if m.Unlimited = string(data) == `"inf"`; m.Unlimited {
		return nil
	}
	return json.Unmarshal(data, &m.N)
}

// OutputItem is an item of an answer.
type OutputItem struct {
	Base
	ResponseID  string `json:"response_id"`
	OutputIndex int    `json:"output_index"`
	Item        Item   `json:"item"`
}

// ContentPart is a part of an item that begins or ends.
type ContentPart struct {
	OfContent
	Part struct {
		Type       PartType `json:"type,omitempty"`
		Text       string   `json:"text,omitempty"`
		Audio      string   `json:"audio,omitempty"`
		Transcript string   `json:"transcript,omitempty"`
	} `json:"part"`
}

// A PartType is what a part is.
type PartType string

// The types of parts.
const (
	TextPart  PartType = "text"
	AudioPart PartType = "audio"
)

// Delta is a piece of text.
type Delta struct {
	OfContent
	Delta string `json:"delta"`
}

// AudioDelta is a piece of speech.
type AudioDelta struct {
	OfContent
	Delta []byte `json:"delta"`
}

// TextDone is all of a text.
type TextDone struct {
	OfContent
	Text string `json:"text"`
}

// TranscriptDone is all that was said.
type TranscriptDone struct {
	OfContent
	Transcript string `json:"transcript"`
}

// OfCall is about the call of a function.
type OfCall struct {
	OfItem
	ResponseID  string `json:"response_id"`
	OutputIndex int    `json:"output_index"`
	CallID      string `json:"call_id"`
}

// CallDelta is a piece of the arguments of a call.
type CallDelta struct {
	OfCall
	Delta string `json:"delta"`
}

// CallDone is all of the arguments of a call.
type CallDone struct {
	OfCall
	Arguments string `json:"arguments"`
}
