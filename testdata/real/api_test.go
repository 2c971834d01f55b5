package real

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/wscontract/wscontract/runtime"

	"example.com/real/binance"
	"example.com/real/centrifugo"
	"example.com/real/devtools"
	"example.com/real/discord"
	"example.com/real/github"
	"example.com/real/gitlab"
	"example.com/real/graphqlws"
	"example.com/real/nostr"
	"example.com/real/openai"
	"example.com/real/slack"
)

// A side is one direction of a channel, and where its samples are.
type side struct {
	api  string
	name string
	file string
	typ  reflect.Type

	decode   func([]byte) (any, error)
	validate func([]byte) error
	append   func([]byte, any) ([]byte, error)
	// strict checks the same messages on a channel with required=all, or is nil
	// when there is none. all tells that the first one is such a channel.
	strict func([]byte) error
	all    bool
	// other is the verdict of the people who made the protocol, or nil, and
	// narrower tells for which findings the contract may refuse more.
	other    func([]byte) error
	narrower func(f runtime.Finding, value jsontext.Value) bool
}

func sideOf[T any](api, name, file string, codec runtime.Codec[T], strict func([]byte) error) side {
	return side{
		api:  api,
		name: name,
		file: filepath.Join(api, file),
		typ:  reflect.TypeFor[T](),
		decode: func(data []byte) (any, error) {
			return codec.Decode(data)
		},
		validate: codec.Validate,
		append: func(b []byte, v any) ([]byte, error) {
			return codec.Append(b, v.(T))
		},
		strict: strict,
	}
}

// requiringAll says that the channel itself has required=all.
func (s side) requiringAll() side {
	s.all = true
	return s
}

// judgedBy has a third judge for the messages of a channel with required=all.
func (s side) judgedBy(other func([]byte) error, narrower func(runtime.Finding, jsontext.Value) bool) side {
	s.other, s.narrower = other, narrower
	return s.requiringAll()
}

// sides are all directions for which there are samples.
var sides = []side{
	sideOf("github", "deliveries", "deliveries.jsonl",
		github.Channels.Deliveries.ServerToClient, github.Channels.DeliveriesStrict.ServerToClient.Validate),
	sideOf("gitlab", "hooks", "hooks.jsonl",
		gitlab.Channels.Hooks.ServerToClient, gitlab.Channels.HooksStrict.ServerToClient.Validate),
	sideOf("gitlab", "system", "system.jsonl",
		gitlab.Channels.System.ServerToClient, nil),
	sideOf("gitlab", "notes.commits", "notes.commits.jsonl",
		gitlab.Channels.NotesCommits.ServerToClient, nil),
	sideOf("gitlab", "notes.issues", "notes.issues.jsonl",
		gitlab.Channels.NotesIssues.ServerToClient, nil),
	sideOf("gitlab", "notes.merge_requests", "notes.merge_requests.jsonl",
		gitlab.Channels.NotesMergeRequests.ServerToClient, nil),
	sideOf("gitlab", "notes.snippets", "notes.snippets.jsonl",
		gitlab.Channels.NotesSnippets.ServerToClient, nil),
	sideOf("slack", "socket", "requests.jsonl",
		slack.Channels.Socket.ServerToClient, slack.Channels.SocketStrict.ServerToClient.Validate),
	sideOf("slack", "socket, from the client", "acks.jsonl",
		slack.Channels.Socket.ClientToServer, nil),
	sideOf("devtools", "target", "events.jsonl",
		devtools.Channels.Target.ServerToClient, devtools.Channels.TargetStrict.ServerToClient.Validate),
	sideOf("devtools", "target, from the client", "commands.jsonl",
		devtools.Channels.Target.ClientToServer, devtools.Channels.TargetStrict.ClientToServer.Validate),
	sideOf("binance", "stream", "stream.jsonl",
		binance.Channels.Stream.ServerToClient, binance.Channels.StreamStrict.ServerToClient.Validate),
	sideOf("binance", "stream, from the client", "requests.jsonl",
		binance.Channels.Stream.ClientToServer, nil),
	sideOf("binance", "combined", "combined.jsonl",
		binance.Channels.Combined.ServerToClient, nil),
	sideOf("binance", "tickers", "tickers.jsonl",
		binance.Channels.Tickers.ServerToClient, nil),
	sideOf("binance", "book", "book.jsonl",
		binance.Channels.Book.ServerToClient, nil),
	sideOf("binance", "account", "account.jsonl",
		binance.Channels.Account.ServerToClient, nil),
	sideOf("binance", "futures", "futures.jsonl",
		binance.Channels.Futures.ServerToClient, nil),
	sideOf("binance", "futures-account", "futures-account.jsonl",
		binance.Channels.FuturesAccount.ServerToClient, nil),
	sideOf("centrifugo", "connection", "replies.jsonl",
		centrifugo.Channels.Connection.ServerToClient, centrifugo.Channels.ConnectionStrict.ServerToClient.Validate),
	sideOf("centrifugo", "connection, from the client", "commands.jsonl",
		centrifugo.Channels.Connection.ClientToServer, centrifugo.Channels.ConnectionStrict.ClientToServer.Validate),
	sideOf("discord", "gateway", "messages.jsonl",
		discord.Channels.Gateway.ServerToClient, discord.Channels.GatewayStrict.ServerToClient.Validate),
	sideOf("discord", "gateway, from the client", "commands.jsonl",
		discord.Channels.Gateway.ClientToServer, discord.Channels.GatewayStrict.ClientToServer.Validate),
	sideOf("discord", "events", "events.jsonl",
		discord.Channels.Events.ServerToClient, nil),
	sideOf("openai", "realtime", "serverevents.jsonl",
		openai.Channels.Realtime.ServerToClient, nil).judgedBy(schema("openai/serverevents.schema.json"), isNumber),
	sideOf("openai", "realtime, from the client", "clientevents.jsonl",
		openai.Channels.Realtime.ClientToServer, nil).judgedBy(schema("openai/clientevents.schema.json"), isNumber),
	sideOf("graphqlws", "graphql", "responses.jsonl",
		graphqlws.Channels.Graphql.ServerToClient, nil).judgedBy(script("graphqlws/protocol.js"), isInMistake),
	sideOf("graphqlws", "graphql, from the client", "requests.jsonl",
		graphqlws.Channels.Graphql.ClientToServer, nil).judgedBy(script("graphqlws/protocol.js"), isInMistake),
	sideOf("nostr", "relay", "replies.jsonl",
		nostr.Channels.Relay.ServerToClient, nil).requiringAll(),
	sideOf("nostr", "relay, from the client", "requests.jsonl",
		nostr.Channels.Relay.ClientToServer, nil).requiringAll(),
	sideOf("nostr", "notes", "notes.jsonl",
		nostr.Channels.Notes.ClientToServer, nil).requiringAll(),
}

// unions are all envelopes; the keys are those of the directives in the contracts.
var unions = []union{
	unionOf[github.Delivery]("name", "payload"),
	unionOf[gitlab.Hook]("object_kind", ""),
	unionOf[gitlab.SystemHook]("event_name", ""),
	unionOf[slack.Request]("type", ""),
	unionOf[slack.Event]("type", ""),
	unionOf[devtools.Command]("method", "params"),
	unionOf[devtools.Event]("method", "params"),
	unionOf[binance.Event]("e", ""),
	unionOf[binance.AccountEvent]("e", ""),
	unionOf[binance.FuturesEvent]("e", ""),
	unionOf[binance.FuturesAccountEvent]("e", ""),
	numberUnionOf[discord.Command]("op", ""),
	numberUnionOf[discord.Message]("op", ""),
	unionOf[discord.Event]("t", "d"),
	unionOf[openai.ClientEvent]("type", ""),
	unionOf[openai.ServerEvent]("type", ""),
	unionOf[graphqlws.Request]("type", ""),
	unionOf[graphqlws.Response]("type", ""),
	interfaceOf("type", map[string]openai.Usage{"tokens": openai.TokenUsage{}, "duration": openai.DurationUsage{}}),
}

// enums are the values of the types of the contracts that have constants.
var enums = map[reflect.Type][]string{
	reflect.TypeFor[binance.Method](): {"SUBSCRIBE", "UNSUBSCRIBE", "LIST_SUBSCRIPTIONS", "SET_PROPERTY", "GET_PROPERTY"},
	reflect.TypeFor[discord.Status](): {"online", "idle", "dnd", "invisible", "offline"},
	reflect.TypeFor[slack.Reason]():   {"warning", "refresh_requested", "link_disabled"},

	reflect.TypeFor[openai.ItemType](): {
		"message", "function_call", "function_call_output",
		"mcp_list_tools", "mcp_tool_call", "mcp_call", "mcp_approval_request", "mcp_approval_response",
	},
	reflect.TypeFor[openai.Role]():        {"user", "assistant", "system"},
	reflect.TypeFor[openai.Status]():      {"completed", "incomplete", "in_progress"},
	reflect.TypeFor[openai.ContentType](): {"input_text", "input_audio", "item_reference", "output_text", "audio", "output_audio"},
	reflect.TypeFor[openai.PartType]():    {"text", "audio"},
	reflect.TypeFor[openai.LimitName]():   {"requests", "tokens"},

	reflect.TypeFor[openai.ResponseStatus]():     {"completed", "incomplete", "failed", "cancelled", "in_progress"},
	reflect.TypeFor[openai.ResponseObject]():     {"realtime.response"},
	reflect.TypeFor[openai.ConversationObject](): {"realtime.conversation"},
}

// v2 is the outside judge.
var v2 = newReference(unions...)

// samples reads the messages of a side, one on each line.
func (s side) samples(t *testing.T) [][]byte {
	t.Helper()
	data, err := os.ReadFile(s.file)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Split(bytes.TrimSpace(data), []byte("\n"))
}
