package real

import (
	"bytes"
	"errors"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/dop251/goja"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/wscontract/wscontract/runtime"
)

// checkOther holds the verdict on a message against that of the people who made
// the protocol, if they published one. What is said twice or is no UTF-8 none of them sees.
func checkOther(t *testing.T, s side, message []byte, err error) {
	t.Helper()
	if s.other == nil || !jsontext.Value(message).IsValid() {
		return
	}
	otherErr := s.other(message)
	if (err == nil) == (otherErr == nil) || otherErr == nil && s.mayRefuse(err, message) {
		return
	}
	t.Errorf("decoder: %v\n%s says: %v\n%s", err, s.api, otherErr, message)
}

// mayRefuse reports whether the contract is narrower in all that it found.
func (s side) mayRefuse(err error, message []byte) bool {
	var refused *runtime.ValidationError
	if !errors.As(err, &refused) {
		return false
	}
	return !slices.ContainsFunc(refused.Findings, func(f runtime.Finding) bool {
		return !slices.ContainsFunc(spans(message), func(v span) bool {
			return v.path == f.Path && s.narrower(f, message[v.start:v.end])
		})
	})
}

// isNumber tells a number: the schemas of openai say number where the contract
// says integer.
func isNumber(_ runtime.Finding, value jsontext.Value) bool { return value.Kind() == '0' }

// isInMistake tells what is inside an error of GraphQL, of which graphql-ws only
// looks whether it has a message.
func isInMistake(f runtime.Finding, _ jsontext.Value) bool {
	return strings.Count(f.Path, "/") == 3 && strings.HasPrefix(f.Path, "/payload/")
}

// schema returns the verdict of a JSON Schema.
func schema(file string) func([]byte) error {
	compiled := jsonschema.NewCompiler().MustCompile(file)
	return func(message []byte) error {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(message))
		if err != nil {
			return err
		}
		return compiled.Validate(doc)
	}
}

// great are numbers that JavaScript reads as Infinity, and goja refuses.
var great = regexp.MustCompile(`\b10{308,}\b`)

// script returns the verdict of the function parseMessage of a JavaScript module.
func script(file string) func([]byte) error {
	source := string(must(os.ReadFile(file)))
	source, _, _ = strings.Cut(source, "\nexport {") // goja knows no modules
	vm := goja.New()
	must(vm.RunString(source))
	parse, ok := goja.AssertFunction(vm.Get("parseMessage"))
	if !ok {
		panic(file + " has no function parseMessage")
	}
	var mu sync.Mutex // a vm is for one goroutine
	return func(message []byte) error {
		mu.Lock()
		defer mu.Unlock()
		_, err := parse(goja.Undefined(), vm.ToValue(great.ReplaceAllString(string(message), "1")))
		return err
	}
}
