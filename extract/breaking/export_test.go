package breaking

import (
	"flag"

	"github.com/wscontract/wscontract/extract/contract"
)

// Update tells tests to record what they find.
var Update = flag.Bool("update", false, "record what is expected of the corpus, and write docs/breaking.md")

// What the oracle needs, which is outside of the package because what it runs
// imports this package.
var (
	Route      = route
	Numbered   = numbered
	SplitWords = splitWords
)

// PairChannels returns pairs of an old and a new channel.
func PairChannels(old, new []*contract.Channel) [][2]*contract.Channel {
	var pairs [][2]*contract.Channel
	for _, p := range pairChannels(old, new) {
		pairs = append(pairs, [2]*contract.Channel{p.old, p.new})
	}
	return pairs
}
