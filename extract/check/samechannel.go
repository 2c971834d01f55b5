// # Analyzer samechannel
//
// samechannel: report channels of two packages that one server cannot both serve
//
// Within a package, two channels with one name or one route are refused by generate.
// Two packages may be the contracts of two servers; but where one server serves
// both, the second call of runtime.Handle panics:
//
//	runtime.Handle(srv, chat.Channels.Events, …)  // /ws/events
//	runtime.Handle(srv, audit.Channels.Events, …) // /ws/events: panics
//
// That is told for calls in one block for one variable, and for a program that calls
// runtime.NewServer in one place only, in its function main, and then serves both
// whatever happens: in statements of main itself, and of functions that it calls.
package check

import (
	"fmt"
	"go/ast"
	"maps"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

var samechannelAnalyzer = newAnalyzer("samechannel", runSamechannel)

func runSamechannel(p *pass) {
	reported := map[string]bool{} // pairs of packages and names
	p.serves(func(list []*served) {
		for i, s := range list {
			for _, first := range list[:i] {
				clash := clash(first.channel, s.channel)
				if s.path == first.path || clash == "" {
					continue
				}
				reported[s.path+" "+s.channel.Name] = true
				reported[first.path+" "+first.channel.Name] = true
				a, b := spellChannels(first.path, first.channel, s.path, s.channel)
				p.report(analysis.Diagnostic{
					Pos: s.call.Pos(), End: s.call.End(),
					Message: fmt.Sprintf("%s serves %s and %s, which %s, so this panics; change one of the contracts", s.server.Name(), a, b, clash),
					Related: []analysis.RelatedInformation{{Pos: first.call.Pos(), End: first.call.End(), Message: "the first call"}},
				})
			}
		}
	})
	p.onlyServer(reported)
}

// onlyServer reports channels of two packages that clash in a program with one server.
func (p *pass) onlyServer(reported map[string]bool) {
	server := p.serverOfMain()
	if server == nil {
		return
	}
	type linked struct {
		path    string
		channel channelFact
	}
	var all []linked
	served := p.servedFrom(p.Pkg.Path() + ".main")
	for _, path := range slices.Sorted(maps.Keys(p.facts)) {
		for _, ch := range p.facts[path].Channels {
			if slices.Contains(served, path+"."+ch.field()) && !reported[path+" "+ch.Name] {
				all = append(all, linked{path, ch})
			}
		}
	}
	for i, b := range all {
		for _, a := range all[:i] {
			if why := clash(a.channel, b.channel); why != "" && a.path != b.path {
				first, second := spellChannels(a.path, a.channel, b.path, b.channel)
				p.reportf(server, "the only server of this program serves %s and %s, which %s; change one of the contracts", first, second, why)
			}
		}
	}
}

// serverOfMain returns the only call of runtime.NewServer of a program, if this
// package is its main package and the call is a statement of main itself.
func (p *pass) serverOfMain() ast.Node {
	if p.Pkg.Name() != "main" || p.TypesInfo == nil || len(p.servers) != 1 {
		return nil
	}
	for _, f := range p.facts {
		if f.Servers > 0 {
			return nil
		}
	}
	for _, file := range p.files {
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Recv != nil || f.Name.Name != "main" || f.Body == nil {
				continue
			}
			for _, stmt := range f.Body.List {
				if call := callOf(stmt); call != nil && isRuntimeFunc(p.Pass, call, "NewServer") {
					return call
				}
			}
		}
	}
	return nil
}

// clash tells why one server cannot serve both channels, or "".
func clash(a, b channelFact) string {
	switch {
	case a.Name == b.Name:
		return "have the same name"
	case a.Path == b.Path:
		return "have the same route " + a.Path
	case overlap(a.Path, b.Path):
		return fmt.Sprintf("have routes that match the same requests, %s and %s", a.Path, b.Path)
	}
	return ""
}

// overlap tells that some request matches both routes and neither is more specific,
// by the rules of net/http.
func overlap(a, b string) (yes bool) {
	defer func() { yes = recover() != nil }()
	mux := http.NewServeMux()
	mux.Handle(a, http.NotFoundHandler())
	mux.Handle(b, http.NotFoundHandler())
	return false
}

// spellChannel names a channel of a package: chat.Channels.Events as "events of chat".
func spellChannel(path string, c channelFact) string {
	return c.Name + " of " + path[strings.LastIndexByte(path, '/')+1:]
}

// spellChannels names channels of two packages, which may have one name.
func spellChannels(a string, x channelFact, b string, y channelFact) (string, string) {
	if a[strings.LastIndexByte(a, '/')+1:] == b[strings.LastIndexByte(b, '/')+1:] {
		return x.Name + " of " + a, y.Name + " of " + b
	}
	return spellChannel(a, x), spellChannel(b, y)
}
