package socket

import (
	"net/http"
	"strconv"
	"strings"
)

// acceptsDeflate reports whether the client's offers have one of
// permessage-deflate that can be kept (RFC 7692, 7.1).
//
// The answer is always that of gorilla: neither side keeps its window from one
// message to the next. A client may be told so whether or not it asked. What
// it may ask beyond that is a smaller window for what the server sends
// (server_max_window_bits), and that offer has to be declined: compress/flate
// has windows of 32 KiB only. That the client itself uses a smaller one
// (client_max_window_bits) is no matter.
func acceptsDeflate(header http.Header) bool {
	for _, line := range header.Values("Sec-WebSocket-Extensions") {
		for offer := range splitUnquoted(line, ',') {
			if canKeep(offer) {
				return true
			}
		}
	}
	return false
}

// canKeep looks at one offer:
//
//	permessage-deflate; client_max_window_bits=10; server_no_context_takeover
func canKeep(offer string) bool {
	seen := map[string]bool{}
	for param := range splitUnquoted(offer, ';') {
		name, value, hasValue := strings.Cut(param, "=")
		name = strings.Trim(name, " \t")
		if len(seen) == 0 {
			if hasValue || !strings.EqualFold(name, "permessage-deflate") {
				return false
			}
			seen[""] = true
			continue
		}
		if seen[name] {
			return false
		}
		seen[name] = true
		switch name {
		case "server_no_context_takeover", "client_no_context_takeover":
			if hasValue {
				return false
			}
		case "client_max_window_bits":
			if hasValue && !isWindow(strings.Trim(value, " \t")) {
				return false
			}
		default:
			return false
		}
	}
	return len(seen) > 0
}

// isWindow reports whether a value is a number from 8 to 15, without a leading
// zero; it may stand in quotes.
func isWindow(value string) bool {
	if len(value) >= 2 && value[0] == '"' && value[len(value)-1] == '"' {
		value = value[1 : len(value)-1]
	}
	n, err := strconv.Atoi(value)
	return err == nil && n >= 8 && n <= 15 && value == strconv.Itoa(n)
}

// splitUnquoted splits a header at a separator that does not stand in quotes.
func splitUnquoted(s string, sep byte) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		quoted, from := false, 0
		for i := 0; i < len(s); i++ {
			switch {
			case s[i] == '"':
				quoted = !quoted
			case quoted && s[i] == '\\':
				i++
			case !quoted && s[i] == sep:
				if !yield(s[from:i]) {
					return
				}
				from = i + 1
			}
		}
		yield(s[from:])
	}
}
