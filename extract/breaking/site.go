package breaking

import (
	"fmt"

	"github.com/wscontract/wscontract/extract/contract"
)

// A comparison is one run of [Compare].
type comparison struct {
	old, new *contract.Contract
	changes  []Change
	visited  map[visit]bool // on the channel and in the direction that are being walked
}

// A visit is a pair of types that has been compared, with what decides from
// above how that comes out. A type is known by what stands behind its name, for
// of two types that contain themselves one can do so through other names.
type visit struct {
	old, new               any // as [core.identity] returns it
	oldUnruled, newUnruled bool
	oldTag, newTag         string
}

// A site is a place in both contracts, and the rule that is being asked there.
type site struct {
	*comparison
	rule      *Rule
	pkg       string
	channel   string
	direction Direction
	subject   string            // what is here, such as "field text of Say"
	pos, was  contract.Position // the innermost declarations around it
	// Whether rules do not apply to what is here: above is validate:"-", or a list
	// without dive.
	oldUnruled, newUnruled bool
}

// at returns a site within s.
func (s site) at(subject string, pos, was contract.Position) site {
	s.subject = subject
	if pos.File != "" {
		s.pos = pos
	}
	if was.File != "" {
		s.was = was
	}
	return s
}

// effect is that of the rule in the direction.
func (s *site) effect() Effect {
	if s.direction == ServerToClient {
		return s.rule.Server
	}
	return s.rule.Client
}

// report adds a change at the site, with the effect of the rule.
func (s *site) report(format string, args ...any) { s.reportAs(s.effect(), format, args...) }

// reportAs adds a change whose effect is at most as bad as given.
func (s *site) reportAs(most Effect, format string, args ...any) {
	effect := min(most, s.effect())
	if effect == None {
		return
	}
	s.changes = append(s.changes, Change{
		Rule: s.rule, Effect: effect, Direction: s.direction, Channels: []string{s.channel}, Package: s.pkg,
		Message: fmt.Sprintf(format, args...), Pos: s.pos, Old: s.was,
	})
}

// setRule says which rule is being asked.
func (s *site) setRule(r *Rule) { s.rule = r }

// A pair is something that rules look at.
type pair interface{ setRule(*Rule) }

// ask asks all rules that look at such pairs.
func ask[P pair](p P) {
	for _, r := range Rules() {
		if check, ok := r.check.(func(P)); ok {
			p.setRule(r)
			check(p)
		}
	}
}
