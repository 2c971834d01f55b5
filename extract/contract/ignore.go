package contract

// An Ignore is a ws:ignore: where a rule of the checks does not matter, and why.
type Ignore struct {
	Rule, Reason string
	Pos          Position // of the directive
	From, To     Position // of what it covers: a declaration or a field
}

// IgnoreAt returns the ws:ignore that silences a rule at a position, or nil.
func (c *Contract) IgnoreAt(rule string, pos Position) *Ignore {
	for _, i := range c.Ignores {
		if i.Rule == rule && i.Covers(pos) {
			return i
		}
	}
	return nil
}

// Covers tells that a position is within what the directive covers.
func (i *Ignore) Covers(pos Position) bool {
	return pos.File == i.From.File && !before(pos, i.From) && before(pos, i.To)
}

func before(a, b Position) bool {
	return a.Line < b.Line || a.Line == b.Line && a.Column < b.Column
}
