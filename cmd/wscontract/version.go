package main

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

var versionCommand = &command{
	name:  "version",
	short: "print the version of this program",
	long:  "Version prints the version of this program, the Go version it was built with, and\nthe revision of its source where that is known.",
	declare: func(*flag.FlagSet) action {
		return func(_ context.Context, t *tool, args []string) int {
			if len(args) > 0 {
				return t.misused("version", "too many arguments; it takes none")
			}
			info, ok := debug.ReadBuildInfo()
			if !ok {
				info = &debug.BuildInfo{GoVersion: runtime.Version()}
			}
			fmt.Fprintln(t.stdout, version(info))
			return exitOK
		}
	},
}

// toolVersion is the version of this program, or "".
func toolVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return info.Main.Version
	}
	return ""
}

// version describes a build in one line, such as
//
//	wscontract v1.2.3 go1.26.8 (revision 0123456789ab, modified)
func version(info *debug.BuildInfo) string {
	var revision []string
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = append(revision, "revision "+s.Value[:min(12, len(s.Value))])
		case s.Key == "vcs.modified" && s.Value == "true":
			revision = append(revision, "modified")
		}
	}
	v := info.Main.Version
	if v == "" {
		v = "(devel)"
	}
	line := "wscontract " + v + " " + info.GoVersion
	if len(revision) > 0 {
		line += " (" + strings.Join(revision, ", ") + ")"
	}
	return line
}
