// # Analyzer servedtwice
//
// servedtwice: report a channel that one server serves twice
//
// runtime.Handle panics when its server has the channel already, which is when the
// program starts:
//
//	runtime.Handle(srv, chat.Channels.Chat, handler)
//	runtime.Handle(srv, chat.Channels.Chat, handler) // panics
//
// Reported are calls in one block or case, for one variable.
package check

import (
	"fmt"

	"golang.org/x/tools/go/analysis"
)

var servedtwiceAnalyzer = newAnalyzer("servedtwice", runServedtwice)

func runServedtwice(p *pass) {
	p.serves(func(list []*served) {
		for i, s := range list {
			for _, first := range list[:i] {
				if s.path == first.path && s.field == first.field {
					p.report(analysis.Diagnostic{
						Pos: s.call.Pos(), End: s.call.End(),
						Message: fmt.Sprintf("%s has the channel %s already, so this panics; remove one of the calls", s.server.Name(), s.channel.Name),
						Related: []analysis.RelatedInformation{{Pos: first.call.Pos(), End: first.call.End(), Message: "the first call"}},
					})
					break
				}
			}
		}
	})
}
