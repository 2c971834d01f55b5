//go:build goexperiment.jsonv2 && !go1.27

package behaviour

// The encoding/json/v2 that Go 1.26 has as an experiment is older than the one
// of Go 1.27: it does not know the option embed.
func init() {
	for _, name := range []string{
		"embedded embedded client",
		"fallback fallback client",
		"fallback fallback server",
		"fallback fallback-union server",
	} {
		blind[name] = "the option embed is newer than this judge"
	}
}
