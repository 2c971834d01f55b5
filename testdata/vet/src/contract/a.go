package contract

import "time"

/* want `^ws:strict belongs on a struct type, and Month is a named integer type$` */ //ws:strict
type Month time.Month

/* want `^unknown directive ws:chanel; did you mean ws:channel\?$` */ //ws:chanel chat
type Lost struct {
	ServerToClient Event
}

/* want `^unknown key pth; did you mean path\?$` */ //ws:channel pth=/ws/chat
type Chan struct {
	ServerToClient Event
}

/* want `^//ws: channel is not read as a directive; write //ws:channel$` */ //ws: channel near
type Near struct {
	ServerToClient Event
}

//ws:channel other path=/ws/Chan
type Other struct { // want `the channels Chan and other have the same path /ws/Chan; give one another with path=`
	ServerToClient Event
	ClientToServer Event
}

//ws:channel third
type Third struct {
	ServerToClient Event
	ClientToServer chan int // want `^channel third: ClientToServer: a channel of Go cannot stand in JSON; use a struct type$`
}

// Event is what happens.
type Event struct {
	Text string `validate:"emial"` // want `^unknown rule emial; did you mean email\?$`
}
