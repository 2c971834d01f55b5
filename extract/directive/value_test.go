package directive

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestParseSize(t *testing.T) {
	for _, test := range []struct {
		in   string
		want int64
		err  string
	}{
		{in: "1B", want: 1}, {in: "64KB", want: 64000}, {in: "16KiB", want: 16384}, {in: "1MB", want: 1e6}, {in: "2MiB", want: 2 << 20},
		{in: "8796093022207MiB", want: 8796093022207 << 20},
		{in: "8796093022208MiB", err: "too large"},
		{in: "99999999999999999999B", err: "too large"},
		{in: "16Kib", err: "did you mean 16KiB?"}, {in: "16kb", err: "did you mean 16KB?"}, {in: "1m", err: "did you mean 1MiB?"},
		{in: "16K", err: "did you mean 16KiB?"}, {in: "3GB", err: "the units are B, KB, KiB, MB, MiB"},
		{in: "64", err: "unit is missing; write 64B or 64KiB"}, {in: "0KiB", err: "must not be 0"},
		{in: "KiB", err: "whole number"}, {in: "-1KiB", err: "whole number"}, {in: "1.5KiB", err: "unknown unit .5KiB"}, {in: "", err: "whole number"},
	} {
		got, err := ParseSize(test.in)
		if got != test.want || !matches(err, test.err) {
			t.Errorf("ParseSize(%q) = %d, %v; want %d, %q", test.in, got, err, test.want, test.err)
		}
	}
}

func TestParseRate(t *testing.T) {
	for _, test := range []struct {
		in   string
		want float64
		err  string
	}{
		{in: "10/s", want: 10}, {in: "90/m", want: 1.5}, {in: "1/m", want: 1.0 / 60},
		{in: "10", err: "write 10/s or 10/m"}, {in: "0/s", err: "must not be 0"}, {in: "10/h", err: "unknown unit of time h; write 10/s"},
		{in: "10/S", err: "write 10/s"}, {in: "1.5/s", err: "whole number"}, {in: "-1/s", err: "whole number"}, {in: "/s", err: "whole number"},
		{in: "NaN/s", err: "whole number"}, {in: "", err: "unit of time is missing"},
	} {
		got, err := ParseRate(test.in)
		if got != test.want || !matches(err, test.err) {
			t.Errorf("ParseRate(%q) = %g, %v; want %g, %q", test.in, got, err, test.want, test.err)
		}
	}
}

func TestParsePath(t *testing.T) {
	for _, test := range []struct {
		in   string
		want []string
		err  string
	}{
		{in: "/"}, {in: "/ws/chat"}, {in: "/ws/chat/"}, {in: "/räume"}, {in: "/a.b/c-d_e~f"},
		{in: "/ws/rooms/{room}", want: []string{"room"}},
		{in: "/{a}/x/{b_2}/", want: []string{"a", "b_2"}},
		{in: "", err: "begins with /"}, {in: "ws", err: "begins with /"},
		{in: "/a//b", err: "no empty segments"}, {in: "//", err: "no empty segments"},
		{in: "/a/../b", err: "no .. segments"}, {in: "/.", err: "no . segments"},
		{in: "/a?b=c", err: "no query"}, {in: "/a#b", err: "'#'"}, {in: "/a%20b", err: "'%'"}, {in: "/a b", err: "' '"}, {in: "/a\x00", err: `'\x00'`},
		{in: "/\xff", err: "cannot contain"},
		{in: "/a{b}", err: "whole segment"}, {in: "/{b}c", err: "whole segment"}, {in: "/{", err: "whole segment"}, {in: "/}", err: "whole segment"},
		{in: "/{a{b}}", err: "whole segment"}, {in: "/{}", err: "letters, digits"}, {in: "/{a...}", err: "letters, digits"}, {in: "/{1}", err: "letters, digits"},
		{in: "/{$}", err: "letters, digits"}, {in: "/{a}/{a}", err: "{a} occurs twice"},
	} {
		got, err := ParsePath(test.in)
		if !slices.Equal(got, test.want) || !matches(err, test.err) {
			t.Errorf("ParsePath(%q) = %q, %v; want %q, %q", test.in, got, err, test.want, test.err)
		}
	}
}

func TestParseConst(t *testing.T) {
	for _, test := range []struct {
		arg  Arg
		want any
		err  string
	}{
		{arg: Arg{Value: "say"}, want: "say"}, {arg: Arg{Value: "<&>"}, want: "<&>"}, {arg: Arg{Value: "1.5"}, want: "1.5"},
		{arg: Arg{Value: "7"}, want: 7.0}, {arg: Arg{Value: "-7"}, want: -7.0}, {arg: Arg{Value: "0"}, want: 0.0},
		{arg: Arg{Value: "true"}, want: true}, {arg: Arg{Value: "false"}, want: false}, {arg: Arg{Value: "True"}, want: "True"},
		{arg: Arg{Value: "7", Quoted: true}, want: "7"}, {arg: Arg{Value: "true", Quoted: true}, want: "true"},
		{arg: Arg{Value: "null", Quoted: true}, want: "null"}, {arg: Arg{Value: "", Quoted: true}, want: ""},
		{arg: Arg{Value: "18446744073709551615"}, want: 18446744073709551615.0},
		{arg: Arg{Value: "18446744073709551616"}, err: "64 bits"}, {arg: Arg{Value: "007"}, err: "leading zero"}, {arg: Arg{Value: "-0"}, err: "minus zero"},
		{arg: Arg{Value: "null"}, err: "cannot be null"}, {arg: Arg{Value: "\xff", Quoted: true}, err: "UTF-8"},
	} {
		got, err := ParseConst(test.arg)
		if !matches(err, test.err) {
			t.Errorf("ParseConst(%v): %v, want %q", test.arg, err, test.err)
		}
		if err != nil {
			continue
		}
		var value any
		if err := json.Unmarshal([]byte(got), &value); err != nil || value != test.want {
			t.Errorf("ParseConst(%v) = %s, which is %v, %v; want %v", test.arg, got, value, err, test.want)
		}
		if strings.Contains(got, `\u`) {
			t.Errorf("ParseConst(%v) = %s has needless escapes", test.arg, got)
		}
	}
}

func TestCheckChannelName(t *testing.T) {
	for name, ok := range map[string]bool{
		"chat": true, "Chat": true, "a1": true, "room-events": true, "v1.chat_x": true,
		"": false, "1a": false, "-a": false, "a-": false, "a--b": false, "a/b": false, "a b": false, "räume": false, "a.": false,
	} {
		if err := CheckChannelName(name); (err == nil) != ok {
			t.Errorf("CheckChannelName(%q) = %v", name, err)
		}
	}
}

func TestNearest(t *testing.T) {
	for typed, want := range map[string]string{
		"chanel": "channel", "Channel": "channel", "chanells": "channels", "unoin": "union", "mesage": "message", "massage": "message",
		"enmu": "enum", "strcit": "strict", "typ": "type", "konst": "const",
		"connect": "", "x": "", "": "", "handler": "", "server": "", "text": "",
	} {
		if got := Nearest(typed, Names()); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", typed, got, want)
		}
	}
}

// matches tells that an error is there when one is wanted, and says so much.
func matches(err error, want string) bool {
	if err == nil {
		return want == ""
	}
	return want != "" && strings.Contains(err.Error(), want)
}
