// Package openai is a contract for OpenAI's Realtime API: a conversation with a
// model, spoken or written, over a WebSocket.
//
// There is a Go module for it, but each of its types reads anything and keeps what
// it does not understand, so the types are ours, and as strict as the schemas of
// OpenAI's own client for JavaScript are: they stand in the two files beside this
// one, and judge it. This is the one contract here with the default, required=all.
package openai

// Realtime is one conversation.
//
// ws:channel realtime path=/v1/realtime max-size=16MiB
type Realtime struct {
	Query struct {
		Model string `query:"model" validate:"required"`
	}
	ClientToServer ClientEvent
	ServerToClient ServerEvent
}

// A ClientEvent is what the client asks for.
//
// ws:union tag=type
type ClientEvent struct {
	// EventID comes back with an error.
	EventID string `json:"event_id,omitempty"`

	ItemCreate     *ItemCreate     `ws:"conversation.item.create"`
	ItemDelete     *ItemReference  `ws:"conversation.item.delete"`
	ItemRetrieve   *ItemReference  `ws:"conversation.item.retrieve"`
	ItemTruncate   *Truncation     `ws:"conversation.item.truncate"`
	AudioAppend    *AudioAppend    `ws:"input_audio_buffer.append"`
	AudioClear     *Bare           `ws:"input_audio_buffer.clear"`
	AudioCommit    *Bare           `ws:"input_audio_buffer.commit"`
	ResponseCancel *ResponseCancel `ws:"response.cancel"`
	ResponseCreate *ResponseCreate `ws:"response.create"`
	SessionUpdate  *Session        `ws:"session.update"`
}

// A ServerEvent is what happens.
//
// ws:union tag=type
type ServerEvent struct {
	Error *Error `ws:"error"`

	SessionCreated      *SessionChanged      `ws:"session.created"`
	SessionUpdated      *SessionChanged      `ws:"session.updated"`
	ConversationCreated *ConversationCreated `ws:"conversation.created"`

	ItemAdded     *ItemAdded     `ws:"conversation.item.added"`
	ItemDone      *ItemAdded     `ws:"conversation.item.done"`
	ItemRetrieved *ItemRetrieved `ws:"conversation.item.retrieved"`
	ItemDeleted   *OfItem        `ws:"conversation.item.deleted"`
	ItemTruncated *ItemTruncated `ws:"conversation.item.truncated"`

	TranscriptionDelta     *TranscriptionDelta     `ws:"conversation.item.input_audio_transcription.delta"`
	TranscriptionCompleted *TranscriptionCompleted `ws:"conversation.item.input_audio_transcription.completed"`
	TranscriptionFailed    *TranscriptionFailed    `ws:"conversation.item.input_audio_transcription.failed"`

	InputCleared   *Base           `ws:"input_audio_buffer.cleared"`
	InputCommitted *InputCommitted `ws:"input_audio_buffer.committed"`
	SpeechStarted  *SpeechStarted  `ws:"input_audio_buffer.speech_started"`
	SpeechStopped  *SpeechStopped  `ws:"input_audio_buffer.speech_stopped"`
	OutputStarted  *Base           `ws:"output_audio_buffer.started"`
	OutputStopped  *Base           `ws:"output_audio_buffer.stopped"`
	OutputCleared  *Base           `ws:"output_audio_buffer.cleared"`

	RateLimits *RateLimits `ws:"rate_limits.updated"`

	ResponseCreated *ResponseChanged `ws:"response.created"`
	ResponseDone    *ResponseChanged `ws:"response.done"`
	OutputItemAdded *OutputItem      `ws:"response.output_item.added"`
	OutputItemDone  *OutputItem      `ws:"response.output_item.done"`
	PartAdded       *ContentPart     `ws:"response.content_part.added"`
	PartDone        *ContentPart     `ws:"response.content_part.done"`
	TextDelta       *Delta           `ws:"response.output_text.delta"`
	TextDone        *TextDone        `ws:"response.output_text.done"`
	TranscriptDelta *Delta           `ws:"response.output_audio_transcript.delta"`
	TranscriptDone  *TranscriptDone  `ws:"response.output_audio_transcript.done"`
	AudioDelta      *AudioDelta      `ws:"response.output_audio.delta"`
	AudioDone       *OfContent       `ws:"response.output_audio.done"`
	ArgumentsDelta  *CallDelta       `ws:"response.function_call_arguments.delta"`
	ArgumentsDone   *CallDone        `ws:"response.function_call_arguments.done"`

	ToolsInProgress   *ToolList          `ws:"mcp_list_tools.in_progress"`
	ToolsCompleted    *ToolList          `ws:"mcp_list_tools.completed"`
	ToolsFailed       *ToolList          `ws:"mcp_list_tools.failed"`
	MCPArgumentsDelta *MCPArgumentsDelta `ws:"response.mcp_call_arguments.delta"`
	MCPArgumentsDone  *MCPArgumentsDone  `ws:"response.mcp_call_arguments.done"`
	MCPInProgress     *MCPCall           `ws:"response.mcp_call.in_progress"`
	MCPCompleted      *MCPCall           `ws:"response.mcp_call.completed"`
}
