// A program that writes a string that it has read.
package main

import (
	"os"

	"github.com/wscontract/wscontract/runtime/wire"
)

func main() {
	d := wire.NewDecoder([]byte(os.Args[1]))
	e := wire.NewEncoder(nil)
	e.String(d.String())
	b, _ := e.Finish()
	os.Stdout.Write(b)
}
