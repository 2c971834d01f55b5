package socket

import (
	"bytes"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// seeds are streams of frames, right and wrong.
func seeds() [][]byte {
	text, more := byte(0x81), byte(0x01)
	join := func(parts ...[]byte) []byte { return slices.Concat(parts...) }
	keyed := masked(text, "with a key")
	copy(keyed[2:], []byte{1, 2, 3, 4})
	long := masked(text, strings.Repeat("l", 200))
	wide := slices.Concat([]byte{text, 0xFF, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0}, make([]byte, 1<<16))
	return [][]byte{
		{},
		masked(text, ""),
		masked(text, "hello"),
		keyed, long, wide,
		join(masked(text, "one"), masked(0x82, "two"), masked(text, "three")),
		join(masked(more, "a"), masked(0x89, "ping"), masked(0x00, "b"), masked(0x8A, ""), masked(0x80, "c")),
		join(masked(more, "\xce"), masked(0x80, "\xba")),
		masked(text, "\xed\xa0\x80"),
		masked(0x88, ""), masked(0x88, "\x03\xe8bye"), masked(0x88, "\x03"), masked(0x88, "\x03\xed"), masked(0x88, "\x10\xe1\xff"),
		join(masked(0x88, "\x03\xe8"), masked(0xF7, "garbage")),
		{text, 0xFE, 0, 5, 0, 0, 0, 0, 'h', 'e', 'l', 'l', 'o'},
		{text, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 'h', 'e', 'l', 'l', 'o'},
		masked(0xC1, deflated("hello")), masked(0x83, ""), masked(0x80, "x"), {0x81, 1, 'x'},
		join(masked(0x41, deflated("hello")[:3]), masked(0x80, deflated("hello")[3:])),
		join(masked(0x41, "\xf2"), masked(0xC0, "\x48")), masked(0xC9, "p"),
		bytes.Repeat(masked(0x00, ""), 100),
	}
}

const fuzzLimit = 4096

// FuzzRead holds what is read of any bytes to the reader in reference_test.go,
// and its memory to a bound.
func FuzzRead(f *testing.F) {
	for _, seed := range seeds() {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, _ := accept(t, Config{MaxMessage: fuzzLimit}, bytes.NewReader(bytes.Clone(data)))
		var got reading
		used := allocated(func() { got, _ = read(c) })
		// The message, headers and pings, and what came of it.
		if most := uint64(6*fuzzLimit + 16*len(data) + 64<<10); used > most {
			t.Errorf("%d bytes were allocated for %d of input, want at most %d", used, len(data), most)
		}
		want := (&spec{data, fuzzLimit}).read()
		compare(t, got, want, len(data))

		slow, _ := accept(t, Config{MaxMessage: fuzzLimit}, oneByOne{bytes.NewReader(data)})
		got, _ = read(slow)
		compare(t, got, want, len(data))
	})
}

func compare(t *testing.T, got, want reading, sent int) {
	t.Helper()
	if got.code == policyViolation && sent > headerAllowance { // too many frames: not a matter of the RFC
		return
	}
	if got.code != want.code || !slices.Equal(got.messages, want.messages) {
		t.Errorf("read %d messages and %d, want %d and %d", len(got.messages), got.code, len(want.messages), want.code)
	}
}

// FuzzReadCompressed looks for bytes that a reader that decompresses panics at,
// takes too much memory for, or reads another way when they come one by one.
func FuzzReadCompressed(f *testing.F) {
	for _, seed := range seeds() {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		cfg := Config{MaxMessage: fuzzLimit, Compress: true}
		c, _ := accept(t, cfg, bytes.NewReader(bytes.Clone(data)))
		var got reading
		used := allocated(func() { got, _ = read(c) })
		total := 0
		for _, m := range got.messages {
			total += len(m)
			if len(m) > fuzzLimit {
				t.Errorf("a message has %d bytes", len(m))
			}
		}
		// A pool may have been emptied: an inflater has some 45 KB.
		if most := uint64(6*fuzzLimit + 16*len(data) + 4*total + 256<<10); used > most {
			t.Errorf("%d bytes were allocated for %d of input, want at most %d", used, len(data), most)
		}
		slow, _ := accept(t, cfg, oneByOne{bytes.NewReader(bytes.Clone(data))})
		again, _ := read(slow)
		compare(t, again, got, len(data))
	})
}

// TestRandomStreams is a short form of the fuzzing, for every run of the tests:
// streams of frames with a mistake here and there, in pieces of any size.
func TestRandomStreams(t *testing.T) {
	random := rand.New(rand.NewPCG(6455, 7692))
	for range 5000 {
		var data []byte
		for range 1 + random.IntN(8) {
			data = append(data, randomFrame(random)...)
		}
		want := (&spec{data, fuzzLimit}).read()
		c, _ := accept(t, Config{MaxMessage: fuzzLimit}, &pieces{random, data})
		got, err := read(c)
		compare(t, got, want, len(data))
		if t.Failed() {
			t.Fatalf("at %.200x: %v", data, err)
		}
	}
}

// randomFrame makes a frame that is mostly right.
func randomFrame(r *rand.Rand) []byte {
	payload := make([]byte, []int{0, 1, 2, 5, 125, 126, 130, 1000, 5000}[r.IntN(9)])
	for i := range payload {
		payload[i] = 'a' + byte(r.IntN(26))
	}
	if r.IntN(20) == 0 && len(payload) > 0 {
		payload[len(payload)-1] |= 0x80
	}
	first := []byte{0x81, 0x81, 0x82, 0x01, 0x02, 0x00, 0x80, 0x89, 0x8A}[r.IntN(9)]
	if first&8 != 0 {
		payload = payload[:min(len(payload), 125)]
	}
	if r.IntN(12) == 0 {
		first, payload = 0x88, append([]byte{byte(r.IntN(20)), byte(r.Uint32())}, payload[:min(len(payload), 100)]...)
	}
	f := masked(first, string(payload))
	if r.IntN(15) == 0 {
		f[r.IntN(min(len(f), 14))] ^= 1 << r.IntN(8)
	}
	return f
}

// pieces gives data in pieces of any size.
type pieces struct {
	r    *rand.Rand
	data []byte
}

func (p *pieces) Read(b []byte) (int, error) {
	if len(p.data) == 0 {
		return 0, io.EOF
	}
	n := copy(b[:min(len(b), 1+p.r.IntN(40))], p.data)
	p.data = p.data[n:]
	return n, nil
}
