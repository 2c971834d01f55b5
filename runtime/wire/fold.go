package wire

import (
	"unicode"
	"unicode/utf8"
)

// FoldKey returns the current key in the form in which encoding/json/v2
// compares keys under case:ignore: see [Fold]. It is valid until the next call.
func (d *Decoder) FoldKey() []byte {
	w := d.workspace()
	w.text = appendFold(w.text[:0], d.Key())
	return w.text
}

// Fold returns name without dashes and underscores, and with every character
// replaced by the smallest of those it equals when case is ignored, so that two
// names match under case:ignore if and only if their folds are equal.
func Fold(name []byte) string { return string(appendFold(nil, name)) }

func appendFold(folded, name []byte) []byte {
	for len(name) > 0 {
		r, n := utf8.DecodeRune(name)
		name = name[n:]
		if r == '-' || r == '_' {
			continue
		}
		folded = utf8.AppendRune(folded, foldRune(r))
	}
	return folded
}

// foldRune returns the smallest rune of the orbit of r under case folding.
func foldRune(r rune) rune {
	for {
		next := unicode.SimpleFold(r)
		if next <= r {
			return next
		}
		r = next
	}
}
