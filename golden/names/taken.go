package names

import "unicode/utf8"

// What stands here has names that emitted code would like to have.

var wire, runtime = "copper", "forever"

const d, v, e, data = 1, 2, 3, 4

func decodeSay() string { return wire + runtime }

func appendMessage(n int) int { return d + v + e + data + n }

func unmarshalKeys() int { return cap("x") + copy(1) + min() }

func validateChannel() int { return appendMessage(utf8.RuneLen('x')) + unmarshalKeys() }

func encodeWire() int { return validateChannel() + len(decodeSay()) }

func cap(s string) int { return len(s) }

func copy(n int) int { return n }

func min() int { return 1 }

// Sum uses everything above.
func Sum() int { return encodeWire() }
