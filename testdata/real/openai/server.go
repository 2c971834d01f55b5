package openai

import "encoding/json"

// Base is what nearly every event has.
type Base struct {
	EventID string `json:"event_id"`
}

// OfItem is about an item.
type OfItem struct {
	Base
	ItemReference
}

// OfContent is about a part of an item of an answer.
type OfContent struct {
	OfItem
	ResponseID   string `json:"response_id"`
	OutputIndex  int    `json:"output_index"`
	ContentIndex int    `json:"content_index"`
}

// An Error is a mistake of the client, or of the server.
type Error struct {
	EventID string          `json:"event_id,omitempty"`
	Error   json.RawMessage `json:"error,omitempty"`
}

// SessionChanged tells the settings.
type SessionChanged struct {
	Base
	Session
}

// ConversationCreated comes once.
type ConversationCreated struct {
	Base
	Conversation struct {
		ID     string             `json:"id,omitempty"`
		Object ConversationObject `json:"object,omitempty"`
	} `json:"conversation"`
}

// A ConversationObject says that an object is a conversation.
type ConversationObject string

// IsConversation is the only one.
const IsConversation ConversationObject = "realtime.conversation"

// ItemAdded is an item that the conversation has now.
type ItemAdded struct {
	Base
	ItemCreate
}

// ItemRetrieved is an item that was asked for.
type ItemRetrieved struct {
	Base
	Item Item `json:"item"`
}

// ItemTruncated answers a truncation.
type ItemTruncated struct {
	Base
	Truncation
}

// TranscriptionDelta is what was understood of what somebody said.
type TranscriptionDelta struct {
	OfItem
	ContentIndex int               `json:"content_index,omitzero"`
	Delta        string            `json:"delta,omitempty"`
	LogProbs     []json.RawMessage `json:"logprobs,omitempty" ws:"nullable"`
}

// TranscriptionCompleted is all that was understood.
type TranscriptionCompleted struct {
	OfItem
	ContentIndex int               `json:"content_index"`
	Transcript   string            `json:"transcript"`
	LogProbs     []json.RawMessage `json:"logprobs,omitempty" ws:"nullable"`
	Usage        Usage             `json:"usage,omitempty"`
}

// Usage is what something costs: an interface, where the events above are structs.
//
// ws:union tag=type
type Usage interface{ usage() }

// TokenUsage is counted.
//
// ws:message tokens
type TokenUsage struct {
	TotalTokens       int `json:"total_tokens"`
	InputTokens       int `json:"input_tokens"`
	InputTokenDetails struct {
		TextTokens  int `json:"text_tokens"`
		AudioTokens int `json:"audio_tokens"`
	} `json:"input_token_details"`
	OutputTokens int `json:"output_tokens"`
}

// DurationUsage is measured.
//
// ws:message duration
type DurationUsage struct {
	Seconds float64 `json:"seconds"`
}

func (TokenUsage) usage()    {}
func (DurationUsage) usage() {}

// TranscriptionFailed says why nothing was understood.
type TranscriptionFailed struct {
	OfItem
	ContentIndex int `json:"content_index"`
	Error        struct {
		Code    string `json:"code,omitempty"`
		Message string `json:"message,omitempty"`
		Param   string `json:"param,omitempty"`
		Type    string `json:"type,omitempty"`
	} `json:"error"`
}

// InputCommitted is audio that has become an item.
type InputCommitted struct {
	OfItem
	PreviousItemID *string `json:"previous_item_id,omitempty"`
}

// SpeechStarted is when somebody began to speak.
type SpeechStarted struct {
	OfItem
	AudioStartMS int `json:"audio_start_ms"`
}

// SpeechStopped is when somebody stopped.
type SpeechStopped struct {
	OfItem
	AudioEndMS int `json:"audio_end_ms"`
}

// RateLimits are what is left.
type RateLimits struct {
	Base
	Limits []RateLimit `json:"rate_limits"`
}

// A RateLimit is one of them.
type RateLimit struct {
	Name         LimitName `json:"name,omitempty"`
	Limit        int       `json:"limit,omitzero"`
	Remaining    int       `json:"remaining,omitzero"`
	ResetSeconds float64   `json:"reset_seconds,omitzero"`
}

// A LimitName is what is counted.
type LimitName string

// What is counted.
const (
	Requests LimitName = "requests"
	Tokens   LimitName = "tokens"
)

// A ToolList is being read from an MCP server.
type ToolList struct {
	EventID string `json:"event_id,omitempty"`
	ItemID  string `json:"item_id,omitempty"`
}

// MCPCall is a call of a tool of an MCP server.
type MCPCall struct {
	OfItem
	OutputIndex int `json:"output_index"`
}

// MCPArgumentsDelta is a piece of the arguments of such a call.
type MCPArgumentsDelta struct {
	MCPCall
	ResponseID  string `json:"response_id"`
	Delta       string `json:"delta"`
	Obfuscation string `json:"obfuscation"`
}

// MCPArgumentsDone is all of them.
type MCPArgumentsDone struct {
	MCPCall
	ResponseID string `json:"response_id"`
	Arguments  string `json:"arguments"`
}
