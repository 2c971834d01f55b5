package decode

import (
	"testing"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/mailru/easyjson"
	"github.com/valyala/fastjson"

	"github.com/wscontract/wscontract/scripts/bench/decode/easy"
	"github.com/wscontract/wscontract/scripts/bench/decode/ours"
)

// measure runs f on one message, over and over.
func measure(b *testing.B, name string, message []byte, f func() error) {
	b.Helper()
	b.Run("lib="+name, func(b *testing.B) {
		b.SetBytes(int64(len(message)))
		b.ReportAllocs()
		for b.Loop() {
			if err := f(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// decoding measures all libraries on a message of type T; E is the same type
// with easyjson's methods.
func decoding[T any, E easyjson.Unmarshaler](b *testing.B, message []byte, ours func([]byte) (T, error), jx func([]byte, *T) error, easy func() E) {
	measure(b, "wscontract", message, func() error { _, err := ours(message); return err })
	measure(b, "json+validator", message, func() error { return decodeV1(message, new(T)) })
	measure(b, "json_v2", message, func() error { return decodeV2(message, new(T)) })
	measure(b, "easyjson", message, func() error { return decodeEasy(message, easy()) })
	measure(b, "jx", message, func() error { return jx(message, new(T)) })
	measure(b, "sonic", message, func() error { return decodeSonic(message, new(T)) })
}

func BenchmarkDecode(b *testing.B) {
	b.Run("message=flat", func(b *testing.B) {
		decoding(b, flatMessage, ours.Channels.Flat.ClientToServer.Decode, jxFlat, func() *easy.Flat { return new(easy.Flat) })
	})
	b.Run("message=mid", func(b *testing.B) {
		decoding(b, midMessage, ours.Channels.Mid.ClientToServer.Decode, jxMid, func() *easy.Mid { return new(easy.Mid) })
	})
	b.Run("message=large", func(b *testing.B) {
		decoding(b, largeMessage, ours.Channels.Large.ClientToServer.Decode, jxLarge, func() *easy.Large { return new(easy.Large) })
	})
	for _, m := range []struct {
		name    string
		message []byte
	}{{"union_tag_first", unionTagFirst}, {"union_tag_last", unionTagLast}} {
		b.Run("message="+m.name, func(b *testing.B) {
			message := m.message
			measure(b, "wscontract", message, func() error { _, err := Channels.Union.ClientToServer.Decode(message); return err })
			measure(b, "json+validator", message, func() error { _, err := unionBy(message, decodeV1); return err })
			measure(b, "json_v2", message, func() error { _, err := unionBy(message, decodeV2); return err })
			measure(b, "sonic", message, func() error { _, err := unionBy(message, decodeSonic); return err })
		})
	}
}

// BenchmarkValidate compares checking a message against its contract with
// checking its syntax.
func BenchmarkValidate(b *testing.B) {
	for _, m := range []struct {
		name     string
		message  []byte
		validate func([]byte) error
	}{
		{"flat", flatMessage, ours.Channels.Flat.ClientToServer.Validate},
		{"mid", midMessage, ours.Channels.Mid.ClientToServer.Validate},
		{"large", largeMessage, ours.Channels.Large.ClientToServer.Validate},
		{"union_tag_first", unionTagFirst, Channels.Union.ClientToServer.Validate},
		{"union_tag_last", unionTagLast, Channels.Union.ClientToServer.Validate},
	} {
		b.Run("message="+m.name, func(b *testing.B) {
			measure(b, "wscontract", m.message, func() error { return m.validate(m.message) })
			measure(b, "fastjson", m.message, func() error { return fastjson.ValidateBytes(m.message) })
		})
	}
}

func BenchmarkEncode(b *testing.B) {
	b.Run("message=flat", func(b *testing.B) {
		encoding[ours.Flat, *easy.Flat](b, flatMessage, ours.Channels.Flat.ClientToServer.Append)
	})
	b.Run("message=mid", func(b *testing.B) {
		encoding[ours.Mid, *easy.Mid](b, midMessage, ours.Channels.Mid.ClientToServer.Append)
	})
	b.Run("message=large", func(b *testing.B) {
		encoding[ours.Large, *easy.Large](b, largeMessage, ours.Channels.Large.ClientToServer.Append)
	})
}

func encoding[T any, E interface {
	*P
	easyjson.MarshalerUnmarshaler
}, P any](b *testing.B, message []byte, ours func([]byte, T) ([]byte, error)) {
	var v T
	if err := jsonv2.Unmarshal(message, &v); err != nil {
		b.Fatal(err)
	}
	e := E(new(P))
	if err := easyjson.Unmarshal(message, e); err != nil {
		b.Fatal(err)
	}
	var buf []byte
	measure(b, "wscontract", message, func() (err error) { buf, err = ours(buf[:0], v); return err })
	measure(b, "json_v2", message, func() error { _, err := jsonv2.Marshal(&v); return err })
	measure(b, "easyjson", message, func() error { _, err := easyjson.Marshal(e); return err })
}
