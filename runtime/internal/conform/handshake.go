package conform

import (
	"fmt"
	"maps"
	"strings"
)

// key is the example of RFC 6455, 1.3, and accept its answer.
const (
	key    = "dGhlIHNhbXBsZSBub25jZQ=="
	accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
)

// request makes an upgrade request with other headers; an empty one is left
// out, and one with the value of a line break stands twice.
func request(headers map[string]string) func(host, path string) string {
	return requestLine("GET", "HTTP/1.1", headers)
}

func requestLine(method, version string, headers map[string]string) func(host, path string) string {
	return func(host, path string) string {
		all := map[string]string{
			"Host":                  host,
			"Upgrade":               "websocket",
			"Connection":            "Upgrade",
			"Sec-WebSocket-Version": "13",
			"Sec-WebSocket-Key":     key,
		}
		maps.Copy(all, headers)
		var b strings.Builder
		fmt.Fprintf(&b, "%s %s %s\r\n", method, path, version)
		for _, name := range sortedKeys(all) {
			if all[name] == "" {
				continue
			}
			for value := range strings.SplitSeq(all[name], "\n") {
				fmt.Fprintf(&b, "%s: %s\r\n", name, value)
			}
		}
		return b.String() + "\r\n"
	}
}

// handshakes is about the upgrade request.
func (m *maker) handshakes(subprotocol string) {
	yes := Outcome{Status: []int{101}, Header: map[string]string{"Sec-WebSocket-Accept": accept, "Sec-WebSocket-Extensions": ""}}
	add := func(id, section, about string, want Outcome, headers map[string]string) *Case {
		c := m.add("handshake/"+id, section, about, want)
		c.Request = request(headers)
		return c
	}
	upgrades := "the request is in order"
	add("plain", "6455 4.2.2", upgrades, yes, nil)
	add("upgrade-case", "6455 4.2.1", upgrades, yes, map[string]string{"Upgrade": "WebSocket", "Connection": "upgrade"})
	add("connection-list", "6455 4.2.1", upgrades, yes, map[string]string{"Connection": "keep-alive, Upgrade"})
	add("connection-lines", "6455 4.2.1", upgrades, yes, map[string]string{"Connection": "keep-alive\nUpgrade"})
	add("header-case", "6455 4.2.1", upgrades, yes, map[string]string{
		"Sec-WebSocket-Key": "", "SEC-WEBSOCKET-KEY": key, "Upgrade": "", "uPGRADE": "websocket"})
	add("extra-headers", "6455 4.2.1", upgrades, yes, map[string]string{"Cookie": "a=b", "X-Whatever": "x", "User-Agent": "conform"})
	add("unknown-extension", "6455 9.1", "an extension that the server does not know is not agreed on", yes, map[string]string{"Sec-WebSocket-Extensions": "x-unknown; level=9"})

	answer := yes
	answer.Header = map[string]string{"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Protocol": ""}
	add("answer", "6455 4.2.2", "the answer has the headers of an upgrade", answer, nil)
	add("unknown-subprotocol", "6455 4.2.2", "a subprotocol that the server does not know is not agreed on", answer, map[string]string{"Sec-WebSocket-Protocol": "x-unknown"}).
		Also = []Outcome{{Status: []int{400}}}
	if subprotocol != "" {
		agreed := Outcome{Status: []int{101}, Header: map[string]string{"Sec-WebSocket-Protocol": subprotocol}}
		add("subprotocol", "6455 4.2.2", "a subprotocol that both know is agreed on", agreed, map[string]string{"Sec-WebSocket-Protocol": subprotocol})
		add("subprotocol-second", "6455 4.2.2", "a subprotocol that both know is agreed on", agreed, map[string]string{"Sec-WebSocket-Protocol": "x-unknown, " + subprotocol})
		add("subprotocol-lines", "6455 11.3.4", "the header may stand several times", agreed, map[string]string{"Sec-WebSocket-Protocol": "x-unknown\n" + subprotocol})
	}

	no := Outcome{Status: []int{400, 405, 426}}
	refuses := "the request is in error and is refused"
	add("no-key", "6455 4.2.1", refuses, no, map[string]string{"Sec-WebSocket-Key": ""})
	add("key-short", "6455 4.2.1", refuses, no, map[string]string{"Sec-WebSocket-Key": "c2hvcnQ="})
	add("key-long", "6455 4.2.1", refuses, no, map[string]string{"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZSB0aGF0IGlzIHRvbyBsb25n"})
	add("key-not-base64", "6455 4.2.1", refuses, no, map[string]string{"Sec-WebSocket-Key": "!!!!!!!!!!!!!!!!!!!!!!=="})
	add("key-twice", "6455 11.3.1", refuses, no, map[string]string{"Sec-WebSocket-Key": key + "\n" + key})
	add("no-version", "6455 4.2.1", refuses, no, map[string]string{"Sec-WebSocket-Version": ""})
	for _, version := range []string{"0", "12", "14", "256", "thirteen"} {
		// Which versions it knows, the server says in a header (4.4).
		c := add("version-"+version, "6455 4.2.1, 4.4", "a version that the server does not speak is refused, with one that it does",
			Outcome{Status: []int{400, 426}, Header: map[string]string{"Sec-WebSocket-Version": "13"}}, map[string]string{"Sec-WebSocket-Version": version})
		c.Also = []Outcome{{Status: []int{400, 426}}}
	}
	add("no-upgrade", "6455 4.2.1", refuses, no, map[string]string{"Upgrade": ""})
	add("other-upgrade", "6455 4.2.1", refuses, no, map[string]string{"Upgrade": "h2c"})
	add("no-connection", "6455 4.2.1", refuses, no, map[string]string{"Connection": ""})
	add("connection-keep-alive", "6455 4.2.1", refuses, no, map[string]string{"Connection": "keep-alive"})
	add("no-host", "6455 4.2.1", refuses, no, map[string]string{"Host": ""})
	for _, method := range []string{"POST", "PUT", "OPTIONS"} {
		c := add("method-"+strings.ToLower(method), "6455 4.2.1", "only GET upgrades", no, nil)
		c.Request = requestLine(method, "HTTP/1.1", map[string]string{"Content-Length": "0"})
	}
	old := add("http-1.0", "6455 4.2.1", "only HTTP/1.1 upgrades", Outcome{Status: []int{400, 426, 505}}, nil)
	old.Request = requestLine("GET", "HTTP/1.0", nil)
}
