package real

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/wscontract/wscontract/runtime"

	"example.com/real/devtools"
	"example.com/real/github"
	"example.com/real/gitlab"
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
	// strict checks the same messages on the channel with required=all, or is
	// nil when there is none.
	strict func([]byte) error
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
}

// v2 is the outside judge. The keys are those of the directives in the contracts.
var v2 = newReference(
	unionOf[github.Delivery]("name", "payload"),
	unionOf[gitlab.Hook]("object_kind", ""),
	unionOf[gitlab.SystemHook]("event_name", ""),
	unionOf[slack.Request]("type", ""),
	unionOf[slack.Event]("type", ""),
	unionOf[devtools.Command]("method", "params"),
	unionOf[devtools.Event]("method", "params"),
)

// newJudge returns the judge of presence and null for the same envelopes.
func newJudge(all bool) *judge {
	return &judge{
		all: all,
		tags: map[reflect.Type][2]string{
			reflect.TypeFor[github.Delivery]():   {"name", "payload"},
			reflect.TypeFor[gitlab.Hook]():       {"object_kind", ""},
			reflect.TypeFor[gitlab.SystemHook](): {"event_name", ""},
			reflect.TypeFor[slack.Request]():     {"type", ""},
			reflect.TypeFor[slack.Event]():       {"type", ""},
			reflect.TypeFor[devtools.Command]():  {"method", "params"},
			reflect.TypeFor[devtools.Event]():    {"method", "params"},
		},
	}
}

// samples reads the messages of a side, one on each line.
func (s side) samples(t *testing.T) [][]byte {
	t.Helper()
	data, err := os.ReadFile(s.file)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Split(bytes.TrimSpace(data), []byte("\n"))
}
