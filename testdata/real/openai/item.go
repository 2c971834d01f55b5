package openai

import "encoding/json"

// An Item is something in the conversation.
type Item struct {
	ID        string    `json:"id,omitempty"`
	Type      ItemType  `json:"type,omitempty"`
	Role      Role      `json:"role,omitempty"`
	Status    Status    `json:"status,omitempty"`
	Content   []Content `json:"content,omitempty"`
	CallID    string    `json:"call_id,omitempty"`
	Name      string    `json:"name,omitempty"`
	Arguments string    `json:"arguments,omitempty"`
	Output    *string   `json:"output,omitempty"`

	ApprovalRequestID *string         `json:"approval_request_id,omitempty"`
	Approve           *bool           `json:"approve,omitempty"`
	Reason            *string         `json:"reason,omitempty"`
	ServerLabel       string          `json:"server_label,omitempty"`
	Error             json.RawMessage `json:"error,omitempty"`
	Tools             []Tool          `json:"tools,omitempty"`
}

// An ItemType is what an item is.
type ItemType string

// The types of items.
const (
	Message             ItemType = "message"
	FunctionCall        ItemType = "function_call"
	FunctionCallOutput  ItemType = "function_call_output"
	MCPListTools        ItemType = "mcp_list_tools"
	MCPToolCall         ItemType = "mcp_tool_call"
	MCPCallItem         ItemType = "mcp_call"
	MCPApprovalRequest  ItemType = "mcp_approval_request"
	MCPApprovalResponse ItemType = "mcp_approval_response"
)

// A Role is who speaks.
type Role string

// The roles.
const (
	User      Role = "user"
	Assistant Role = "assistant"
	System    Role = "system"
)

// A Status is how far an item is.
type Status string

// The statuses.
const (
	Completed  Status = "completed"
	Incomplete Status = "incomplete"
	InProgress Status = "in_progress"
)

// Content is a part of a message.
type Content struct {
	ID         string      `json:"id,omitempty"`
	Type       ContentType `json:"type"`
	Text       *string     `json:"text,omitempty"`
	Audio      *string     `json:"audio,omitempty"`
	Transcript *string     `json:"transcript,omitempty"`
}

// A ContentType is what a part of a message is.
type ContentType string

// The types of content.
const (
	InputText   ContentType = "input_text"
	InputAudio  ContentType = "input_audio"
	ReferToItem ContentType = "item_reference"
	OutputText  ContentType = "output_text"
	Audio       ContentType = "audio"
	OutputAudio ContentType = "output_audio"
)

// A Tool is one that an MCP server has.
type Tool struct {
	Name        string                     `json:"name"`
	Description string                     `json:"description"`
	InputSchema map[string]json.RawMessage `json:"input_schema,omitempty"`
}
