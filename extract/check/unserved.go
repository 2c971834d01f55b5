// # Analyzer unserved
//
// unserved: report a channel that the program forgets to serve
//
// A program that serves some channels of a contract mostly means to serve all of
// them. One that it never mentions answers clients with 404:
//
//	runtime.Handle(srv, chat.Channels.Chat, …)
//	http.ListenAndServe(addr, srv) // the channel presence of package chat is not served
//
// Reported in package main, where it serves a channel of the package itself, and only if
// nothing in the program mentions the channel or goes through the route table.
package check

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

var unservedAnalyzer = newAnalyzer("unserved", runUnserved)

func runUnserved(p *pass) {
	if p.Pkg.Name() != "main" {
		return
	}
	var seen []string // packages
	p.serves(func(list []*served) {
		for _, s := range list {
			if slices.Contains(seen, s.path) {
				continue
			}
			seen = append(seen, s.path)
			var forgotten []string
			for _, ch := range p.channelsOf(s.path) {
				if !p.mentioned(s.path, ch) && !p.mentionsAll(s.path) {
					forgotten = append(forgotten, ch.Name)
				}
			}
			if len(forgotten) == 0 {
				continue
			}
			name := s.path[strings.LastIndexByte(s.path, '/')+1:]
			p.report(analysis.Diagnostic{
				Pos: s.call.Pos(), End: s.call.End(),
				Message: fmt.Sprintf("the program serves %s of %s, but never %s; call runtime.Handle for it", s.channel.Name, name, enumerate(forgotten)),
			})
		}
	})
}

// mentionsAll tells that the program uses the channels of a package in a way that does not
// tell which.
func (p *pass) mentionsAll(path string) bool {
	all := path + ".*"
	if slices.Contains(p.mentions, all) {
		return true
	}
	for _, f := range p.facts {
		if slices.Contains(f.Mentions, all) {
			return true
		}
	}
	return false
}
