package behaviour

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// A message is one message of messages.txt.
type message struct {
	line      string // file:line
	channel   string
	direction string
	want      []string // the findings; nil when the message is ok
	data      []byte
	written   []byte // what a message that is ok is written as
}

// readMessages returns the messages of a case.
func readMessages(t testing.TB, name string) []message {
	t.Helper()
	file := filepath.Join("..", "..", "testdata", name, "messages.txt")
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var list []message
	for i, line := range strings.Split(strings.TrimSuffix(string(content), "\n"), "\n") {
		at := fmt.Sprintf("%s:%d", file, i+1)
		if line == "" || line[0] == '#' {
			continue
		}
		if text, ok := strings.CutPrefix(line, "\twrites "); ok && len(list) > 0 && list[len(list)-1].want == nil {
			list[len(list)-1].written = parseBytes(t, at, text)
			continue
		}
		list = append(list, parseMessage(t, at, line))
	}
	return list
}

func parseMessage(t testing.TB, at, line string) message {
	t.Helper()
	words := strings.SplitN(line, " ", 4)
	if len(words) != 4 {
		t.Fatalf("%s: want CHANNEL DIRECTION WANT MESSAGE", at)
	}
	m := message{line: at, channel: words[0], direction: words[1], data: parseBytes(t, at, words[3])}
	m.written = m.data
	if words[2] == "ok" {
		return m
	}
	for _, finding := range strings.Split(repeat(words[2]), ",") {
		finding, err := url.PathUnescape(finding)
		if err != nil {
			t.Fatalf("%s: %v", at, err)
		}
		m.want = append(m.want, finding)
	}
	return m
}

// parseBytes reads a message as it is written in a line.
func parseBytes(t testing.TB, at, text string) []byte {
	t.Helper()
	if literal, ok := strings.CutPrefix(text, "quoted:"); ok {
		unquoted, err := strconv.Unquote(literal)
		if err != nil {
			t.Fatalf("%s: %s: %v", at, literal, err)
		}
		text = unquoted
	}
	return []byte(repeat(text))
}

var repetition = regexp.MustCompile(`<([^<>]+)\*([0-9]+)>`)

// repeat writes <TEXT*N> out.
func repeat(s string) string {
	return repetition.ReplaceAllStringFunc(s, func(s string) string {
		parts := repetition.FindStringSubmatch(s)
		n, err := strconv.Atoi(parts[2])
		if err != nil {
			panic(err) // the expression matches digits only
		}
		return strings.Repeat(parts[1], n)
	})
}
