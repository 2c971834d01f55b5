// Package attack holds the server to what it promises when clients, networks and
// the program's own callbacks behave as badly as they can. It has only tests.
//
// # The catalogue
//
// docs/threats.md is the list: who attacks what, what holds it, and the test that
// shows it. Each test has the number of its line in its name:
//
//	H  handshake, origins and authentication
//	F  frames: what the conformance cases of runtime/internal/conform leave over
//	P  payloads: JSON that was made to be read in two ways, or at great cost
//	S  flow: clients that do not read, floods and storms
//	L  lifecycle: panics, races, churn, shutdown, peers that are gone
//	Z  compression
//
// # How a test attacks
//
// A site is a server that a program could have: an [http.Server] with a
// ReadHeaderTimeout in front of a [runtime.Server], and the contract of package
// hostile. Attackers are clients of package wstest, which break every rule they
// want to. Whatever a test looks at itself, the site looks at the end of each:
// the server comes to its end by itself, no goroutine is left, and its books
// balance. Every message that was sent was delivered or dropped, every connection
// that was opened was closed once, and Stats and Metrics say the same.
//
// Tests wait for what happens, never for how long it takes. Where time itself is
// the subject (heartbeats, trickled bytes, half-open peers) they run in a bubble
// of [testing/synctest], with the intervals that users have, and take no time.
//
// # Sizes
//
//	go test ./runtime/attack             a minute: the sizes of docs/threats.md
//	go test -short ./runtime/attack      seconds
//	go test -race ./runtime/attack       as short, where the detector makes it slow
//
// What only time shows, scripts/soak looks for.
package attack
