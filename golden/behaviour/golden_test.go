package behaviour

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/wscontract/wscontract/runtime"
)

// A golden is what one golden package promises.
type golden struct {
	name        string
	validators  map[string]runtime.Validators
	channels    any // the struct Channels
	routes      []runtime.Route
	fingerprint string
}

// An endpoint reads and writes the messages of one channel in one direction.
type endpoint struct {
	golden, channel, direction string

	typ       reflect.Type
	codec     reflect.Value // a runtime.Codec of typ, or a runtime.Handshake
	validator func([]byte) error
}

func (e *endpoint) String() string { return e.golden + " " + e.channel + " " + e.direction }

// The directions, as messages.txt calls them.
const (
	client    = "client"
	server    = "server"
	handshake = "handshake"
)

// endpoints returns the endpoints of a golden in the order of its channels.
func endpoints(g golden) []*endpoint {
	var list []*endpoint
	channels := reflect.ValueOf(g.channels)
	for i := range channels.NumField() {
		ch := channels.Field(i)
		name := ch.FieldByName("Channel").String()
		add := func(direction, field string, validator func([]byte) error) {
			codec := ch.FieldByName(field)
			decode := codec.FieldByName("Decode")
			if decode.IsNil() {
				return
			}
			list = append(list, &endpoint{
				golden: g.name, channel: name, direction: direction,
				typ: decode.Type().Out(0), codec: codec, validator: validator,
			})
		}
		add(client, "ClientToServer", g.validators[name].ClientToServer)
		add(server, "ServerToClient", g.validators[name].ServerToClient)
		add(handshake, "Handshake", nil)
	}
	return list
}

// decode calls the Decode function of the endpoint.
func (e *endpoint) decode(data []byte) (reflect.Value, error) {
	out := e.codec.FieldByName("Decode").Call([]reflect.Value{reflect.ValueOf(data)})
	return out[0], asError(out[1])
}

// append calls the Append function of the endpoint.
func (e *endpoint) append(b []byte, v reflect.Value) ([]byte, error) {
	out := e.codec.FieldByName("Append").Call([]reflect.Value{reflect.ValueOf(b), v})
	return out[0].Bytes(), asError(out[1])
}

// validators returns the functions that check a message without decoding it.
func (e *endpoint) validators() []func([]byte) error {
	if e.direction == handshake {
		return nil
	}
	validate := e.codec.FieldByName("Validate").Interface().(func([]byte) error)
	return []func([]byte) error{validate, e.validator}
}

func asError(v reflect.Value) error {
	err, _ := v.Interface().(error)
	return err
}

// findings returns what an error of an emitted function says, as messages.txt
// writes it. It fails when the error is of another kind.
func findings(err error) ([]string, error) {
	if err == nil {
		return nil, nil
	}
	var invalid *runtime.ValidationError
	if !errors.As(err, &invalid) {
		return nil, fmt.Errorf("the error is a %T: %v", err, err)
	}
	if len(invalid.Findings) == 0 {
		return nil, errors.New("the error has no findings")
	}
	var list []string
	for _, f := range invalid.Findings {
		if f.Message == "" {
			return nil, fmt.Errorf("the finding %s:%s has no message", f.Path, f.Code)
		}
		list = append(list, f.Path+":"+f.Code)
	}
	if invalid.Truncated {
		list = append(list, "...")
	}
	return list, nil
}

func TestTablesOfAPackageAgree(t *testing.T) {
	for _, g := range goldens {
		t.Run(g.name, func(t *testing.T) {
			if len(g.validators) != len(g.routes) {
				t.Errorf("%d validators for %d routes", len(g.validators), len(g.routes))
			}
			if !slices.IsSortedFunc(g.routes, func(a, b runtime.Route) int { return cmp.Compare(a.Channel, b.Channel) }) {
				t.Error("the routes are not in the order of their names")
			}
			channels := reflect.ValueOf(g.channels)
			if channels.NumField() != len(g.routes) {
				t.Fatalf("%d channels for %d routes", channels.NumField(), len(g.routes))
			}
			for i, route := range g.routes {
				if got := channels.Field(i).FieldByName("Route").Interface(); got != route {
					t.Errorf("channel %d has the route %+v; the table says %+v", i, got, route)
				}
				v := g.validators[route.Channel]
				if v.ClientToServer == nil || v.ServerToClient == nil {
					t.Errorf("channel %s lacks a validator", route.Channel)
				}
				checkTypes(t, route, channels.Field(i))
			}
		})
	}
}

// checkTypes holds that a route names the types of both directions, and those
// of directions that have none.
func checkTypes(t *testing.T, route runtime.Route, channel reflect.Value) {
	t.Helper()
	for field, name := range map[string]string{"ClientToServer": route.ClientToServerType, "ServerToClient": route.ServerToClientType} {
		typ := channel.FieldByName(field).FieldByName("Decode").Type().Out(0)
		if none := typ == reflect.TypeFor[runtime.None](); none != (name == "") {
			t.Errorf("channel %s: %s has the type %v, but the route says %q", route.Channel, field, typ, name)
		}
	}
}
