package interfaces

import "fmt"

//ws:channel
type Shapes struct {
	ServerToClient Drawing
}

type Drawing struct {
	Shapes []Shape // want:2 `^channel Shapes: Drawing.Shapes\[\]: the interface Shape has methods and is not a union, so nothing can be decoded into it; write ws:union above`
	Label  fmt.Stringer // want:2 `the interface fmt.Stringer has methods and is not a union`
	Inline interface{ Area() float64 } // want:2 `an interface with methods is not known to be anything in JSON; name it`
	Err    error // want:2 `error is an interface with methods`
}

type Shape interface{ Area() float64 }
