package unionswitch

import (
	"context"
	"errors"
	"fmt"

	"github.com/wscontract/wscontract/runtime"

	"unionswitch/chat"
)

// What stands below a switch whose cases all leave is for what no case names.
func answered(c chat.Command) error {
	switch c.(type) {
	case chat.Say:
		return nil
	case *chat.Join:
		panic("no")
	}
	return fmt.Errorf("no way to obey a %T", c)
}

func answeredInLoop(commands []chat.Command) {
	for _, c := range commands {
		switch c := c.(type) {
		case chat.Say:
			if c.Text == "" {
				return
			} else {
				continue
			}
		}
		fmt.Println(c)
	}
}

func said(c chat.Command) bool {
	switch c.(type) {
	case chat.Say:
		return true
	}
	return false
}

// To return nothing is no answer.
func passedOver(c chat.Command) error {
	switch c.(type) { // want `forgets \*Join and Leave`
	case chat.Say:
		return errors.New("no")
	}
	return nil
}

// What is below is not only for what no case names.
func goesOn(c chat.Command) error {
	switch c.(type) { // want `forgets \*Join and Leave`
	case chat.Say:
		return errors.New("no")
	case nil:
	}
	return errors.New("done")
}

// What was handled before does not come here.
func handledBefore(c chat.Command, known bool) error {
	if leave, ok := c.(chat.Leave); ok {
		fmt.Println(leave.Room)
		return nil
	}
	if known {
		fmt.Println(c)
	}
	switch c.(type) {
	case *chat.Join:
		return errors.New("already")
	}
	switch c := c.(type) {
	case chat.Say:
		fmt.Println(c.Text)
	}
	switch c := c.(type) { // want `forgets Say;`
	case nil:
		fmt.Println(c)
	}
	return nil
}

func handledInChain(c chat.Command) {
	if _, ok := c.(chat.Leave); ok {
		return
	} else if _, ok := c.(*chat.Join); ok {
		return
	} else if c == nil {
		return
	} else if _, ok := c.(chat.Say); ok {
		return
	}
	switch c.(type) { // want `forgets Say;`
	case nil:
	}
}

// What only looks does not handle.
func lookedAt(c, d chat.Command) {
	if _, ok := d.(chat.Leave); ok {
		return
	}
	if leave, ok := c.(chat.Leave); ok {
		fmt.Println(leave.Room)
	}
	switch c.(type) { // want `forgets Leave;`
	case chat.Say, *chat.Join:
	}
}

func labelled(commands []chat.Command) {
all:
	switch commands[0].(type) { // want `forgets \*Join and Leave`
	case chat.Say:
		break all
	}
	fmt.Println(commands)
}

// A message that was read is what has the methods of the union: not a pointer, if the
// value has them.
var handler = runtime.Handler[chat.Command, chat.Event]{
	OnMessage: func(ctx context.Context, _ *runtime.Conn[chat.Event], m chat.Command) error {
		switch m.(type) {
		case *chat.Say: // want `^a message that was read is a Say, and never a pointer to one; write the type without the star$`
		case *chat.Join, chat.Leave, *chat.Leave:
		default:
		}
		made := m
		switch made.(type) {
		case *chat.Say, *chat.Join, *chat.Leave:
		}
		return nil
	},
}
