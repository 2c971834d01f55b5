package golang

import (
	"testing"

	jsonv2 "github.com/go-json-experiment/json"

	wirepkg "github.com/wscontract/wscontract/runtime/wire"
)

func TestExportedNamesOfChannels(t *testing.T) {
	for name, want := range map[string]string{
		"chat": "Chat", "chat-room": "ChatRoom", "userEvents": "UserEvents", "a.b_c d": "ABCD", "2fa": "Channel2fa",
		"聊天": "Channel聊天", "élan": "Élan", "--": "Channel", "HTTP": "HTTP",
	} {
		if got := exported(name); got != want {
			t.Errorf("exported(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestUnexportedNamesOfFields(t *testing.T) {
	for name, want := range map[string]string{
		"Text": "text", "ReplyTo": "replyTo", "ID": "id", "UserID": "userID", "URLPath": "urlPath", "HTTP2": "http2", "X": "x", "Äh": "äh", "A1": "a1", "IPv4": "iPv4",
	} {
		if got := unexported(name); got != want {
			t.Errorf("unexported(%q) = %q, want %q", name, got, want)
		}
	}
}

var keys = []string{
	"", "a", "reply-to", "Reply_To", `quote"back\slash`, "tab\tnew\nline\r\b\f\x00\x1f\x7f", "<&>", "straße", "K", "日本", "\u2028\u2029", "`", "ſ", "İ",
}

func TestKeysAreQuotedAsInV2(t *testing.T) {
	for _, key := range keys {
		want, err := jsonv2.Marshal(key)
		if err != nil {
			t.Fatal(err)
		}
		if got := jsonString(key); got != string(want) {
			t.Errorf("jsonString(%q) = %s, want %s", key, got, want)
		}
	}
}

func TestKeysAreFoldedAsInMessages(t *testing.T) {
	for _, key := range keys {
		if got, want := fold(key), wirepkg.Fold([]byte(key)); got != want {
			t.Errorf("fold(%q) = %q, want %q", key, got, want)
		}
	}
}

func TestNegate(t *testing.T) {
	for cond, want := range map[string]string{
		`v.A == ""`: `v.A != ""`, "v.A != nil": "v.A == nil", "!v.B": "v.B", "v.B": "!v.B", "wire.IsZero(&v.A)": "!wire.IsZero(&v.A)",
	} {
		if got := negate(cond); got != want {
			t.Errorf("negate(%q) = %q, want %q", cond, got, want)
		}
	}
}
