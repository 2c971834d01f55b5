package runtime

import "testing"

func TestTargetOfAChannel(t *testing.T) {
	params := Handshake{
		Params: []Param{{Name: "a"}, {Name: "b-c"}, {Name: "q", Query: true, Many: true}},
		Append: func(b []byte, v any) ([]byte, error) { return append(b, v.(string)...), nil },
	}
	for _, test := range []struct{ address, path, given, want string }{
		{"ws://host", "/ws/{a}/{b-c}", `{"params":{"a":"1","b-c":2}}`, "ws://host/ws/1/2"},
		{"https://host/below/", "/ws/{a}/{b-c}/", `{"params":{"a":"x","b-c":"y"}}`, "wss://host/below/ws/x/y/"},
		{"ws://host?k=v", "/{a}/{b-c}", `{"params":{"a":"x","b-c":"y"},"query":{"q":["1 2",3]}}`, "ws://host/x/y?k=v&q=1+2&q=3"},
		{"ws://host", "/{a}/{b-c}", `{"params":{"a":"../x?y#z","b-c":".."}}`, "ws://host/..%2Fx%3Fy%23z/%2E%2E"},
		// What somebody gives for one parameter is not the place of another.
		{"ws://host", "/{a}/{b-c}", `{"params":{"a":"{b-c}","b-c":"{a}"}}`, "ws://host/%7Bb-c%7D/%7Ba%7D"},
	} {
		got, err := target(test.address, Route{Channel: "chat", Path: test.path}, &params, test.given)
		if got != test.want || err != nil {
			t.Errorf("%s%s with %s: %s, %v; want %s", test.address, test.path, test.given, got, err, test.want)
		}
	}
	for _, given := range []string{`{}`, `{"params":{"a":"x"}}`, `{"params":{"a":"x","b-c":""}}`, `{"params":{"a":"x","b-c":null}}`} {
		if got, err := target("ws://host", Route{Path: "/{a}/{b-c}"}, &params, given); err == nil {
			t.Errorf("with %s: %s; want an error", given, got)
		}
	}
}
