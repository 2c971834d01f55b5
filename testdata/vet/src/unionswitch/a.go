package unionswitch

import (
	"fmt"

	"unionswitch/chat"
)

func commands(c chat.Command) {
	switch c := c.(type) { // want `^this switch over the union Command forgets Leave; add the case, or a default$`
	case chat.Say:
		fmt.Println(c.Text)
	case *chat.Join:
	}
	switch c.(type) { // want `forgets \*Join and Leave`
	case nil, chat.Say:
	}
	switch c.(type) {
	case chat.Say, *chat.Join, chat.Leave:
	}
	switch c.(type) {
	case chat.Say:
	default:
		panic("what?")
	}
	switch c.(type) {
	case chat.Say:
	case interface{ command() }: // that of another package, so nothing has it
	case fmt.Stringer:
	case any:
	}
	//ws:ignore unionswitch "only what is said is counted"
	switch c.(type) {
	case chat.Say:
	}
}

// An event that no case could name is left out.
func events(e chat.Event) {
	switch e.(type) {
	case chat.Said:
	}
}

func others(e error) {
	switch e.(type) {
	case interface{ Timeout() bool }:
	}
}
