package main

import (
	"runtime/debug"
	"testing"
)

func TestVersionNamesModuleGoAndRevision(t *testing.T) {
	for _, test := range []struct {
		info debug.BuildInfo
		want string
	}{
		{debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "v1.2.3"}}, "wscontract v1.2.3 go1.26.8"},
		{debug.BuildInfo{GoVersion: "go1.26.8"}, "wscontract (devel) go1.26.8"},
		{debug.BuildInfo{GoVersion: "go1.26.8", Settings: []debug.BuildSetting{
			{Key: "vcs", Value: "git"},
			{Key: "vcs.revision", Value: "0123456789abcdef0123456789abcdef01234567"},
			{Key: "vcs.modified", Value: "true"},
		}}, "wscontract (devel) go1.26.8 (revision 0123456789ab, modified)"},
		{debug.BuildInfo{GoVersion: "go1.26.8", Settings: []debug.BuildSetting{
			{Key: "vcs.revision", Value: "0123"},
			{Key: "vcs.modified", Value: "false"},
		}}, "wscontract (devel) go1.26.8 (revision 0123)"},
	} {
		if got := version(&test.info); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}

func TestSuggestedCommandCanBeTyped(t *testing.T) {
	for _, test := range []struct{ arg0, want string }{
		{"wscontract", "wscontract"},
		{"./bin/wscontract", "./bin/wscontract"},
		{"/home/me/.cache/go-build/2f/2f00-d/wscontract", "go tool wscontract"},
		{"/tmp/go-build123/b001/exe/wscontract", "go tool wscontract"},
	} {
		if got := calledAs(test.arg0); got != test.want {
			t.Errorf("calledAs(%q) = %q, want %q", test.arg0, got, test.want)
		}
	}
}

func TestShellQuoteMakesOneWord(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"./...", "./..."},
		{"a,b", "a,b"},
		{"/ws/{tenant}", "'/ws/{tenant}'"},
		{"my dir", "'my dir'"},
		{"it's", `'it'\''s'`},
		{"$HOME", "'$HOME'"},
		{"", "''"},
	} {
		if got := shellQuote(test.in); got != test.want {
			t.Errorf("shellQuote(%q) = %s, want %s", test.in, got, test.want)
		}
	}
}
