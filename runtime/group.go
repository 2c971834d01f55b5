package runtime

import "sync"

// A group is a set of connections: a channel's, or a room's, in the order in
// which they joined. It is read at every broadcast, so the list that readers
// get is made once after a change and then shared; nobody holds a lock while
// sending. The zero group is empty.
type group struct {
	mu     sync.Mutex
	places map[*conn]int // of each member in row
	row    []*conn       // nil where somebody has left
	list   []*conn       // row without the gaps, for readers; nil after a change
}

// add does nothing for a member.
func (g *group) add(c *conn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if _, ok := g.places[c]; ok {
		return
	}
	if g.places == nil {
		g.places = map[*conn]int{}
	}
	g.places[c] = len(g.row)
	g.row = append(g.row, c)
	g.list = nil
}

// remove does nothing for somebody else.
func (g *group) remove(c *conn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	place, ok := g.places[c]
	if !ok {
		return
	}
	delete(g.places, c)
	g.row[place] = nil
	g.list = nil
	if len(g.row) >= 32 && len(g.row) >= 2*len(g.places) {
		g.close()
	}
}

// close closes the gaps, which costs as much as there were removals.
func (g *group) close() {
	row := make([]*conn, 0, len(g.places))
	for _, c := range g.row {
		if c != nil {
			g.places[c] = len(row)
			row = append(row, c)
		}
	}
	g.row = row
}

func (g *group) len() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.places)
}

// all returns the members. The caller must not change the list.
func (g *group) all() []*conn {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.list == nil && len(g.places) > 0 {
		g.list = make([]*conn, 0, len(g.places))
		for _, c := range g.row {
			if c != nil {
				g.list = append(g.list, c)
			}
		}
	}
	return g.list
}
