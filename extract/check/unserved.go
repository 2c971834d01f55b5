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
// nothing in the program mentions the channel or goes through the route table. Files of
// package main that the build leaves out count as well.
package check

import (
	"bytes"
	"go/ast"
	"slices"
)

var unservedAnalyzer = newAnalyzer("unserved", runUnserved)

func runUnserved(p *pass) {
	if p.Pkg.Name() != "main" || !p.canServe() {
		return
	}
	var seen []string // packages
	for _, file := range p.files {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if s := p.servedBy(call); s != nil && !slices.Contains(seen, s.path) {
				seen = append(seen, s.path)
				p.forgotten(s)
			}
			return true
		})
	}
}

// forgotten reports the channels that are in the package of one that is served, and
// that the program does not mention.
func (p *pass) forgotten(s *served) {
	if p.mentionsAll(s.path) {
		return
	}
	var names []string
	for _, ch := range p.channelsOf(s.path) {
		if !p.mentioned(s.path, ch) && !p.leftOut(ch) {
			names = append(names, ch.Name)
		}
	}
	if len(names) > 0 {
		p.reportf(s.call, "the program serves %s, but never %s; call runtime.Handle for it", spellChannel(s.path, s.channel), enumerate(names))
	}
}

// leftOut tells that a file that is not part of this build names a channel: the program
// serves it in another.
func (p *pass) leftOut(ch channelFact) bool {
	return slices.ContainsFunc(p.IgnoredFiles, func(name string) bool {
		src, err := p.ReadFile(name)
		return err == nil && bytes.Contains(src, []byte("Channels."+ch.field()))
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
