package main

import (
	"fmt"
	"strconv"
	"strings"
)

// contract returns the nth annotated file of a package: ten structs with
// directives (two channels, four commands, three events, an envelope) and two
// more unions and an enum.
func (p *pkg) contract(n int) string {
	suffix := "" // of every name, so that a package can have many of these files
	if n > 0 {
		suffix = strconv.Itoa(n)
	}
	var foreign strings.Builder
	for i, u := range p.uses {
		fmt.Fprintf(&foreign, "\tRelated%d *%s.InvoiceView `json:\"related%d,omitempty\"`\n", i, u.name, i)
	}
	return strings.NewReplacer(
		"{n}", suffix, "{name}", p.name, "{dir}", p.dir, "{imports}", p.imports(), "{foreign}", foreign.String(),
	).Replace(contractText)
}

const contractText = `package {name}

import (
	"encoding/json"
	"time"

{imports})

// Room{n} is where the users of this service work together.
//
// ws:channel room{n} path=/ws/{dir}/rooms{n}/{room} auth=required max-size=16KiB rate=20/s
type Room{n} struct {
	ClientToServer Command{n}
	ServerToClient Event{n}
	Params         struct {
		Room string ` + "`path:\"room\" validate:\"required,max=64\"`" + `
	}
	Query struct {
		Since *int64 ` + "`query:\"since,omitempty\" validate:\"omitnil,min=0\"`" + `
	}
}

// Feed{n} tells every observer what happens.
//
// ws:channel feed{n} path=/ws/{dir}/feed{n} overflow=drop-oldest
type Feed{n} struct {
	ServerToClient Frame{n}
}

// Command{n} is what a client may ask for.
//
// ws:union tag=type
type Command{n} interface{ command{n}() }

// Join{n} enters a room.
//
// ws:message join
type Join{n} struct {
	Nick   string ` + "`json:\"nick\" validate:\"required,min=2,max=32\"`" + `
	Status Status ` + "`json:\"status\"`" + `
}

// Say{n} says something to all.
//
// ws:message say
type Say{n} struct {
	ID       string   ` + "`json:\"id,omitempty\"`" + `
	Text     string   ` + "`json:\"text\" validate:\"required,max=2000\"`" + `
	ReplyTo  *string  ` + "`json:\"replyTo,omitempty\"`" + `
	Mentions []string ` + "`json:\"mentions,omitempty\" validate:\"max=50,dive,max=64\"`" + `
}

// Update{n} changes an account.
//
// ws:message update
// ws:strict
type Update{n} struct {
	Account AccountView       ` + "`json:\"account\"`" + `
	Labels  map[string]string ` + "`json:\"labels,omitempty\" validate:\"max=20\"`" + `
	Rank    Rank{n}           ` + "`json:\"rank\"`" + `
}

// Rank{n} is what a member is.
//
// ws:enum
type Rank{n} int

// The values of Rank{n}.
const (
	Guest{n} Rank{n} = iota
	Member{n}
	Moderator{n}
)

// Leave{n} leaves the room.
//
// ws:message leave
type Leave{n} struct {
	Reason string ` + "`json:\"reason,omitempty\"`" + `
}

func (Join{n}) command{n}()   {}
func (Say{n}) command{n}()    {}
func (Update{n}) command{n}() {}
func (Leave{n}) command{n}()  {}

// Event{n} is what the server tells.
//
// ws:union tag=event content=data
type Event{n} interface{ event{n}() }

// Said{n} tells what somebody said.
//
// ws:message said
type Said{n} struct {
	By   AccountView ` + "`json:\"by\"`" + `
	Text string      ` + "`json:\"text\"`" + `
	At   time.Time   ` + "`json:\"at\"`" + `
}

// Members{n} are those who are in the room.
//
// ws:message members
type Members{n} struct {
	Members []AccountView      ` + "`json:\"members\" validate:\"dive\"`" + `
	Status  map[string]Status  ` + "`json:\"status\"`" + `
	Orders  map[string][]Order ` + "`json:\"orders,omitempty\" validate:\"dive,dive\"`" + `
}

// Changed{n} tells what has become of an account.
//
// ws:message changed
type Changed{n} struct {
	Before *AccountView    ` + "`json:\"before\"`" + `
	After  *AccountView    ` + "`json:\"after\"`" + `
	Extra  json.RawMessage ` + "`json:\"extra,omitempty\"`" + `
{foreign}}

func (Said{n}) event{n}()    {}
func (Members{n}) event{n}() {}
func (Changed{n}) event{n}() {}

// Frame{n} is one entry of the feed.
//
// ws:union tag=kind
type Frame{n} struct {
	Seq     int32        ` + "`json:\"seq\"`" + `
	Order   *OrderView   ` + "`ws:\"order\"`" + `
	Payment *PaymentView ` + "`ws:\"payment\"`" + `
}
`
