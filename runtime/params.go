package runtime

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// fromRequest makes the JSON that Decode reads, from the request of a client:
//
//	{"params":{"room":"general"},"query":{"since":12,"tag":["a","b"]}}
//
// A parameter that is absent has no key. One that is given twice and may not be
// has two, which Decode refuses. Where there are parameters in the query, a key that
// is none is null, for a strict Decode to refuse, unless a token may stand there.
func (h *Handshake) fromRequest(r *http.Request) []byte {
	query := r.URL.Query()
	var params, queries object
	for _, p := range h.Params {
		if !p.Query {
			params.add(p.Name, p.json(r.PathValue(p.Name)))
			continue
		}
		values, ok := query[p.Name]
		switch {
		case !ok:
		case p.Many:
			elems := make([][]byte, len(values))
			for i, v := range values {
				elems[i] = p.json(v)
			}
			queries.add(p.Name, []byte("["+string(bytes.Join(elems, []byte(",")))+"]"))
		default:
			for _, v := range values {
				queries.add(p.Name, p.json(v))
			}
		}
		delete(query, p.Name)
	}
	for _, name := range tokenQueries {
		delete(query, name)
	}
	if slices.ContainsFunc(h.Params, func(p Param) bool { return p.Query }) {
		for _, name := range slices.Sorted(maps.Keys(query)) {
			queries.add(name, []byte("null"))
		}
	}
	var all object
	all.add("params", params.bytes())
	all.add("query", queries.bytes())
	return all.bytes()
}

// json returns a parameter's text as JSON. A literal that is not a number or a
// boolean becomes a string, for Decode to say what is wrong with it.
func (p *Param) json(text string) []byte {
	if p.Literal && json.Valid([]byte(text)) && text != "null" && !strings.ContainsAny(text, "\"{[ \t\r\n") {
		return []byte(text)
	}
	return quote(text)
}

// An object is a JSON object that is being written.
type object struct{ b []byte }

func (o *object) add(key string, value []byte) {
	if len(o.b) > 0 {
		o.b = append(o.b, ',')
	}
	o.b = append(append(o.b, quote(key)...), ':')
	o.b = append(o.b, value...)
}

func (o *object) bytes() []byte { return []byte("{" + string(o.b) + "}") }

func quote(s string) []byte {
	b, err := json.Marshal(s)
	if err != nil {
		panic("runtime: cannot encode a string: " + err.Error())
	}
	return b
}

// target returns the URL of a channel, below the address of a server:
//
//	wss://host/prefix + /ws/rooms/{room} + {"params":{"room":"general"},…}
//	→ wss://host/prefix/ws/rooms/general
func target(address string, route Route, h *Handshake, v any) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	switch u.Scheme {
	case "http":
		u.Scheme = "ws"
	case "https":
		u.Scheme = "wss"
	case "ws", "wss":
	default:
		return "", fmt.Errorf("runtime: %q is not the address of a server; use one like wss://host", address)
	}
	var given struct{ Params, Query map[string]json.RawMessage }
	if v != nil && h.Append != nil {
		b, err := h.Append(nil, v)
		if err != nil {
			return "", fmt.Errorf("runtime: channel %q: DialOptions.Handshake: %w", route.Channel, err)
		}
		if err := json.Unmarshal(b, &given); err != nil {
			return "", fmt.Errorf("runtime: parameters of channel %q: %w", route.Channel, err)
		}
	}
	query := u.Query()
	var segments []string // of {name}, and what stands for it
	for _, p := range h.Params {
		if p.Query {
			for _, text := range texts(given.Query[p.Name]) {
				query.Add(p.Name, text)
			}
			continue
		}
		text := texts(given.Params[p.Name])
		if len(text) != 1 || text[0] == "" {
			return "", fmt.Errorf("runtime: channel %q needs the parameter %q; set DialOptions.Handshake", route.Channel, p.Name)
		}
		segments = append(segments, "%7B"+url.PathEscape(p.Name)+"%7D", segment(text[0]))
	}
	path := strings.NewReplacer(segments...).Replace((&url.URL{Path: route.Path}).EscapedPath())
	u.RawPath = strings.TrimSuffix(u.EscapedPath(), "/") + path
	if u.Path, err = url.PathUnescape(u.RawPath); err != nil {
		return "", err
	}
	u.RawQuery = query.Encode()
	return u.String(), nil
}

// texts returns what stands in a URL for a parameter's JSON: one text, several
// for an array, none for null or nothing.
func texts(value json.RawMessage) []string {
	var list []json.RawMessage
	if json.Unmarshal(value, &list) != nil {
		list = []json.RawMessage{value}
	}
	var texts []string
	for _, elem := range list {
		var s string
		switch {
		case len(elem) == 0, string(elem) == "null":
		case json.Unmarshal(elem, &s) == nil:
			texts = append(texts, s)
		default:
			texts = append(texts, string(elem))
		}
	}
	return texts
}

// segment escapes one segment of a path, also those that would be taken for a
// step up or nothing.
func segment(s string) string {
	if s == "." || s == ".." {
		return strings.ReplaceAll(s, ".", "%2E")
	}
	return url.PathEscape(s)
}
