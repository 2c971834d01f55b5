package socket

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSeal(t *testing.T) {
	for _, test := range []struct {
		size int
		head []byte
	}{
		{0, []byte{0x81, 0}},
		{125, []byte{0x81, 125}},
		{126, []byte{0x81, 126, 0, 126}},
		{65535, []byte{0x81, 126, 0xFF, 0xFF}},
		{65536, []byte{0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0}},
	} {
		payload := bytes.Repeat([]byte("x"), test.size)
		got := Seal(Text, append(make([]byte, HeaderRoom), payload...))
		if want := append(test.head, payload...); !bytes.Equal(got, want) {
			t.Errorf("%d bytes: frame begins with % x, want % x", test.size, got[:min(10, len(got))], test.head)
		}
	}
}

func TestControlFramesAreShort(t *testing.T) {
	for _, reason := range []string{"", "bye", strings.Repeat("x", 123), strings.Repeat("x", 124), strings.Repeat("ü", 100), strings.Repeat("😀", 40)} {
		f := CloseFrame(1001, reason)
		if int(f[1]) != len(f)-2 || len(f)-2 > 125 || f[2] != 0x03 || f[3] != 0xE9 {
			t.Errorf("%q: frame is % x", reason, f)
		}
		if got := string(f[4:]); !utf8.ValidString(got) || !strings.HasPrefix(reason, got) || len(reason) <= 123 && got != reason {
			t.Errorf("reason %q became %q", reason, got)
		}
	}
	if f := CloseFrame(noStatus, "ignored"); !bytes.Equal(f, []byte{0x88, 0}) {
		t.Errorf("a close frame without a code is % x", f)
	}
	if f := ControlFrame(Ping, strings.Repeat("x", 200)); len(f) != 127 {
		t.Errorf("a ping has %d bytes", len(f))
	}
}
