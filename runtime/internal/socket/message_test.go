package socket

import (
	"bytes"
	"compress/flate"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

func TestMessageIsCompressedOnceForAll(t *testing.T) {
	const text = "the same again and again; the same again and again; the same again and again"
	sealed := func(from int) Message { return NewMessage(append(make([]byte, HeaderRoom), text...), from) }
	yes, _ := accept(t, Config{Compress: true}, strings.NewReader(""))
	also, _ := accept(t, Config{Compress: true}, strings.NewReader(""))
	no, _ := accept(t, Config{}, strings.NewReader(""))

	m := sealed(len(text))
	var group sync.WaitGroup
	frames := make([][]byte, 8)
	for i := range frames {
		group.Go(func() { frames[i] = m.For([]*Conn{yes, also}[i%2]) })
	}
	group.Wait()
	for _, f := range frames {
		if &f[0] != &frames[0][0] {
			t.Fatal("receivers have frames of their own")
		}
	}
	f := frames[0]
	if f[0] != compressedText || int(f[1]) != len(f)-2 || len(f) >= len(text) {
		t.Fatalf("the frame begins with % x and has %d bytes", f[:2], len(f))
	}
	got, err := io.ReadAll(flate.NewReader(io.MultiReader(bytes.NewReader(f[2:]), strings.NewReader("\x00\x00\xff\xff\x01\x00\x00\xff\xff"))))
	if string(got) != text || err != nil {
		t.Errorf("it says %q, %v", got, err)
	}
	plain := "\x81" + string(rune(len(text))) + text
	for name, f := range map[string][]byte{
		"who did not agree":   m.For(no),
		"below the threshold": sealed(len(text) + 1).For(yes),
		"never":               sealed(-1).For(yes),
	} {
		if string(f) != plain {
			t.Errorf("%s: the frame is %.20q", name, f)
		}
	}
	for _, incompressible := range []string{"", "x", "3.141592653589793"} {
		f := NewMessage(append(make([]byte, HeaderRoom), incompressible...), 0).For(yes)
		if f[0] != finalBit|byte(Text) || string(f[2:]) != incompressible {
			t.Errorf("%q became % x, and is not shorter for it", incompressible, f)
		}
	}
}

func TestOffers(t *testing.T) {
	for _, test := range []struct {
		offer string // lines separated by |
		want  bool
	}{
		{"", false},
		{"permessage-deflate", true},
		{"Permessage-Deflate", true},
		{" permessage-deflate ; client_max_window_bits ", true},
		{"permessage-deflate; client_max_window_bits=8; server_no_context_takeover; client_no_context_takeover", true},
		{`permessage-deflate; client_max_window_bits="15"`, true},
		{"permessage-deflate; client_max_window_bits=7", false},
		{"permessage-deflate; client_max_window_bits=16", false},
		{"permessage-deflate; client_max_window_bits=08", false},
		{"permessage-deflate; client_max_window_bits=", false},
		{`permessage-deflate; client_max_window_bits="`, false},
		{"permessage-deflate; server_max_window_bits=15", false},
		{"permessage-deflate; server_max_window_bits=8", false},
		{"permessage-deflate; server_no_context_takeover=true", false},
		{"permessage-deflate; unknown", false},
		{"permessage-deflate;", false},
		{"permessage-deflate=1", false},
		{"permessage-deflate; client_max_window_bits; client_max_window_bits", false},
		{"permessage-deflate; server_max_window_bits=10, permessage-deflate", true},
		{"x-other; a=\"b, permessage-deflate, \\\" \"", false},
		{"x-other; a=\"b, c\", permessage-deflate", true},
		{"x-other|permessage-deflate", true},
		{",,", false},
		{"permessage-deflated", false},
	} {
		header := http.Header{}
		for line := range strings.SplitSeq(test.offer, "|") {
			header.Add("Sec-WebSocket-Extensions", line)
		}
		if got := acceptsDeflate(header); got != test.want {
			t.Errorf("%q: accepted is %v, want %v", test.offer, got, test.want)
		}
	}
}

// TestMarksOfManyMessages has gorilla far behind what was read: its buffer has
// room for dozens of messages, compressed and not.
func TestMarksOfManyMessages(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var sent []byte
	var want []string
	for i := range 1000 {
		text := strconv.Itoa(i % 10)
		want = append(want, text)
		if random.IntN(3) == 0 {
			sent = append(sent, masked(compressedText, deflated(text))...)
		} else {
			sent = append(sent, masked(finalBit|byte(Text), text)...)
		}
	}
	c, _ := accept(t, Config{Compress: true, MaxMessage: 1 << 20}, bytes.NewReader(sent))
	got, err := read(c)
	if !slices.Equal(got.messages, want) || err != io.ErrUnexpectedEOF {
		t.Errorf("read %q, %v", got.messages, err)
	}
	skipped, _ := accept(t, Config{Compress: true}, bytes.NewReader(append(sent, masked(compressedText, deflated("last"))...)))
	for range want { // messages that nobody reads count too
		if _, err := skipped.Next(); err != nil {
			t.Fatal(err)
		}
	}
	if got, _ := read(skipped); len(got.messages) != 1 || got.messages[0] != "last" {
		t.Errorf("behind messages that were skipped: %q", got.messages)
	}
}
